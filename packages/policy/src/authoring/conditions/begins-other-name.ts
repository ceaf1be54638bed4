import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

/** The argument of another name that a word begins together with the one behind it: "credit" before "limit" is of `creditLimit`, and no card type. */
export function beginsOtherName(
  word: Token | undefined,
  next: Token | undefined,
  { path }: Pick<VocabularyField, "path">,
  tools: readonly Pick<VocabularyTool, "fields">[],
): VocabularyField | undefined {
  if (word?.kind !== "word" || next?.kind !== "word") return undefined;
  return tools
    .flatMap(({ fields }) => fields)
    .find(
      (field) =>
        field.path.join(".") !== path.join(".") &&
        field.nameStems.some((name, at) => name === word.stem && field.nameStems[at + 1] === next.stem),
    );
}
