import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const relative = /^\( [^ (),]+ , which (?:must|has|have|is|are|needs?|may|should|shall) /;

/** "(maxMessages, which must be provided)" as "(maxMessages must be provided)"; undefined where no bracket says so. */
export function withoutWhichInBrackets(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) => token.kind === "mark" && relative.test(patternText(tokens.slice(index, index + 6))),
  );
  return at < 0 ? undefined : [...tokens.slice(0, at + 2), ...tokens.slice(at + 4)];
}
