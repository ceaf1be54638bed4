/** What programs ask of a pool: tokens, what a token's holder is, and that a token be revoked. */
import { holderOf } from "../../services/cognito/access-token.ts";
import { authenticateClient } from "../../services/cognito/authenticate-client.ts";
import { idAttributes } from "../../services/cognito/id-attributes.ts";
import { OAuthFault } from "../../services/cognito/oauth-fault.ts";
import { revokeSignIn } from "../../services/cognito/revoke-sign-in.ts";
import { grantTokens } from "../../services/cognito/token-grants.ts";
import { ServiceFault } from "../../services/service.ts";
import { UnreadableBody } from "../read-bounded.ts";
import type { PoolAddress } from "./pool-address.ts";
import type { PoolHostDeps } from "./pool-host-deps.ts";
import { readForm } from "./read-form.ts";

/** POST /oauth2/token (RFC 6749, 3.2). */
export function tokenRoute(deps: PoolHostDeps, { pool }: PoolAddress, request: Request): Promise<Response> {
  return answering(async () => {
    const form = await readForm(request);
    const authorization = request.headers.get("authorization");
    return json(200, await grantTokens(deps, pool.poolId, { authorization, form }));
  });
}

/** POST /oauth2/revoke (RFC 7009). */
export function revokeRoute(deps: PoolHostDeps, { pool }: PoolAddress, request: Request): Promise<Response> {
  return answering(async () => {
    const form = await readForm(request);
    const authorization = request.headers.get("authorization");
    const { client } = await authenticateClient(deps, pool.poolId, { authorization, form });
    const token = form.get("token");
    if (token === null) throw new OAuthFault("invalid_request", "token is missing.");
    try {
      await revokeSignIn(deps, deps.callOf("RevokeToken"), client, token);
    } catch (error) {
      if (!(error instanceof ServiceFault)) throw error;
      throw new OAuthFault(
        error.code === "UnsupportedTokenTypeException" ? "unsupported_token_type" : "invalid_request",
        error.message,
      );
    }
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  });
}

/** GET or POST /oauth2/userInfo (OpenID Connect Core 1.0, 5.3). */
export function userInfoRoute(
  deps: PoolHostDeps,
  { pool }: PoolAddress,
  request: Request,
): Promise<Response> {
  return answering(async () => {
    const [, token] =
      /^Bearer ([\w.~+/=-]{1,65536})$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    if (token === undefined)
      return refusedToken("invalid_request", "Send the access token as Authorization: Bearer.");
    try {
      const held = await holderOf(deps, token);
      if (held.pool.id !== pool.poolId) return refusedToken("invalid_token", "The token is another pool's.");
      if (!held.scopes.includes("openid"))
        return refusedToken("insufficient_scope", "The access token lacks the scope openid.");
      const { body: user } = held.user;
      const told = idAttributes(held.pool, held.client, { user, scopes: held.scopes, oauth: true });
      // Cognito tells texts here, true and false included.
      const texts = Object.entries(told).map(([name, value]) => [name, String(value)]);
      return json(200, { sub: user.sub, ...Object.fromEntries(texts), username: user.username });
    } catch (error) {
      if (error instanceof ServiceFault) return refusedToken("invalid_token", error.message);
      throw error;
    }
  });
}

async function answering(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof OAuthFault)
      return json(error.status, { error: error.error, error_description: error.message });
    if (error instanceof UnreadableBody)
      return json(413, { error: "invalid_request", error_description: error.message });
    throw error;
  }
}

function refusedToken(error: string, description: string): Response {
  const status = error === "insufficient_scope" ? 403 : 401;
  const answer = json(status, { error, error_description: description });
  answer.headers.set("www-authenticate", `Bearer error="${error}", error_description="${description}"`);
  return answer;
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", pragma: "no-cache" } });
}
