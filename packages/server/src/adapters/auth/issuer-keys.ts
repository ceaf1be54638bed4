import { createHash } from "node:crypto";
import { canonicalJson } from "@toolgate/policy";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from "jose";
import { z } from "zod";

/** Who signs for one discovery document, and the keys to check it by. */
export interface IssuerKeys {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
}

/** An issuer inside this process; its keys are read without a network hop. */
export interface LocalIssuer {
  readonly issuer: string;
  jwks(): Promise<JSONWebKeySet>;
}

/** What is needed to fetch a discovery document and keys; the outbound client fits. */
export interface IssuerFetch {
  fetchJson(
    url: string,
  ): Promise<{ readonly ok: true; readonly json: unknown } | { readonly ok: false; readonly cause: string }>;
  fetch(url: string, init: { readonly headers: Headers; readonly signal: AbortSignal }): Promise<Response>;
}

/** How long keys are kept, in milliseconds. */
export interface KeyTimes {
  /** Keys older than this are fetched anew before any is used. */
  readonly keysMaxAgeMs: number;
  /** A key id that is not known fetches the keys anew at most this often. */
  readonly unknownKeyCooldownMs: number;
  /** A failed fetch is not tried again for this long. */
  readonly failureMs: number;
}

/** A discovery document or key set that cannot be used; the message names the document and the cause. */
class IssuerUnavailable extends Error {
  override readonly name = "IssuerUnavailable";
}

/** OpenID Connect Discovery 1.0, section 3; only what verification needs. */
const discoverySchema = z.object({
  issuer: z.string().min(1).max(2048),
  jwks_uri: z.url({ protocol: /^https?$/ }).max(2048),
});

/**
 * Reads a discovery document; rejects with {@link IssuerUnavailable}. The keys are fetched when the first is needed, and
 * `onKeys` hears the version of every key set that came, before any of its keys is used.
 */
export async function discoverIssuer(
  discoveryUrl: string,
  outbound: IssuerFetch,
  times: KeyTimes,
  onKeys: (version: string) => void,
): Promise<IssuerKeys> {
  const answer = await outbound.fetchJson(discoveryUrl);
  if (!answer.ok) throw new IssuerUnavailable(answer.cause);
  const parsed = discoverySchema.safeParse(answer.json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join(".") || "the document"}: ${issue?.message}`;
    throw new IssuerUnavailable(`The discovery document ${discoveryUrl} cannot be used: ${problem}`);
  }
  const { issuer, jwks_uri } = parsed.data;
  if (discoveryUrl.startsWith("https:") && !jwks_uri.startsWith("https:")) {
    throw new IssuerUnavailable(
      `The discovery document ${discoveryUrl} came by https but names keys by http: ${jwks_uri}`,
    );
  }
  const keys = createRemoteJWKSet(new URL(jwks_uri), {
    cacheMaxAge: times.keysMaxAgeMs,
    cooldownDuration: times.unknownKeyCooldownMs,
    [customFetch]: rememberFailures(async (url, options) => {
      const answer = await outbound.fetch(url, options);
      if (answer.ok) onKeys(keySetVersion(await answer.clone().text()));
      return answer;
    }, times.failureMs),
  });
  return { issuer, keys };
}

/** The keys of an issuer inside this process. */
export async function localIssuerKeys(local: LocalIssuer): Promise<IssuerKeys> {
  return { issuer: local.issuer, keys: createLocalJWKSet(await local.jwks()) };
}

/** The same for the same keys, in whatever order an issuer lists them. */
function keySetVersion(text: string): string {
  const parsed = keySetSchema.safeParse(parseJson(text));
  const keys = parsed.success ? parsed.data.keys.map((key) => canonicalJson(key)).sort() : [text];
  return createHash("sha256").update(keys.join("\n")).digest("base64url");
}

const keySetSchema = z.object({ keys: z.array(z.json()).max(1_000) });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type KeyFetch = IssuerFetch["fetch"];

/** jose tries again with every token while keys cannot be had; callers must not be able to hammer an issuer through us. */
function rememberFailures(fetch: KeyFetch, failureMs: number): KeyFetch {
  let failure: { readonly error: unknown; readonly until: number } | undefined;
  return async function fetchUnlessJustFailed(url, options) {
    if (failure !== undefined && Date.now() < failure.until) throw failure.error;
    try {
      const answer = await fetch(url, options);
      failure = undefined;
      return answer;
    } catch (error) {
      failure = { error, until: Date.now() + failureMs };
      throw error;
    }
  };
}
