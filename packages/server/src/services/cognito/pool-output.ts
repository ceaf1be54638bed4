import type { TokenTrigger, UserPool } from "./cognito-model.ts";

/** A pool as DescribeUserPool shows it. */
export function poolOutput(pool: UserPool, tags: Readonly<Record<string, string>>, users: number): object {
  const { AdminCreateUserConfig: admin, ...described } = pool.described;
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: pool.arn,
    Policies: {
      PasswordPolicy: pool.passwordPolicy,
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    DeletionProtection: pool.deletionProtection ? "ACTIVE" : "INACTIVE",
    LambdaConfig: lambdaOutput(pool.trigger),
    LastModifiedDate: pool.modifiedAt,
    CreationDate: pool.createdAt,
    SchemaAttributes: pool.schema,
    ...(pool.aliasAttributes.length > 0 ? { AliasAttributes: pool.aliasAttributes } : {}),
    ...(pool.usernameAttributes.length > 0 ? { UsernameAttributes: pool.usernameAttributes } : {}),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    UserPoolTier: "ESSENTIALS",
    ...described,
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: pool.passwordPolicy.TemporaryPasswordValidityDays,
      ...(typeof admin === "object" ? admin : {}),
    },
    MfaConfiguration: "OFF",
    EstimatedNumberOfUsers: users,
    UserPoolTags: tags,
    Domain: pool.domain,
  };
}

/** A pool as ListUserPools shows it. */
export function poolDescription({ id, name, trigger, modifiedAt, createdAt }: UserPool): object {
  return {
    Id: id,
    Name: name,
    LambdaConfig: lambdaOutput(trigger),
    LastModifiedDate: modifiedAt,
    CreationDate: createdAt,
  };
}

function lambdaOutput(trigger: TokenTrigger | undefined): object {
  if (trigger === undefined) return {};
  const { arn, version } = trigger;
  return {
    PreTokenGeneration: arn,
    PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: version },
  };
}
