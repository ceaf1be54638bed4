import { invalidParameter } from "./cognito-faults.ts";
import type { TokenTrigger, UserPool } from "./cognito-model.ts";
import { defaultPasswordPolicy } from "./password-policy.ts";
import type { UpdateUserPoolInput } from "./pool-input.ts";

type Settings = Omit<UpdateUserPoolInput, "UserPoolId" | "PoolName">;

/**
 * What of a pool can be changed after it was made, from the members that say it.
 * @throws ServiceFault InvalidParameterException for triggers that contradict one another
 */
export function poolSettings(
  input: Settings,
): Pick<UserPool, "passwordPolicy" | "deletionProtection" | "trigger" | "described"> {
  const { PasswordHistorySize: _none, ...policy } = input.Policies?.PasswordPolicy ?? {};
  const said = input.Policies?.PasswordPolicy !== undefined;
  // A policy that is given asks only for what it names.
  const unsaid = said
    ? {
        ...defaultPasswordPolicy,
        RequireUppercase: false,
        RequireLowercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
      }
    : defaultPasswordPolicy;
  const trigger = triggerOf(input);
  return {
    passwordPolicy: { ...unsaid, ...present(policy) },
    deletionProtection: input.DeletionProtection === "ACTIVE",
    ...(trigger === undefined ? {} : { trigger }),
    described: described(input),
  };
}

function triggerOf({ LambdaConfig }: Settings): TokenTrigger | undefined {
  const { PreTokenGeneration: plain, PreTokenGenerationConfig: config } = LambdaConfig ?? {};
  if (plain !== undefined && config !== undefined && plain !== config.LambdaArn)
    throw invalidParameter(
      "PreTokenGeneration and PreTokenGenerationConfig.LambdaArn must be the same function when both are set.",
    );
  if (config !== undefined) return { arn: config.LambdaArn, version: config.LambdaVersion };
  return plain === undefined ? undefined : { arn: plain, version: "V1_0" };
}

function described(input: Settings): Record<string, unknown> {
  const {
    Policies: _policies,
    DeletionProtection: _protection,
    LambdaConfig: _lambda,
    MfaConfiguration: _mfa,
    UserPoolTags: _tags,
    ...rest
  } = input;
  const { UserPoolId: _id, PoolName: _name, ...kept } = { UserPoolId: "", PoolName: "", ...rest };
  return present(Object.fromEntries(Object.entries(kept).filter(([name]) => !fixed.has(name))));
}

/** Members of CreateUserPool that stand in places of their own. */
const fixed: ReadonlySet<string> = new Set([
  "AliasAttributes",
  "UsernameAttributes",
  "Schema",
  "UsernameConfiguration",
]);

type Present<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function present<T extends object>(members: T): Partial<Present<T>> {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Present<T>>;
}
