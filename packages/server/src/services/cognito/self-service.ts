/** What users do themselves: with their access token, or to get one at all. */
import { z } from "zod";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { holderOf } from "./access-token.ts";
import { changePassword } from "./change-password.ts";
import { passwordHash } from "./check-password.ts";
import { clientIdInput } from "./client-input.ts";
import { type CognitoDeps, wholeSeconds } from "./cognito-deps.ts";
import { invalidParameter, notAuthorized, wrongPassword } from "./cognito-faults.ts";
import { keyIn, type UserPool } from "./cognito-model.ts";
import { newUser } from "./new-user.ts";
import { requireGoodPassword } from "./password-policy.ts";
import { findClient, lookUpClient, requireSecretHash } from "./pool-client.ts";
import { requireWritable } from "./require-writable.ts";
import { revokeSignIn } from "./revoke-sign-in.ts";
import { attributeList, attributesInput } from "./user-attributes.ts";
import { usernameInput } from "./user-input.ts";
import { findUser, putUser } from "./user-store.ts";

const selfService = "aws.cognito.signin.user.admin";
const tokenInput = z
  .string()
  .min(1)
  .max(64 * 1024);
const password = z.string().min(1).max(256);

export function selfServiceOperations(deps: CognitoDeps): Record<string, ServiceOperation> {
  const { store, crypto } = deps;
  const unsigned = { unsigned: true };
  const withToken = z.strictObject({ AccessToken: tokenInput });

  async function holder(token: string) {
    const held = await holderOf(deps, token);
    if (held.scopes.includes(selfService)) return held;
    throw notAuthorized("Access Token does not have required scopes");
  }

  return {
    GetUser: serviceOperation(
      withToken,
      async ({ AccessToken }) => {
        const { user, client } = await holder(AccessToken);
        const { username, sub, attributes } = user.body;
        const told = Object.entries(attributes).filter(
          ([name]) => client.readAttributes === undefined || client.readAttributes.includes(name),
        );
        return { Username: username, UserAttributes: attributeList(sub, Object.fromEntries(told)) };
      },
      unsigned,
    ),
    GlobalSignOut: serviceOperation(
      withToken,
      async ({ AccessToken }, call) => {
        const { pool, user } = await holder(AccessToken);
        await store.write(call, async (change) => {
          const kept = await findUser(change, pool, user.body.username);
          const body = { ...kept.body, signedOutAt: wholeSeconds(deps.clock) };
          await putUser(change, pool, kept, { body });
        });
        return {};
      },
      unsigned,
    ),
    RevokeToken: serviceOperation(
      z.strictObject({
        Token: tokenInput,
        ClientId: clientIdInput,
        ClientSecret: z.string().max(64).optional(),
      }),
      async ({ Token, ClientId, ClientSecret }, call) => {
        const of = await findClient(deps, ClientId);
        if (of.secret !== undefined && !crypto.isSame(ClientSecret ?? "", of.secret))
          throw notAuthorized("Invalid client secret.");
        await revokeSignIn(deps, call, of.client, Token);
        return {};
      },
      unsigned,
    ),
    ChangePassword: serviceOperation(
      withToken.extend({ PreviousPassword: password, ProposedPassword: password }),
      async ({ AccessToken, PreviousPassword, ProposedPassword }, call) => {
        const { pool, user } = await holder(AccessToken);
        const verdict = await deps.attempts.check(keyIn(pool.id, user.body.sub), () =>
          crypto.passwordMatches(PreviousPassword, passwordHash(deps, user)),
        );
        if (verdict === "locked")
          throw new ServiceFault(
            "LimitExceededException",
            "Attempt limit exceeded, please try after some time.",
          );
        if (verdict === "wrong") throw wrongPassword();
        const { username, sub } = user.body;
        await changePassword(deps, call, pool, {
          username,
          password: ProposedPassword,
          may: ({ body }) => body.sub === sub,
        });
        return {};
      },
      unsigned,
    ),
    SignUp: serviceOperation(
      z.strictObject({
        ClientId: clientIdInput,
        SecretHash: z.string().max(128).optional(),
        Username: usernameInput,
        Password: password,
        UserAttributes: attributesInput.optional(),
        // For functions that no pool here has.
        ValidationData: attributesInput.optional(),
        ClientMetadata: z.record(z.string(), z.string()).optional(),
        AnalyticsMetadata: z.record(z.string(), z.unknown()).optional(),
        UserContextData: z.record(z.string(), z.unknown()).optional(),
      }),
      async ({ ClientId, SecretHash, Username, Password, UserAttributes = [] }, call) => {
        const of = await findClient(deps, ClientId);
        requireSecretHash(deps, of, SecretHash, [Username]);
        if (isForAdministratorsOnly(of.pool.body))
          throw notAuthorized("SignUp is not permitted for this user pool");
        requireWritable(
          of.client,
          UserAttributes.map(({ Name }) => Name),
        );
        requireGoodPassword(Password, of.pool.body.passwordPolicy);
        const hash = await crypto.hashPassword(Password);
        const user = await store.write(call, async (change) => {
          const now = await lookUpClient(deps, change, ClientId);
          if (now === undefined) throw invalidParameter(`User pool client ${ClientId} does not exist.`);
          return newUser(deps, change, now.pool.body, {
            username: Username,
            attributes: UserAttributes,
            status: "UNCONFIRMED",
            passwordHash: hash,
          });
        });
        return { UserConfirmed: false, UserSub: user.sub };
      },
      unsigned,
    ),
  };
}

function isForAdministratorsOnly({ described }: UserPool): boolean {
  const { AdminCreateUserConfig: config } = described;
  return (
    typeof config === "object" &&
    config !== null &&
    "AllowAdminCreateUserOnly" in config &&
    config.AllowAdminCreateUserOnly === true
  );
}
