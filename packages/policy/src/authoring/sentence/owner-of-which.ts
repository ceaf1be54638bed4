import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const owner =
  /^(?:of which (they) are (?:the )?owners?|whose owners? (they) are|that (they) are (?:the )?owners? of|(they) are (?:the )?owners? of)(?= )/;

/** "the laptop of which they are the owner", "whose owner they are" as "the laptop they own"; undefined where nothing is told so. */
export function withTheyOwn(tokens: readonly Token[]): readonly Token[] | undefined {
  for (let at = 2; at < tokens.length; at += 1) {
    const found = owner.exec(patternText(tokens.slice(at, at + 6)).concat(" "));
    if (found === null) continue;
    const length = found[0].split(" ").length;
    return [...tokens.slice(0, at), ...inserted("they own", tokens[at]), ...tokens.slice(at + length)];
  }
  return undefined;
}
