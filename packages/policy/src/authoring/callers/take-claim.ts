import type { Context } from "../context.ts";
import type { Reader } from "../words/reader.ts";
import { isClaimOfDomain } from "./claim-of-domain.ts";
import { claimNamed } from "./claims.ts";

/** The claim that the next one or two words name. */
export function takeClaim(reader: Reader, context: Context): string | undefined {
  for (const length of [2, 1]) {
    const tokens = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (tokens.length !== length || tokens.some((token) => token.kind !== "word" && token.kind !== "quoted"))
      continue;
    const name = claimNamed(tokens.map(({ text }) => text).join(" "), context.vocabulary);
    if (name === undefined) continue;
    reader.at += length;
    return name;
  }
  if (isClaimOfDomain(reader, context)) return undefined;
  // a claim of any name, when it is called one: claim clearance, the "x" claim
  const token = reader.peek(reader.word() === "claim" ? 1 : 0);
  if (
    token !== undefined &&
    (token.kind === "word" || token.kind === "quoted") &&
    (reader.word() === "claim" || reader.word(1) === "claim")
  ) {
    reader.at += 2;
    return token.text;
  }
  return undefined;
}
