import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const denied = /\b(?:not|never|nobody|no one|no|cannot)\b/;
const condition = /\b(?:if|when|where|whenever)\b/;

/** "must not be paid if A, nor if B" as "if A or if B": each alone is enough for a denial; undefined where no "nor" goes on with a condition. */
export function withOrForNor(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) =>
      index > 3 &&
      token.kind === "word" &&
      /^nor (?:if|when|where|whenever)$/.test(patternText(tokens.slice(index, index + 2))),
  );
  if (at < 0) return undefined;
  const before = patternText(tokens.slice(0, at));
  const from = condition.exec(before)?.index ?? 0;
  if (!denied.test(before.slice(0, from)) || /\b(?:and|unless|except)\b/.test(before.slice(from)))
    return undefined;
  const comma = patternText(tokens.slice(at - 1, at)) === "," ? 1 : 0;
  return [...tokens.slice(0, at - comma), ...inserted("or", tokens[at]), ...tokens.slice(at + 1)];
}
