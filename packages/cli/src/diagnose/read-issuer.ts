/** Discovery document and keys, fetched by the rules by which the gateway fetches them. */
import { createOutbound, type JwtAuthorizer, type JwtVerifierOptions } from "@toolgate/server";
import type { Whom } from "./clients.ts";
import type { Fact, IssuerFact } from "./facts.ts";

type IssuerFetch = JwtVerifierOptions["outbound"];

/** What fetches them; `close` it in the end. */
export function issuerFetch(whom: Whom): IssuerFetch & { close(): Promise<void> } {
  const asked = whom.kind === "toolgate" ? whom.url : (process.env.AWS_ENDPOINT_URL ?? "");
  const outbound = createOutbound({ allowLoopback: isLoopback(asked), ownPorts: () => [] });
  return {
    async fetchJson(url) {
      // A pool that lives in this Toolgate goes by Cognito's own name.
      const here = poolHere(url, whom);
      const local = here === undefined ? undefined : await outbound.fetchJson(here);
      return local?.ok === true ? local : outbound.fetchJson(url);
    },
    fetch: (url, init) => outbound.fetch(url, init),
    close: () => outbound.close(),
  };
}

/** Who is on loopback may fetch from there. */
function isLoopback(url: string): boolean {
  return URL.canParse(url) && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

function poolHere(url: string, whom: Whom): string | undefined {
  const pool = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com\/([\w-]+)\/\.well-known\/(.*)$/.exec(url);
  if (whom.kind !== "toolgate" || pool === null) return undefined;
  return new URL(`/cognito/${pool[1]}/.well-known/${pool[2]}`, whom.url).href;
}

/** The issuer and the ids of its keys. */
export async function readIssuer(
  outbound: IssuerFetch,
  { discoveryUrl }: JwtAuthorizer,
): Promise<Fact<IssuerFact>> {
  const answer = await outbound.fetchJson(discoveryUrl);
  if (!answer.ok) return { kind: "absent", why: answer.cause };
  const issuer = textOf(answer.json, "issuer");
  const jwksUri = textOf(answer.json, "jwks_uri");
  if (issuer === undefined || jwksUri === undefined) {
    return { kind: "absent", why: `the document at ${discoveryUrl} has no issuer or no jwks_uri` };
  }
  const keys = await outbound.fetchJson(jwksUri);
  const keyIds: Fact<readonly string[]> = keys.ok
    ? { kind: "known", value: keyIdsOf(keys.json) }
    : { kind: "absent", why: keys.cause };
  return { kind: "known", value: { issuer, jwksUri, keyIds } };
}

function keyIdsOf(json: unknown): readonly string[] {
  const keys: unknown = typeof json === "object" && json !== null && "keys" in json ? json.keys : [];
  if (!Array.isArray(keys)) return [];
  return keys.map((key: unknown, index) => textOf(key, "kid") ?? `key ${index + 1}`);
}

function textOf(json: unknown, name: string): string | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  const value = new Map<string, unknown>(Object.entries(json)).get(name);
  return typeof value === "string" ? value : undefined;
}
