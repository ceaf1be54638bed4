import type { Dispatcher } from "undici";

/** The type of a response's body, without its parameters. */
export function mediaType({ headers }: Dispatcher.ResponseData): string | undefined {
  const value = headers["content-type"];
  return typeof value === "string" ? value.split(";")[0]?.trim().toLowerCase() : undefined;
}
