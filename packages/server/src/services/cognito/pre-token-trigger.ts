/** The function that a pool asks before it signs tokens. */
import { ServiceFault } from "../service.ts";
import { type Overrides, triggerAnswers } from "./claim-overrides.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import type { PoolUser, TokenTrigger, UserPool } from "./cognito-model.ts";
import type { GroupClaims } from "./user-groups.ts";

/** Why tokens are made, in Cognito's words. */
export type TriggerSource =
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_Authentication"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_RefreshTokens"
  | "TokenGeneration_ClientCredentials";

/** What the function is told. */
export interface TriggerEvent {
  readonly pool: UserPool;
  readonly source: TriggerSource;
  readonly clientId: string;
  /** Undefined for a client's own token. */
  readonly user: PoolUser | undefined;
  readonly groups: GroupClaims;
  readonly scopes: readonly string[];
  readonly metadata: Readonly<Record<string, string>> | undefined;
}

const versions = { V1_0: "1", V2_0: "2", V3_0: "3" };

/**
 * What the pool's function, if it has one for such tokens, wants changed.
 * @throws ServiceFault UserLambdaValidationException when the function fails, UnexpectedLambdaException when it cannot be
 * reached, InvalidLambdaResponseException when its answer is none. Source: Amazon Cognito developer guide, pre token
 * generation Lambda trigger.
 */
export async function askPreTokenTrigger(deps: CognitoDeps, event: TriggerEvent): Promise<Overrides> {
  const { trigger } = event.pool;
  // Only the third version hears of clients' own tokens.
  if (trigger === undefined || (event.user === undefined && trigger.version !== "V3_0")) return {};
  const result = await deps.functions.invoke({
    lambdaArn: trigger.arn,
    event: JSON.stringify(eventFor(trigger, event)),
    clientContext: {},
  });
  if (!result.ok) {
    throw result.kind === "function" || result.kind === "rpc-error"
      ? new ServiceFault(
          "UserLambdaValidationException",
          `PreTokenGeneration failed with error ${messageOf(result.cause)}.`,
        )
      : new ServiceFault("UnexpectedLambdaException", `PreTokenGeneration could not run: ${result.cause}`);
  }
  if (result.kind !== "payload") throw unreadable("it is not JSON");
  return readAnswer(trigger.version, result.payload);
}

/** Cognito says the error's message without its type. */
function messageOf(cause: string): string {
  return cause.replace(/^[\w.$]{1,100}: /, "");
}

function eventFor({ version }: TokenTrigger, event: TriggerEvent): object {
  const { pool, source, clientId, user, groups, scopes, metadata } = event;
  const scoped = version === "V1_0" ? {} : { scopes };
  return {
    version: versions[version],
    triggerSource: source,
    region: pool.region,
    userPoolId: pool.id,
    userName: user?.username ?? "ClientCredentials",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId },
    request: {
      userAttributes:
        user === undefined ? {} : { sub: user.sub, "cognito:user_status": user.status, ...user.attributes },
      groupConfiguration:
        user === undefined
          ? {}
          : {
              groupsToOverride: groups.groups,
              iamRolesToOverride: groups.roles,
              preferredRole: groups.preferredRole ?? null,
            },
      ...scoped,
      ...(metadata === undefined ? {} : { clientMetadata: metadata }),
    },
    response: version === "V1_0" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  };
}

function readAnswer(version: TokenTrigger["version"], payload: string): Overrides {
  const answer = parsed(payload);
  if (version === "V1_0") {
    const read = triggerAnswers.V1_0.safeParse(answer);
    if (!read.success) throw unreadable(problemOf(read.error));
    const details = read.data.response?.claimsOverrideDetails;
    return { idTokenGeneration: details, groupOverrideDetails: details?.groupOverrideDetails };
  }
  const read = triggerAnswers.V2_0.safeParse(answer);
  if (!read.success) throw unreadable(problemOf(read.error));
  return read.data.response?.claimsAndScopeOverrideDetails ?? {};
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw unreadable("it is not JSON");
  }
}

function problemOf({
  issues: [issue],
}: {
  readonly issues: readonly { path: PropertyKey[]; message: string }[];
}) {
  return `${issue?.path.join(".") || "the answer"}: ${issue?.message ?? "not understood"}`;
}

function unreadable(why: string): ServiceFault {
  return new ServiceFault(
    "InvalidLambdaResponseException",
    `The answer of the PreTokenGeneration function cannot be used: ${why}. It must return the event, with its response filled in.`,
  );
}
