import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const speaker =
  /^(?:i|me|we|myself|i myself|we ourselves|me myself) , (?=(?:the )?(?:user|users|role|group|members?)\b)/;

/** "I myself, user rosie, can …" as "user rosie can …": who speaks is named; undefined where nobody is. */
export function withSpeakerNamed(tokens: readonly Token[]): readonly Token[] | undefined {
  const said = speaker.exec(patternText(tokens.slice(0, 6)));
  if (said === null) return undefined;
  const from = said[0].trim().split(" ").length;
  const comma = tokens.findIndex((token, at) => at > from && token.kind === "mark" && token.text === ",");
  const between = tokens.slice(from, comma);
  if (comma < 0 || between.length > 4 || between.some(({ kind }) => kind === "mark")) return undefined;
  return [...between, ...tokens.slice(comma + 1)];
}
