import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const ends =
  /^, (?:with )?(?:both )?(?:the )?(?:(?:ends|bounds|boundaries|limits|figures|numbers|values|endpoints|extremes) )?(?:are )?(?:included|inclusive|excluded|exclusive) , /;

/** "from 12 to 25 percent, boundaries included, may be set" without the commas, which part nothing; undefined where no range is told so. */
export function withoutRangeCommas(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "mark" || at < 2) continue;
    const said = ends.exec(patternText(tokens.slice(at, at + 9)).concat(" "));
    if (said === null) continue;
    const last = at + said[0].trim().split(" ").length - 1;
    return [...tokens.slice(0, at), ...tokens.slice(at + 1, last), ...tokens.slice(last + 1)];
  }
  return undefined;
}
