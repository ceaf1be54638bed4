/** Who calls: the bearer token of the request, held against the gateway's authorizer. Source: AWS guide, inbound authorization. */
import { anonymousPrincipal, principalEntity, principalFromClaims } from "@toolgate/policy";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import type { JwtAuthorizer } from "../../model.ts";
import type { TokenVerdict } from "../../ports.ts";
import { authenticateSigner, type SignedMessage } from "./authenticate-signer.ts";
import type { Authentication } from "./authentication.ts";
import { bearerOn } from "./bearer.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { advertisedScopes } from "./resource-metadata.ts";

/** What a request says of its caller. */
interface Credentials {
  readonly authorization: string | undefined;
  /** Which requests come on one connection. */
  readonly connection: object;
  signed(): SignedMessage;
}

/** At once for a token that is known. */
export function authenticate(
  { verifier, signers }: Pick<McpDeps, "verifier" | "signers">,
  live: LiveGateway,
  credentials: Credentials,
): Authentication | Promise<Authentication> {
  const { authorizer } = live.gateway;
  if (authorizer.type === "NONE") return { ok: true, identity: anonymous };
  if (authorizer.type === "AWS_IAM") return authenticateSigner(signers, live.gateway, credentials.signed());
  const { jwt } = authorizer;
  const bearer = bearerOn(credentials.connection, credentials.authorization);
  if (bearer.kind === "missing") return refused(jwt, "Missing Bearer token", "no bearer token was sent");
  if (bearer.kind === "invalid")
    return refused(jwt, "Invalid Bearer token", "the bearer token is malformed", "invalid_token");
  const verdict = verifier.verify(bearer.token, jwt, live.gateway.id);
  return verdict instanceof Promise ? verdict.then((later) => callerOf(later, jwt)) : callerOf(verdict, jwt);
}

function refused(jwt: JwtAuthorizer, message: string, why: string, error?: "invalid_token"): Authentication {
  const challenge = { scopes: advertisedScopes(jwt), ...(error === undefined ? {} : { error }) };
  return { ok: false, status: 401, message, why, challenge };
}

function callerOf(verdict: TokenVerdict, jwt: JwtAuthorizer): Authentication {
  if (verdict.ok) {
    const identity = identityOf(verdict.claims);
    return typeof identity === "string"
      ? refused(jwt, "Invalid Bearer token", identity, "invalid_token")
      : { ok: true, identity };
  }
  if (verdict.status === 401) return refused(jwt, "Invalid Bearer token", verdict.why, "invalid_token");
  return {
    ok: false,
    status: 403,
    message: "Insufficient scope: the token is valid but lacks what this gateway asks for",
    why: verdict.why,
    challenge: { scopes: advertisedScopes(jwt), error: "insufficient_scope" },
  };
}

const anonymous: Identity = {
  principal: anonymousPrincipal,
  entity: principalEntity(anonymousPrincipal),
  claims: {},
};

/** Claims stay the same object for as long as their token is remembered as verified. */
const identities = new WeakMap<object, Identity>();

/** The caller that the claims tell of, made once for each token; or what is wrong with them. */
function identityOf(claims: Readonly<Record<string, unknown>>): Identity | string {
  const known = identities.get(claims);
  if (known !== undefined) return known;
  const read = principalFromClaims(claims);
  if (!read.ok) return read.message;
  const { principal } = read;
  const identity = { principal, entity: principalEntity(principal), claims };
  identities.set(claims, identity);
  return identity;
}
