import type { LikePattern } from "./ast.ts";

/** Text as Cedar writes it, in double quotes; what cannot be seen, or turns the direction of writing, is escaped. */
export function quoteText(text: string): string {
  return `"${escaped(text)}"`;
}

/** A pattern of `like` in double quotes, where a star of the text is `\*`. */
export function quotePattern(pattern: LikePattern): string {
  const parts = pattern.map((part) =>
    typeof part === "string" ? escaped(part).replaceAll("*", "\\*") : "*",
  );
  return `"${parts.join("")}"`;
}

const short: ReadonlyMap<string, string> = new Map([
  ["\\", "\\\\"],
  ['"', '\\"'],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\0", "\\0"],
]);

function escaped(text: string): string {
  return text.replaceAll(/["\\]|\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/gu, (character) => {
    return short.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
