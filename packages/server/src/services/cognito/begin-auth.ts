import { sealSession } from "./auth-session.ts";
import { checkPassword } from "./check-password.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { invalidParameter } from "./cognito-faults.ts";
import { issueUserTokens } from "./issue-tokens.ts";
import { type ClientOfPool, requireSecretHash } from "./pool-client.ts";
import { continueSignIn, openRefreshToken } from "./refresh-token.ts";
import { newSignIn } from "./sign-in.ts";
import { byApi, resultOf, signedIn } from "./signed-in.ts";

/** The flows that AWS has; which are built, {@link beginAuth} says. */
export const authFlows = [
  "USER_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
  "REFRESH_TOKEN",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH",
] as const;
type Flow = (typeof authFlows)[number];

interface Beginning {
  readonly flow: Flow;
  readonly parameters: Readonly<Record<string, string>>;
  readonly admin: boolean;
}

/**
 * InitiateAuth and AdminInitiateAuth: tokens, or the challenge of a new password.
 * @throws ServiceFault
 */
export async function beginAuth(deps: CognitoDeps, of: ClientOfPool, beginning: Beginning): Promise<object> {
  const { flow, admin } = beginning;
  switch (flow) {
    case "USER_PASSWORD_AUTH":
      if (admin) throw invalidParameter("Initiate Auth method not supported.");
      requireFlow(of, flow, ["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"]);
      return byPassword(deps, of, beginning);
    case "ADMIN_USER_PASSWORD_AUTH":
    case "ADMIN_NO_SRP_AUTH":
      if (!admin) throw invalidParameter("Initiate Auth method not supported.");
      requireFlow(of, flow, ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"]);
      return byPassword(deps, of, beginning);
    case "REFRESH_TOKEN_AUTH":
    case "REFRESH_TOKEN":
      return byRefreshToken(deps, of, beginning);
    case "USER_SRP_AUTH":
    case "CUSTOM_AUTH":
    case "USER_AUTH":
      throw invalidParameter(
        `The flow ${flow} is not built in Toolgate; use USER_PASSWORD_AUTH, or ADMIN_USER_PASSWORD_AUTH with AdminInitiateAuth.`,
      );
  }
}

function requireFlow({ client }: ClientOfPool, flow: Flow, names: readonly string[]): void {
  if (names.some((name) => client.authFlows?.includes(name))) return;
  throw invalidParameter(`${flow} flow not enabled for this client`);
}

async function byPassword(deps: CognitoDeps, of: ClientOfPool, { parameters }: Beginning): Promise<object> {
  const { USERNAME: username, PASSWORD: password, SECRET_HASH: hash } = parameters;
  if (username === undefined) throw invalidParameter("Missing required parameter USERNAME");
  if (password === undefined) throw invalidParameter("Missing required parameter PASSWORD");
  requireSecretHash(deps, of, hash, [username]);
  const { body: user } = await checkPassword(deps, of.pool.body, of.client, { username, password });
  if (user.status === "FORCE_CHANGE_PASSWORD") {
    const missing = of.pool.body.schema.filter(
      ({ Name, Required }) => Required && Name !== "sub" && user.attributes[Name] === undefined,
    );
    return {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session: sealSession(deps, of.client, user),
      ChallengeParameters: {
        USER_ID_FOR_SRP: user.username,
        requiredAttributes: JSON.stringify(missing.map(({ Name }) => `userAttributes.${Name}`)),
        userAttributes: JSON.stringify(user.attributes),
      },
    };
  }
  return signedIn(deps, of, newSignIn(deps, user, byApi), "TokenGeneration_Authentication");
}

async function byRefreshToken(
  deps: CognitoDeps,
  of: ClientOfPool,
  { parameters }: Beginning,
): Promise<object> {
  const { authFlows: flows = ["ALLOW_REFRESH_TOKEN_AUTH"] } = of.client;
  const old = flows.every((flow) => !flow.startsWith("ALLOW_"));
  if (!old && !flows.includes("ALLOW_REFRESH_TOKEN_AUTH"))
    throw invalidParameter("REFRESH_TOKEN_AUTH flow not enabled for this client");
  const { REFRESH_TOKEN: token, SECRET_HASH: hash } = parameters;
  if (token === undefined) throw invalidParameter("Missing required parameter REFRESH_TOKEN");
  const { username, sub } = openRefreshToken(deps, of.client, token);
  requireSecretHash(deps, of, hash, [username, sub, parameters.USERNAME ?? username]);
  const signIn = await continueSignIn(deps, { pool: of.pool.body, client: of.client }, token);
  const issued = await issueUserTokens(deps, { ...of, signIn, source: "TokenGeneration_RefreshTokens" });
  return { ChallengeParameters: {}, AuthenticationResult: resultOf(issued) };
}
