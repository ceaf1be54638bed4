/** A request as it came, before anything was decoded: the signature covers its bytes. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query of the request line. */
  readonly target: string;
  /** Names and values in turn, as `rawHeaders` of node:http has them. */
  readonly rawHeaders: readonly string[];
}

/** Every value of a header in the order they came; `name` in lower case. */
export function headerValues({ rawHeaders }: SignedRequest, name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

/** The names of all headers, in lower case. */
export function headerNames({ rawHeaders }: SignedRequest): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
}

/** Path and raw query of the target. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const local = target.startsWith("/") ? target : target.replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const at = local.indexOf("?");
  return at === -1 ? { path: local, query: "" } : { path: local.slice(0, at), query: local.slice(at + 1) };
}
