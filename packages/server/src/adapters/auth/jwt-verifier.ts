import { errors, type JWTPayload, jwtVerify } from "jose";
import type { JwtAuthorizer } from "../../model.ts";
import type { Clock, TokenVerdict } from "../../ports.ts";
import { refusalOfClaims } from "./claim-rules.ts";
import { createIssuerCache } from "./issuer-cache.ts";
import {
  discoverIssuer,
  type IssuerFetch,
  type IssuerKeys,
  type LocalIssuer,
  localIssuerKeys,
} from "./issuer-keys.ts";

export interface JwtVerifierOptions {
  readonly outbound: IssuerFetch;
  readonly clock: Clock;
  /** The issuer inside this process that a discovery URL belongs to, if any. */
  readonly localIssuers?: ((discoveryUrl: string) => LocalIssuer | undefined) | undefined;
  /** How long a discovery document is used, in milliseconds; default 10 minutes. */
  readonly discoveryMaxAgeMs?: number;
  /** How long keys are used, in milliseconds; default 10 minutes. */
  readonly keysMaxAgeMs?: number;
  /** How often an unknown key id may fetch the keys anew, in milliseconds; default 30 seconds. */
  readonly unknownKeyCooldownMs?: number;
  /** How long a failed fetch stands, in milliseconds; default 5 seconds. */
  readonly failureMs?: number;
}

/** Verifies every token anew; what it says holds for any gateway with that authorizer. */
export interface JwtVerifier {
  verify(token: string, authorizer: JwtAuthorizer): Promise<TokenVerdict>;
  issuer(authorizer: JwtAuthorizer): Promise<string>;
  /** Changes whenever the issuer's keys do; undefined until they were fetched. */
  keysVersion(authorizer: JwtAuthorizer): string | undefined;
}

/** Asymmetric only: a secret shared with every verifier proves nothing about who signed. */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** Explicit typing (RFC 8725, 3.11) keeps logout tokens, proofs and the like out; most issuers still say `JWT`. */
const acceptedTypes: readonly unknown[] = [undefined, "jwt", "at+jwt", "application/at+jwt"];

const maxTokenCharacters = 16 * 1024;
const clockToleranceSeconds = 30;
const maxIssuers = 1_000;

/** Verifies CUSTOM_JWT bearer tokens. Sources: AWS, inbound authorization; RFC 7519, 8725, 9068; docs/decisions/0004. */
export function createJwtVerifier(options: JwtVerifierOptions): JwtVerifier {
  const keysVersions = new Map<string, string>();
  const rememberKeys = (discoveryUrl: string, version: string) => {
    keysVersions.delete(discoveryUrl);
    keysVersions.set(discoveryUrl, version);
    const [oldest] = keysVersions.keys();
    if (keysVersions.size > maxIssuers && oldest !== undefined) keysVersions.delete(oldest);
  };
  const failureMs = options.failureMs ?? 5_000;
  const times = {
    keysMaxAgeMs: options.keysMaxAgeMs ?? 600_000,
    unknownKeyCooldownMs: options.unknownKeyCooldownMs ?? 30_000,
    failureMs,
  };
  const issuerOf = createIssuerCache({
    load: (discoveryUrl) =>
      discoverIssuer(discoveryUrl, options.outbound, times, (version) => rememberKeys(discoveryUrl, version)),
    maxAgeMs: options.discoveryMaxAgeMs ?? 600_000,
    failureMs,
    maxEntries: maxIssuers,
    now: () => options.clock.now(),
  });
  const localKeys = new WeakMap<LocalIssuer, Promise<IssuerKeys>>();
  /** Asked every time, since an issuer in this process may go; its keys stay as they are until then. */
  const issuerAt = (discoveryUrl: string): Promise<IssuerKeys> => {
    const local = options.localIssuers?.(discoveryUrl);
    if (local === undefined) return issuerOf(discoveryUrl);
    rememberKeys(discoveryUrl, "local");
    const known = localKeys.get(local) ?? localIssuerKeys(local);
    localKeys.set(local, known);
    return known;
  };

  return {
    async verify(token, authorizer) {
      if (token.length > maxTokenCharacters) {
        return refused(`the token is longer than ${maxTokenCharacters} characters`);
      }
      try {
        const issuer = await issuerAt(authorizer.discoveryUrl);
        const claims = await verifySignature(token, issuer, options.clock);
        const refusal = refusalOfClaims(claims, authorizer);
        return refusal === undefined ? { ok: true, claims } : { ok: false, ...refusal };
      } catch (error) {
        return refused(whyOf(error, authorizer));
      }
    },
    async issuer(authorizer) {
      return (await issuerAt(authorizer.discoveryUrl)).issuer;
    },
    keysVersion: (authorizer) => keysVersions.get(authorizer.discoveryUrl),
  };
}

async function verifySignature(token: string, issuer: IssuerKeys, clock: Clock): Promise<JWTPayload> {
  const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
    algorithms,
    issuer: issuer.issuer,
    requiredClaims: ["exp"],
    clockTolerance: clockToleranceSeconds,
    currentDate: new Date(clock.now()),
  });
  const type = protectedHeader.typ;
  if (!acceptedTypes.includes(type?.toLowerCase())) {
    throw new errors.JWTInvalid(`"typ" ${JSON.stringify(type?.slice(0, 40))} is not an access token's`);
  }
  return payload;
}

function refused(why: string): TokenVerdict {
  return { ok: false, status: 401, why };
}

/** jose's messages name the claim or header, never the token. */
function whyOf(error: unknown, authorizer: JwtAuthorizer): string {
  const message = error instanceof Error ? error.message : "unknown failure";
  if (error instanceof errors.JWTExpired) return "the token has expired (exp)";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "iss") {
    return `the issuer (iss) is not the one that ${authorizer.discoveryUrl} names`;
  }
  return message;
}
