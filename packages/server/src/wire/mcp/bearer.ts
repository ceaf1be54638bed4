/** The bearer token of a request. Source: RFC 6750 section 2.1 (the header form alone; never the query). */
import { hash } from "node:crypto";
import type { BearerToken } from "../../ports.ts";

const maxTokenLength = 16_384;

export type Bearer =
  | { readonly kind: "token"; readonly token: BearerToken }
  | { readonly kind: "missing" }
  | { readonly kind: "invalid" };

export function readBearer(header: string | undefined): Bearer {
  if (header === undefined || header === "") return { kind: "missing" };
  const match = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header.slice(0, maxTokenLength + 16));
  const token = match?.[1];
  if (token === undefined || header.length > maxTokenLength + 16) {
    return /^Bearer\b/i.test(header) ? { kind: "invalid" } : { kind: "missing" };
  }
  return { kind: "token", token: { text: token, digest: hash("sha256", token, "base64url") } };
}

interface Sent {
  readonly header: string;
  readonly bearer: Bearer;
}

/** A connection keeps no more than this of what its callers send. */
const longestKept = 4_096;
const lastOn = new WeakMap<object, Sent>();

/** As {@link readBearer}: a client sends the same header with every request on its connection, which is read once. */
export function bearerOn(connection: object, header: string | undefined): Bearer {
  const last = lastOn.get(connection);
  if (last !== undefined && last.header === header) return last.bearer;
  const bearer = readBearer(header);
  if (header !== undefined && header.length <= longestKept) lastOn.set(connection, { header, bearer });
  return bearer;
}
