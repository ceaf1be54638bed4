/** What CreateUserPool and UpdateUserPool take. Source: Amazon Cognito user pools API reference. */
import { z } from "zod";
import { notActedOn } from "./not-acted-on.ts";

/** The id of a pool, in the form AWS gives them. */
export const poolIdInput = z
  .string()
  .min(1)
  .max(55)
  .regex(/^[\w-]+_[0-9a-zA-Z]+$/, "Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+");

/** Names of pools, clients and resource servers. */
export const nameInput = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w\s+=,.@-]+$/, "Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+");

const functionArn = z
  .string()
  .min(20)
  .max(2_048)
  .regex(
    /^arn:[\w+=/,.@-]+:lambda:[\w+=/,.@-]*:\d{12}:function:[\w+=/,.@:$-]+$/,
    "not the ARN of a function",
  );

const passwordPolicy = z.strictObject({
  MinimumLength: z.number().int().min(6).max(99).optional(),
  RequireUppercase: z.boolean().optional(),
  RequireLowercase: z.boolean().optional(),
  RequireNumbers: z.boolean().optional(),
  RequireSymbols: z.boolean().optional(),
  PasswordHistorySize: z.literal(0, { error: "Toolgate keeps no old passwords; leave it out" }).optional(),
  TemporaryPasswordValidityDays: z.number().int().min(0).max(365).optional(),
});

const lambdaConfig = z.strictObject({
  PreTokenGeneration: functionArn.optional(),
  PreTokenGenerationConfig: z
    .strictObject({ LambdaVersion: z.enum(["V1_0", "V2_0", "V3_0"]), LambdaArn: functionArn })
    .optional(),
  PreSignUp: notActedOn,
  CustomMessage: notActedOn,
  PostConfirmation: notActedOn,
  PreAuthentication: notActedOn,
  PostAuthentication: notActedOn,
  DefineAuthChallenge: notActedOn,
  CreateAuthChallenge: notActedOn,
  VerifyAuthChallengeResponse: notActedOn,
  UserMigration: notActedOn,
  CustomSMSSender: notActedOn,
  CustomEmailSender: notActedOn,
  KMSKeyID: notActedOn,
  InboundFederation: notActedOn,
});

const text = z.string().max(20_000);
/** About messages, which Toolgate never sends, or said to no effect by AWS too: kept and described, nothing is weakened. */
const describedOnly = {
  AutoVerifiedAttributes: z.array(z.enum(["email", "phone_number"])).optional(),
  SmsVerificationMessage: text.optional(),
  EmailVerificationMessage: text.optional(),
  EmailVerificationSubject: text.optional(),
  VerificationMessageTemplate: z.record(z.string(), text).optional(),
  SmsAuthenticationMessage: text.optional(),
  EmailConfiguration: z.record(z.string(), text).optional(),
  SmsConfiguration: z.record(z.string(), text).optional(),
  AccountRecoverySetting: z
    .strictObject({
      RecoveryMechanisms: z
        .array(z.strictObject({ Priority: z.number().int(), Name: z.string() }))
        .max(2)
        .optional(),
    })
    .optional(),
  UserPoolTier: z.enum(["LITE", "ESSENTIALS", "PLUS"]).optional(),
};

const shared = {
  Policies: z
    .strictObject({
      PasswordPolicy: passwordPolicy.optional(),
      SignInPolicy: z
        .strictObject({
          AllowedFirstAuthFactors: z
            .tuple([z.literal("PASSWORD")], { error: "Toolgate signs in by PASSWORD only" })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  DeletionProtection: z.enum(["ACTIVE", "INACTIVE"]).optional(),
  LambdaConfig: lambdaConfig.optional(),
  MfaConfiguration: z.literal("OFF", { error: "Toolgate asks for no second factor; use OFF" }).optional(),
  UserPoolTags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
  AdminCreateUserConfig: z
    .strictObject({
      AllowAdminCreateUserOnly: z.boolean().optional(),
      UnusedAccountValidityDays: z.number().int().min(0).max(365).optional(),
      InviteMessageTemplate: z.record(z.string(), text).optional(),
    })
    .optional(),
  UserPoolAddOns: z
    .strictObject({
      AdvancedSecurityMode: z.literal("OFF", { error: "Toolgate has no threat protection; use OFF" }),
    })
    .optional(),
  UserAttributeUpdateSettings: notActedOn,
  DeviceConfiguration: notActedOn,
  KeyConfiguration: notActedOn,
  IssuerConfiguration: notActedOn,
  AcrConfiguration: notActedOn,
  ...describedOnly,
};

/** An attribute of a pool's schema, as clients write it. */
export const schemaAttributeInput = z.strictObject({
  Name: z
    .string()
    .min(1)
    .max(20)
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u, "not the name of an attribute"),
  AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]).optional(),
  DeveloperOnlyAttribute: z
    .literal(false, { error: "developer attributes are not built in Toolgate" })
    .optional(),
  Mutable: z.boolean().optional(),
  Required: z.boolean().optional(),
  StringAttributeConstraints: z
    .strictObject({ MinLength: z.string().max(131_072).optional(), MaxLength: z.string().max(10).optional() })
    .optional(),
  NumberAttributeConstraints: z
    .strictObject({
      MinValue: z.string().max(131_072).optional(),
      MaxValue: z.string().max(131_072).optional(),
    })
    .optional(),
});

export const createUserPoolInput = z.strictObject({
  PoolName: nameInput,
  AliasAttributes: z.array(z.enum(["email", "phone_number", "preferred_username"])).optional(),
  UsernameAttributes: z.array(z.enum(["email", "phone_number"])).optional(),
  Schema: z.array(schemaAttributeInput).min(1).max(50).optional(),
  UsernameConfiguration: z.strictObject({ CaseSensitive: z.boolean() }).optional(),
  ...shared,
});
export type CreateUserPoolInput = z.infer<typeof createUserPoolInput>;

export const updateUserPoolInput = z.strictObject({
  UserPoolId: poolIdInput,
  PoolName: nameInput.optional(),
  ...shared,
});
export type UpdateUserPoolInput = z.infer<typeof updateUserPoolInput>;
