/** The token endpoint of a pool. Source: Amazon Cognito developer guide, token endpoint. */
import { z } from "zod";
import { ServiceFault } from "../service.ts";
import { authenticateClient, type ClientCredentials } from "./authenticate-client.ts";
import { grantedScopes } from "./granted-scopes.ts";
import { type IssuedTokens, issueClientToken, issueUserTokens } from "./issue-tokens.ts";
import type { OAuthDeps } from "./oauth-deps.ts";
import { OAuthFault } from "./oauth-fault.ts";
import type { ClientOfPool } from "./pool-client.ts";
import { continueSignIn, sealRefreshToken } from "./refresh-token.ts";
import type { SignIn } from "./sign-in.ts";
import { lookUpUser } from "./user-store.ts";

/**
 * The tokens that an app asks a pool for.
 * @throws OAuthFault
 */
export async function grantTokens(
  deps: OAuthDeps,
  poolId: string,
  credentials: ClientCredentials,
): Promise<object> {
  const { form } = credentials;
  const twice = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (twice !== undefined)
    throw new OAuthFault("invalid_request", `${twice.slice(0, 100)} is sent more than once.`);
  const grantType = form.get("grant_type");
  const grant = grants.get(grantType ?? "");
  if (grantType === null || grantType === "")
    throw new OAuthFault("invalid_request", "grant_type is missing.");
  if (grant === undefined)
    throw new OAuthFault(
      "unsupported_grant_type",
      `There are ${[...grants.keys()].join(", ")}, and ${JSON.stringify(grantType.slice(0, 100))} is none of them.`,
    );
  const of = await authenticateClient(deps, poolId, credentials);
  try {
    return await grant(deps, of, form);
  } catch (error) {
    // The pool's function, or what became of the user, refuses.
    if (error instanceof ServiceFault) throw new OAuthFault("invalid_grant", error.message);
    throw error;
  }
}

type Grant = (deps: OAuthDeps, of: ClientOfPool, form: URLSearchParams) => Promise<object>;

const byClient: Grant = async (deps, of, form) => {
  requireFlow(of, "client_credentials");
  const scopes = grantedScopes(of.client, form.get("scope"));
  const metadata = readMetadata(form.get("aws_client_metadata"));
  const source = "TokenGeneration_ClientCredentials" as const;
  return answerOf(await issueClientToken(deps, { ...of, scopes, source, metadata }));
};

const byCode: Grant = async (deps, of, form) => {
  requireFlow(of, "code");
  const granted = deps.codes.take(form.get("code") ?? "");
  const wrong = (why: string) => new OAuthFault("invalid_grant", why);
  if (granted === undefined || granted.clientId !== of.client.clientId || granted.poolId !== of.pool.body.id)
    throw wrong(
      "The code is not known, was used, or is older than five minutes; let the person sign in again.",
    );
  if (form.get("redirect_uri") !== granted.redirectUri)
    throw wrong("redirect_uri is not the one that the code was sent to.");
  const verifier = form.get("code_verifier");
  if (granted.challenge === undefined) {
    if (verifier !== null) throw wrong("code_verifier is sent, but there was no code_challenge.");
  } else if (verifier === null || !deps.crypto.isSame(deps.crypto.sha256(verifier), granted.challenge)) {
    throw wrong("code_verifier does not belong to the code_challenge.");
  }
  const user = await deps.store.read((view) => lookUpUser(view, of.pool.body, granted.username));
  if (user === undefined || user.body.sub !== granted.sub || !user.body.enabled)
    throw wrong("The user was deleted or disabled meanwhile.");
  const { authTime, scopes, nonce } = granted;
  if (user.body.signedOutAt !== undefined && authTime <= user.body.signedOutAt)
    throw wrong("The user was signed out meanwhile.");
  const signIn: SignIn = {
    user: user.body,
    authTime,
    originJti: deps.crypto.uuid(),
    scopes,
    oauth: true,
    nonce,
  };
  const issued = await issueUserTokens(deps, { ...of, signIn, source: "TokenGeneration_HostedAuth" });
  return { ...answerOf(issued), refresh_token: sealRefreshToken(deps, of.client, signIn) };
};

const byRefreshToken: Grant = async (deps, of, form) => {
  const token = form.get("refresh_token");
  if (token === null) throw new OAuthFault("invalid_request", "refresh_token is missing.");
  const signIn = await continueSignIn(deps, { pool: of.pool.body, client: of.client }, token);
  const asked = form.get("scope")?.split(" ") ?? signIn.scopes;
  const wider = asked.find((scope) => scope !== "" && !signIn.scopes.includes(scope));
  if (wider !== undefined)
    throw new OAuthFault("invalid_scope", `The scope ${wider.slice(0, 100)} was not granted at sign-in.`);
  const source = "TokenGeneration_RefreshTokens" as const;
  return answerOf(await issueUserTokens(deps, { ...of, signIn: { ...signIn, scopes: asked }, source }));
};

const grants = new Map<string, Grant>([
  ["authorization_code", byCode],
  ["client_credentials", byClient],
  ["refresh_token", byRefreshToken],
]);

function requireFlow({ client }: ClientOfPool, flow: string): void {
  if (client.oauth && client.oauthFlows?.includes(flow)) return;
  throw new OAuthFault(
    "unauthorized_client",
    `The client may not use the ${flow} flow: set AllowedOAuthFlows and AllowedOAuthFlowsUserPoolClient.`,
  );
}

function answerOf({ accessToken, idToken, expiresIn }: IssuedTokens): object {
  return { access_token: accessToken, id_token: idToken, expires_in: expiresIn, token_type: "Bearer" };
}

const metadataShape = z.record(z.string(), z.string());

function readMetadata(text: string | null): Record<string, string> | undefined {
  if (text === null) return undefined;
  const wrong = () =>
    new OAuthFault("invalid_request", "aws_client_metadata must be a JSON object of texts.");
  try {
    const read = metadataShape.safeParse(JSON.parse(text));
    if (read.success) return read.data;
  } catch {
    // Said below.
  }
  throw wrong();
}
