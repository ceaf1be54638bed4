import { hash } from "node:crypto";
import type { JwtAuthorizer } from "../../model.ts";
import type { Clock, TokenVerdict, TokenVerifier } from "../../ports.ts";
import type { JwtVerifier } from "./jwt-verifier.ts";

export interface VerifiedTokenCacheOptions {
  readonly verifier: JwtVerifier;
  readonly clock: Clock;
  /** Most tokens kept; the one verified longest ago goes first. Default 2,000. */
  readonly maxEntries?: number;
}

/** Keeps what was verified for a short while. */
export interface VerifiedTokenCache extends TokenVerifier {
  /** Forgets every token, those that are being verified now included: for when a gateway's authorizer may have changed. */
  forget(): void;
}

interface Entry {
  readonly verdict: Extract<TokenVerdict, { ok: true }>;
  readonly keysVersion: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const maxAgeMs = 60_000;

/**
 * Verifies a token once a minute instead of with every call. A verdict is kept by gateway, authorizer and the whole
 * token, and used only while the issuer's keys are those that it was made with; refusals are never kept.
 * docs/decisions/0010.
 */
export function createVerifiedTokenCache(options: VerifiedTokenCacheOptions): VerifiedTokenCache {
  const { verifier, clock } = options;
  const maxEntries = options.maxEntries ?? 2_000;
  const entries = new Map<string, Entry>();
  const versionOf = authorizerVersions();
  let generation = 0;

  async function verifyAnew(
    token: string,
    authorizer: JwtAuthorizer,
    { key, keysVersion }: { readonly key: string; readonly keysVersion: string | undefined },
  ): Promise<TokenVerdict> {
    const startedIn = generation;
    const verdict = await verifier.verify(token, authorizer);
    if (!verdict.ok || keysVersion === undefined || startedIn !== generation) return verdict;
    const now = clock.now();
    const expiresAt = Math.min(now + maxAgeMs, expiryOf(verdict.claims));
    if (now < expiresAt) {
      entries.set(key, { verdict, keysVersion, expiresAt });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    }
    return verdict;
  }

  return {
    verify(token, authorizer, gatewayId) {
      const key = `${gatewayId} ${versionOf(authorizer)} ${token.digest}`;
      const keysVersion = verifier.keysVersion(authorizer);
      const known = entries.get(key);
      if (known !== undefined) {
        if (clock.now() < known.expiresAt && known.keysVersion === keysVersion) return known.verdict;
        entries.delete(key);
      }
      // The version from before the verification: keys that change during it make the verdict one of the old keys.
      return verifyAnew(token.text, authorizer, { key, keysVersion });
    },
    issuer: (authorizer) => verifier.issuer(authorizer),
    forget() {
      generation += 1;
      entries.clear();
    },
  };
}

/** Milliseconds since the epoch; the clock tolerance of the verifier is not added. A token without `exp` is never kept. */
function expiryOf(claims: Readonly<Record<string, unknown>>): number {
  return typeof claims.exp === "number" ? claims.exp * 1_000 : 0;
}

/** Authorizers are replaced, never changed, so that each is read once. */
function authorizerVersions(): (authorizer: JwtAuthorizer) => string {
  const versions = new WeakMap<JwtAuthorizer, string>();
  return function versionOf(authorizer) {
    const known = versions.get(authorizer);
    if (known !== undefined) return known;
    const version = sha256(JSON.stringify(authorizer));
    versions.set(authorizer, version);
    return version;
  };
}

function sha256(text: string): string {
  return hash("sha256", text, "base64url");
}
