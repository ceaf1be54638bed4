/** The canonical form of a request. Source: AWS IAM user guide, "Create a signed AWS API request". */
import { percentDecoded, percentEncoded } from "./percent-encoding.ts";
import { queryParameters } from "./query-parameters.ts";
import { headerValues, type SignedRequest, splitTarget } from "./signed-request.ts";

/** How a path is written: S3 signs it as it is, every other service normalised and encoded once more. */
export type PathStyle = "s3" | "normalized" | "unnormalized";

export interface CanonicalParts {
  readonly signedHeaders: readonly string[];
  /** SHA-256 of the body in hex, or what the signer wrote in its place. */
  readonly payloadHash: string;
  readonly pathStyle: PathStyle;
}

/** The text that is hashed and signed. */
export function canonicalRequest(request: SignedRequest, parts: CanonicalParts): string {
  const { path, query } = splitTarget(request.target);
  return [
    request.method,
    canonicalPath(path, parts.pathStyle),
    canonicalQuery(query),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalValue(headerValues(request, name))}`),
    "",
    parts.signedHeaders.join(";"),
    parts.payloadHash,
  ].join("\n");
}

function canonicalPath(path: string, style: PathStyle): string {
  const bytesOf = (segment: string) =>
    style === "s3" ? percentDecoded(segment) : Buffer.from(segment, "utf8");
  const written = style === "normalized" ? withoutDots(path) : path;
  return written
    .split("/")
    .map((segment) => percentEncoded(bytesOf(segment)))
    .join("/")
    .replace(/^$/, "/");
}

/** RFC 3986, 5.2.4, and repeated slashes made one. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "." && segment !== "") kept.push(segment);
  }
  const trailing = kept.length > 0 && /\/$/.test(path) ? "/" : "";
  return `/${kept.join("/")}${trailing}`;
}

/** By the bytes of the encoded name, then of the value; the signature itself is no part of it. */
function canonicalQuery(query: string): string {
  return queryParameters(query)
    .filter(({ name }) => name !== "X-Amz-Signature")
    .toSorted((one, other) => order(one.name, other.name) || order(one.value, other.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join("&");
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function canonicalValue(values: readonly string[]): string {
  return values.map((value) => value.trim().replace(/\s+/g, " ")).join(",");
}
