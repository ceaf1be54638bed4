/** InitiateAuth, its answers to challenges, and the same for administrators. */
import { z } from "zod";
import { type ServiceCall, type ServiceOperation, serviceOperation } from "../service.ts";
import { openSession, sealSession } from "./auth-session.ts";
import { changePassword } from "./change-password.ts";
import { checkPassword } from "./check-password.ts";
import { clientIdInput } from "./client-input.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { invalidParameter, notAuthorized } from "./cognito-faults.ts";
import { findPool } from "./find-pool.ts";
import { issueUserTokens } from "./issue-tokens.ts";
import { notActedOn } from "./not-acted-on.ts";
import { type ClientOfPool, findClient, requireSecretHash } from "./pool-client.ts";
import { poolIdInput } from "./pool-input.ts";
import type { TriggerSource } from "./pre-token-trigger.ts";
import { continueSignIn, openRefreshToken, sealRefreshToken } from "./refresh-token.ts";
import { newSignIn, type SignIn } from "./sign-in.ts";

const selfService = "aws.cognito.signin.user.admin";
const texts = z.record(z.string().max(131_072), z.string().max(131_072));
const flowInput = z.enum([
  "USER_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
  "REFRESH_TOKEN",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "USER_PASSWORD_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "USER_AUTH",
]);
type Flow = z.infer<typeof flowInput>;

// About threats and analytics, which Toolgate does not look for: nothing is decided by them.
const unused = {
  AnalyticsMetadata: z.record(z.string(), z.unknown()).optional(),
  UserContextData: z.record(z.string(), z.unknown()).optional(),
};
const initiate = z.strictObject({
  AuthFlow: flowInput,
  AuthParameters: texts.optional(),
  // Of sign-ins that are built, only answers to challenges hand it to a function.
  ClientMetadata: texts.optional(),
  ClientId: clientIdInput,
  Session: notActedOn,
  ...unused,
});
const respond = z.strictObject({
  ClientId: clientIdInput,
  ChallengeName: z.string().max(100),
  Session: z.string().min(20).max(4_096).optional(),
  ChallengeResponses: texts.optional(),
  ClientMetadata: texts.optional(),
  ...unused,
});
const { UserContextData: _ofUsers, ...adminUnused } = unused;
const ofAdmin = {
  UserPoolId: poolIdInput,
  ContextData: z.record(z.string(), z.unknown()).optional(),
  ...adminUnused,
};

export function authenticationOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const unsigned = { unsigned: true };
  const clientForAdmin = async (call: ServiceCall, poolId: string, clientId: string) => {
    await deps.store.read((view) => findPool(view, call, poolId));
    return findClient(deps, clientId, poolId);
  };
  return {
    InitiateAuth: serviceOperation(
      initiate,
      async ({ ClientId, AuthFlow, AuthParameters = {} }) => {
        const of = await findClient(deps, ClientId);
        return begin(deps, of, { flow: AuthFlow, parameters: AuthParameters, admin: false });
      },
      unsigned,
    ),
    AdminInitiateAuth: serviceOperation(
      initiate.omit({ UserContextData: true }).extend(ofAdmin),
      async ({ UserPoolId, ClientId, AuthFlow, AuthParameters = {} }, call) => {
        const of = await clientForAdmin(call, UserPoolId, ClientId);
        return begin(deps, of, { flow: AuthFlow, parameters: AuthParameters, admin: true });
      },
    ),
    RespondToAuthChallenge: serviceOperation(
      respond,
      async (input, call) => answerChallenge(deps, await findClient(deps, input.ClientId), input, call),
      unsigned,
    ),
    AdminRespondToAuthChallenge: serviceOperation(
      respond.omit({ UserContextData: true }).extend(ofAdmin),
      async (input, call) => {
        const of = await clientForAdmin(call, input.UserPoolId, input.ClientId);
        return answerChallenge(deps, of, input, call);
      },
    ),
  };
}

interface Beginning {
  readonly flow: Flow;
  readonly parameters: Readonly<Record<string, string>>;
  readonly admin: boolean;
}

async function begin(deps: CognitoDeps, of: ClientOfPool, beginning: Beginning): Promise<object> {
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

const byApi = { scopes: [selfService], oauth: false };

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

type Answer = Pick<
  z.infer<typeof respond>,
  "ChallengeName" | "Session" | "ChallengeResponses" | "ClientMetadata"
>;

async function answerChallenge(
  deps: CognitoDeps,
  of: ClientOfPool,
  { ChallengeName, Session, ChallengeResponses: responses = {}, ClientMetadata }: Answer,
  call: ServiceCall,
): Promise<object> {
  if (ChallengeName !== "NEW_PASSWORD_REQUIRED")
    throw invalidParameter(
      `The challenge ${ChallengeName} is not built in Toolgate; it gives NEW_PASSWORD_REQUIRED only.`,
    );
  const { USERNAME: username, NEW_PASSWORD: password, SECRET_HASH: hash } = responses;
  if (username === undefined) throw invalidParameter("Missing required parameter USERNAME");
  if (password === undefined) throw invalidParameter("Missing required parameter NEW_PASSWORD");
  if (Session === undefined) throw invalidParameter("Missing required parameter Session");
  requireSecretHash(deps, of, hash, [username]);
  const session = openSession(deps, of.client, Session);
  const attributes = Object.entries(responses)
    .filter(([name]) => name.startsWith("userAttributes."))
    .map(([name, Value]) => ({ Name: name.slice("userAttributes.".length), Value }));
  const { pool } = of;
  const user = await changePassword(deps, call, pool.body, {
    username: session.username,
    password,
    attributes,
    may: ({ body }) =>
      body.sub === session.sub &&
      body.status === "FORCE_CHANGE_PASSWORD" &&
      isOneOf(username, body, pool.body),
  });
  return signedIn(
    deps,
    of,
    newSignIn(deps, user, byApi),
    "TokenGeneration_NewPasswordChallenge",
    ClientMetadata,
  );
}

/** The name in the answer must be one of the user's whose session it is. */
function isOneOf(
  given: string,
  { username, sub, attributes }: SignIn["user"],
  { caseSensitive }: ClientOfPool["pool"]["body"],
): boolean {
  const plain = (text: string) => (caseSensitive ? text : text.toLowerCase());
  const { email = username, phone_number = username, preferred_username = username } = attributes;
  return [username, sub, email, phone_number, preferred_username].some(
    (name) => plain(name) === plain(given),
  );
}

async function signedIn(
  deps: CognitoDeps,
  of: ClientOfPool,
  signIn: SignIn,
  source: TriggerSource,
  metadata?: Readonly<Record<string, string>>,
): Promise<object> {
  if (!signIn.user.enabled) throw notAuthorized("User is disabled.");
  const issued = await issueUserTokens(deps, { ...of, signIn, source, metadata });
  const RefreshToken = sealRefreshToken(deps, of.client, signIn);
  return { ChallengeParameters: {}, AuthenticationResult: { ...resultOf(issued), RefreshToken } };
}

function resultOf({ accessToken, idToken, expiresIn }: Awaited<ReturnType<typeof issueUserTokens>>): object {
  return { AccessToken: accessToken, ExpiresIn: expiresIn, TokenType: "Bearer", IdToken: idToken };
}
