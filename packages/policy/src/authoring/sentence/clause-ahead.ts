import { comparatives } from "../amounts/dimensions.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Words at which the subject of a comparison ends. */
export const heads = new Set([
  ...comparatives.keys(),
  ..."starting beginning ending containing matching is are was were be equals equal = == != ≠ < > <= >= ≤ ≥ exceeds exceed exceeding under over below above contains contain includes include starts start begins begin ends end matches match does do less more greater lower higher smaller larger fewer at up not remains remain stay must may can should shall cannot between of no stays reaches differs differ equal being from max maximum minimum outside exactly strictly limited capped through other within beyond surpassing in".split(
    " ",
  ),
]);

/** Words that no subject holds. */
export const hard = new Set("and or , ; when if unless except where ( ) only".split(" "));

/** Whether a condition with a subject of its own comes next. */
export function isClause(reader: Reader): boolean {
  if (
    reader.sees("the user") ||
    reader.sees("the caller") ||
    reader.sees("they") ||
    reader.sees("(") ||
    reader.sees("either")
  )
    return true;
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const word = reader.word(ahead);
    if (reader.peek(ahead) === undefined || hard.has(word)) return false;
    if (
      /^(?:is|are|was|were|equals|exceeds|contains|starts|begins|ends|does|has|includes|<|>|=|==|<=|>=|!=|under|over|below|above|between|during|matches)$/.test(
        word,
      )
    )
      return true;
    if (word === "less" || word === "more" || word === "at" || word === "up") return true;
  }
  return false;
}

/** The words up to the next comparison; the reader stays. */
export function subjectWords(reader: Reader): readonly Token[] {
  const from = reader.at;
  let at = from;
  while (
    at < reader.end &&
    !hard.has(wordAt(reader, at)) &&
    !heads.has(wordAt(reader, at)) &&
    reader.tokens[at]?.kind !== "number"
  )
    at += 1;
  return reader.slice(from, at);
}

/** The word at a place in the tokens, in lower case. */
export function wordAt(reader: Reader, at: number): string {
  return reader.word(at - reader.at);
}
