import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Words that a restated sentence needs and its text does not have, at the place of a token near them. */
export function inserted(text: string, near: Token | undefined): readonly Token[] {
  const { start, end } = near ?? { start: 0, end: 0 };
  return text
    .split(" ")
    .map((lower): Token => ({ kind: "word", text: lower, lower, stem: stem(lower), start, end }));
}

/** The tokens as text for patterns: words in lower case, `#` for numbers and times, `"` for quoted text. */
export function patternText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      token.kind === "word"
        ? token.lower
        : token.kind === "mark"
          ? token.text
          : token.kind === "quoted"
            ? '"'
            : token.text.toLowerCase() === "one"
              ? "one"
              : "#",
    )
    .join(" ");
}
