import type { Reader } from "../words/reader.ts";

const whose = ["with both", "with the", "the two", "both the", "both", "all", "the", "with"];
const bounds = [
  "bounds",
  "bound",
  "ends",
  "end points",
  "endpoints",
  "limits",
  "boundaries",
  "figures",
  "numbers",
  "values",
  "extremes",
  "edges",
  "margins",
  "ages",
  "amounts",
  "dates",
  "days",
];
const being = ["being", "are both", "are", "is", "count as", "count"];
const inside = [
  "inclusively",
  "inclusive",
  "included",
  "fine",
  "ok",
  "okay",
  "allowed",
  "permitted",
  "in",
  "within",
];
const outside = ["exclusively", "exclusive", "excluded", "out", "not included"];

/** Whether words behind a range leave its bounds out (true) or say that they belong to it (false): "both figures included", "(exclusive)", "including both ends". */
export function saidOfBounds(reader: Reader): boolean | undefined {
  return reader.attempt((): boolean | undefined => {
    const bracket = reader.take("(") !== undefined;
    if (!bracket) reader.take(",");
    const open = gerund(reader) ?? participle(reader);
    if (open === undefined) return undefined;
    return bracket && reader.take(")") === undefined ? undefined : open;
  });
}

/** "including both ends", "excluding the bounds". */
function gerund(reader: Reader): boolean | undefined {
  return reader.attempt(() => {
    const said = reader.take("including", "excluding");
    if (said === undefined) return undefined;
    const both = reader.take("both of them", "both", "the") !== undefined;
    const named = reader.take(...bounds) !== undefined;
    return both || named ? said === "excluding" : undefined;
  });
}

/** "both bounds included", "limits are fine", "inclusive". */
function participle(reader: Reader): boolean | undefined {
  return reader.attempt(() => {
    const owned = reader.take(...whose) !== undefined;
    const named = reader.take(...bounds) !== undefined;
    const told = reader.take(...being) !== undefined;
    const isSaid = owned || named;
    if (reader.take(...outside) !== undefined) return true;
    const word = reader.take(...inside);
    if (word === undefined) return undefined;
    // "fine", "in" and the like alone speak of something else
    return /^inclu/.test(word) || (isSaid && told) ? false : undefined;
  });
}

/** Whether the word may name the bounds of a range: "figures", "limits". */
export function isBoundsNoun(word: string): boolean {
  return bounds.includes(word);
}
