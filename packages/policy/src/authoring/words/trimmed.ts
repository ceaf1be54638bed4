import type { Token } from "./tokens.ts";

/** The tokens without connectors and marks at their end. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0) {
    const token = tokens[end - 1];
    if (
      token?.kind === "mark"
        ? /^[,.:!–—-]$/.test(token.text)
        : token?.kind === "word" && /^(?:and|but)$/.test(token.lower)
    )
      end -= 1;
    else break;
  }
  return tokens.slice(0, end);
}
