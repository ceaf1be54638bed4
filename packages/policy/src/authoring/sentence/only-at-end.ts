import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

const preposition = /^(?:for|in|on|with|at|of|to|from|under|below|during|within)$/;
// "block exports, but in csv only" may leave csv alone to be exported
const denies =
  /\b(?:not|never|no|nobody|none|neither|nor|cannot|block\w*|den(?:y|ies|ied)|forbid\w*|prohibit\w*|prevent\w*|ban\w*|refus\w*|reject\w*|stop\w*|disable\w*|except|unless)\b/;

/** ", but for the marketing purpose only" as ", but only for the marketing purpose"; undefined where nothing ends so. */
export function withOnlyAhead(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const only = all.at(-1);
  if (only === undefined || lowerAt(all, all.length - 1) !== "only") return undefined;
  const but = all.findLastIndex((_, at) => lowerAt(all, at) === "but");
  if (but < 3 || !preposition.test(lowerAt(all, but + 1))) return undefined;
  if (denies.test(patternText(all))) return undefined;
  const said = all.slice(but + 1, -1);
  // a second clause, or a second "only", may be what the last one belongs to
  if (
    said.length < 2 ||
    said.some(
      (_, at) =>
        (at > 0 && preposition.test(lowerAt(said, at))) ||
        /^(?:[,:]|only|and|or|not|no|by)$/.test(lowerAt(said, at)),
    )
  )
    return undefined;
  return [...all.slice(0, but + 1), only, ...said];
}
