import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const modal = /^(?:may|can|must|should|shall|will|is|are|never|cannot|do|does|have|has)$/;

/** "Kids must not unlock doors! (role kid)" with the bracket where it belongs, behind the callers; undefined where none ends the sentence. */
export function bracketAtCallers(tokens: readonly Token[]): readonly Token[] | undefined {
  const end =
    tokens.at(-1)?.kind === "mark" && patternText(tokens.slice(-1)) !== ")"
      ? tokens.length - 1
      : tokens.length;
  const open = tokens.findLastIndex((token) => token.kind === "mark" && token.text === "(");
  if (open < 2 || patternText(tokens.slice(end - 1, end)) !== ")") return undefined;
  const bracket = tokens.slice(open, end);
  if (
    !/^\( (?:(?:the )?(?:role|roles|group|groups|tier|scope|department|user|claim)\b|users with )/.test(
      patternText(bracket),
    )
  ) {
    return undefined;
  }
  const main = tokens.slice(0, open).filter((token, at, all) => at < all.length - 1 || token.kind !== "mark");
  const at = main.findIndex((token, index) => index > 0 && token.kind === "word" && modal.test(token.lower));
  if (at < 1 || at > 4 || main.slice(0, at).some(({ kind }) => kind !== "word")) return undefined;
  return [...main.slice(0, at), ...bracket, ...main.slice(at)];
}

/** A sentence that stands in brackets as a whole, without them. */
export function withoutBrackets(tokens: readonly Token[]): readonly Token[] {
  const text = patternText(tokens);
  if (!/^\( [^()]* \)(?: [.!])?$/.test(text)) return tokens;
  return tokens.slice(
    1,
    tokens.findLastIndex((token) => token.kind === "mark" && token.text === ")"),
  );
}
