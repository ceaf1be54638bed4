/** The bearer token of a request. Source: RFC 6750 section 2.1 (the header form alone; never the query). */

const maxTokenLength = 16_384;

export type Bearer =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "missing" }
  | { readonly kind: "invalid" };

export function readBearer(header: string | undefined): Bearer {
  if (header === undefined || header === "") return { kind: "missing" };
  const match = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header.slice(0, maxTokenLength + 16));
  const token = match?.[1];
  if (token === undefined || header.length > maxTokenLength + 16) {
    return /^Bearer\b/i.test(header) ? { kind: "invalid" } : { kind: "missing" };
  }
  return { kind: "token", token };
}
