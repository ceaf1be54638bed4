import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { introducesCondition } from "./leading-condition.ts";

const denied =
  /^(?:(?:may|can|shall|should|must|will) be (?!allowed|permitted)|(?:is|are) (?:to be |ever )?(?:allowed|permitted|accepted|authorized|possible|ok|okay)\b)/;
const mostWords = 6;

/** "Neither an SUV nor a luxury car may be rented" as "an SUV or a luxury car may not be rented". */
export function withoutNeither(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((token) => isWord(token, "neither"));
  if (at < 0 || at > 12 || (at > 0 && !introducesCondition(tokens))) return tokens;
  const nor = tokens.findIndex((token, index) => index > at && isWord(token, "nor"));
  if (nor < 0 || nor > at + mostWords + 1) return tokens;
  const verb = tokens.findIndex(
    (token, index) =>
      index > nor + 1 &&
      token.kind === "word" &&
      denied.test(`${patternText(tokens.slice(index, index + 3))} `),
  );
  const between = tokens.slice(at + 1, verb);
  if (verb < 0 || verb > nor + mostWords + 1 || between.some(({ kind }) => kind === "mark")) return tokens;
  const comma: readonly Token[] =
    at === 0 || tokens[at - 1]?.kind === "mark"
      ? []
      : [{ kind: "mark", text: ",", start: tokens[at]?.start ?? 0, end: tokens[at]?.start ?? 0 }];
  return [
    ...tokens.slice(0, at),
    ...comma,
    ...tokens.slice(at + 1, nor),
    ...inserted("or", tokens[nor]),
    ...tokens.slice(nor + 1, verb + 1),
    ...inserted("not", tokens[verb]),
    ...tokens.slice(verb + 1),
  ];
}

function isWord(token: Token, lower: string): boolean {
  return token.kind === "word" && token.lower === lower;
}
