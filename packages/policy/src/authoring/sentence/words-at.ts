import type { Token } from "../words/tokens.ts";

/** The word or mark at a place in lower case; empty for anything else. */
export function lowerAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}

/** The tokens without a full stop at their end. */
export function withoutStop(tokens: readonly Token[]): readonly Token[] {
  return /^[.!]$/.test(lowerAt(tokens, tokens.length - 1)) ? tokens.slice(0, -1) : tokens;
}
