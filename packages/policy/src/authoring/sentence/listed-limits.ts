import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const heading =
  /^(?:within|under|with|subject to) (?:these|the following) (limits|bounds|conditions|constraints|restrictions) : /;

/** "within these limits: equities up to 45 percent, bonds of at least 40 percent" as "with … and …": all of them hold; undefined where no such list stands there. */
export function withLimitsJoined(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const said = heading.exec(patternText(tokens.slice(at, at + 6)));
    if (said === null) continue;
    const from = at + said[0].trim().split(" ").length;
    const list = tokens.slice(from);
    if (/\b(?:or|unless|except|but)\b/.test(patternText(list))) return undefined;
    const joined = list.flatMap((each, index): readonly Token[] => {
      if (each.kind !== "mark" || each.text !== ",") return [each];
      return /^and$/.test(patternText(list.slice(index + 1, index + 2))) ? [] : inserted("and", each);
    });
    const preposition = said[1] === "conditions" ? "when" : "with";
    return [...tokens.slice(0, at), ...inserted(preposition, token), ...joined];
  }
  return undefined;
}
