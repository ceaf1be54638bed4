import type { ResponseHead } from "./response-head.ts";

/** The type of a response's body, without its parameters. */
export function mediaType({ headers }: Pick<ResponseHead, "headers">): string | undefined {
  const value = headers["content-type"];
  return value?.split(";", 1)[0]?.trim().toLowerCase();
}
