import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Whether the word names the argument, or one of its values. */
export function namesField(token: WordToken, { nameStems, values }: VocabularyField): boolean {
  return (
    nameStems.some((name) => name === token.stem || sameNoun(name, token.stem)) ||
    values.some((value) => stem(value.toLowerCase()) === token.stem)
  );
}

/** Whether the word is one of those that name or describe the tool. */
export function namesTool(
  token: WordToken,
  { nameStems, targetStems, descriptionStems }: VocabularyTool,
): boolean {
  return (
    [...nameStems, ...targetStems].some(
      (each) => each === token.stem || sameNoun(each, token.stem) || sameVerb(each, token.stem),
    ) || descriptionStems.includes(token.stem)
  );
}
