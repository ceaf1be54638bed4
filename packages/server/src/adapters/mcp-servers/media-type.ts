import type { IncomingHttpHeaders } from "node:http";

/** The type of a response's body, without its parameters. */
export function mediaType({ headers }: { readonly headers: IncomingHttpHeaders }): string | undefined {
  const value = headers["content-type"];
  if (value === "application/json") return value;
  return value?.split(";", 1)[0]?.trim().toLowerCase();
}
