import type { VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Whether one of the words is a value of the argument, so that they say more than that it is given: "with read permission". */
export function namesValue(words: readonly Token[], { values }: VocabularyField): boolean {
  const said = new Set(values.flatMap((value) => value.toLowerCase().split(/[^\p{L}\p{N}]+/u)).map(stem));
  return words.some((token) => token.kind === "word" && said.has(token.stem));
}
