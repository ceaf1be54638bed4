import { comparatives } from "../amounts/dimensions.ts";
import type { Token } from "../words/tokens.ts";

const denies = /^(?:without|not|no|never|neither|nor|except|unless|lacking)$/;

/**
 * "with a length over 180 metres or with a draught over 9 metres" with "with" said once; undefined where nothing says it twice, or
 * where a word before it may deny what stands behind it.
 */
export function withOneWith(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) => index > 2 && wordOf(token) === "with" && wordOf(tokens[index - 1]) === "or",
  );
  if (at < 0) return undefined;
  const from = tokens.findIndex(
    (token, index) => index < at && (wordOf(token) === "with" || comparatives.has(wordOf(token))),
  );
  if (from < 1 || tokens.slice(from, at).some((token) => denies.test(wordOf(token)))) return undefined;
  const comma = tokens[at - 2]?.kind === "mark" && tokens[at - 2]?.text === "," ? 1 : 0;
  return [...tokens.slice(0, at - 1 - comma), ...tokens.slice(at - 1, at), ...tokens.slice(at + 1)];
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
