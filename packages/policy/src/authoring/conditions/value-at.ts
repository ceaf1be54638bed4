import { inserted } from "../sentence/inserted-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

/** The tokens with "hoursBefore at 24 or higher" as "hoursBefore of 24 or higher", where a number's argument is called so. */
export function withValueAt(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] {
  return tokens.flatMap((token, at) => {
    const [name, next] = [tokens[at - 1], tokens[at + 1]];
    if (token.kind !== "word" || token.lower !== "at" || name?.kind !== "word" || next?.kind !== "number")
      return [token];
    // a plain word, such as price, may be no argument's name there
    const isNamed =
      /[\p{Ll}_]\p{Lu}|_/u.test(name.text) &&
      tools.some(({ fields }) => fields.some(({ path }) => path.at(-1) === name.text));
    return isNamed ? inserted("of", token) : [token];
  });
}
