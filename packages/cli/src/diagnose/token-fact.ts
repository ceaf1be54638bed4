/** A caller's token as far as it can be read; the token itself is never kept with it. */
import type { TokenVerdict } from "@toolgate/server";

/** Characters; the gateway reads no longer ones. */
const longestToken = 16 * 1024;

interface ReadToken {
  readonly kid: string | undefined;
  readonly issuer: string | undefined;
  /** Seconds since the epoch. */
  readonly expires: number | undefined;
  readonly notBefore: number | undefined;
  /** JSON text of the claims, letter for letter. */
  readonly claims: string;
}

export interface TokenFact {
  readonly read: ReadToken | { readonly why: string };
  /** Of the signature, the issuer and the times alone. */
  readonly signature?: TokenVerdict | undefined;
  /** Of the gateway's audiences, clients, scopes and claims too. */
  readonly settings?: TokenVerdict | undefined;
}

/** Takes the token apart without trusting it. Source: RFC 7519, section 3. */
export function readToken(token: string): TokenFact["read"] {
  if (token.length > longestToken)
    return { why: `it has ${token.length} characters, and ${longestToken} are the most` };
  const parts = token.split(".");
  const [head = "", body = ""] = parts;
  if (parts.length !== 3) return { why: "it is no signed JWT: three parts with dots between them" };
  const header = jsonObject(head);
  const payload = jsonObject(body);
  if (header === undefined || payload === undefined)
    return { why: "its header or its claims are no JSON object in base64url" };
  const { exp, nbf, iss } = payload.value;
  return {
    kid: text(header.value.kid),
    issuer: text(iss),
    expires: typeof exp === "number" ? exp : undefined,
    notBefore: typeof nbf === "number" ? nbf : undefined,
    claims: payload.text,
  };
}

function jsonObject(part: string): { text: string; value: Readonly<Record<string, unknown>> } | undefined {
  try {
    const decoded = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(part, "base64url"));
    const value: unknown = JSON.parse(decoded);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { text: decoded, value: { ...value } }
      : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
