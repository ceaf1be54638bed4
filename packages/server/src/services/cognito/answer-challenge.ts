import type { ServiceCall } from "../service.ts";
import { openSession } from "./auth-session.ts";
import { changePassword } from "./change-password.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { invalidParameter } from "./cognito-faults.ts";
import type { PoolUser, UserPool } from "./cognito-model.ts";
import { type ClientOfPool, requireSecretHash } from "./pool-client.ts";
import { requireWritable } from "./require-writable.ts";
import { newSignIn } from "./sign-in.ts";
import { byApi, signedIn } from "./signed-in.ts";

interface Answer {
  readonly ChallengeName: string;
  readonly Session?: string | undefined;
  readonly ChallengeResponses?: Readonly<Record<string, string>> | undefined;
  readonly ClientMetadata?: Readonly<Record<string, string>> | undefined;
}

/**
 * RespondToAuthChallenge: the user's new password, and then tokens.
 * @throws ServiceFault
 */
export async function answerChallenge(
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
  requireWritable(
    of.client,
    attributes.map(({ Name }) => Name),
  );
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
  { username, sub, attributes }: PoolUser,
  { caseSensitive }: UserPool,
): boolean {
  const plain = (text: string) => (caseSensitive ? text : text.toLowerCase());
  const { email = username, phone_number = username, preferred_username = username } = attributes;
  return [username, sub, email, phone_number, preferred_username].some(
    (name) => plain(name) === plain(given),
  );
}
