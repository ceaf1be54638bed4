import type { VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

const ends = new Set(
  "min max minimum maximum lower upper low high from to start end begin least most".split(" ").map(stem),
);

/** The other arguments that are named as this one but for "min" or "max", where the words say neither: a salary of salaryMin and salaryMax. */
export function otherEnds(
  words: readonly Token[],
  field: VocabularyField,
  fields: readonly VocabularyField[],
): readonly VocabularyField[] {
  const saysEnd = words.some((token) => token.kind === "word" && ends.has(token.stem));
  if (saysEnd || !field.nameStems.some((name) => ends.has(name))) return [];
  const own = plainName(field);
  return own === "" ? [] : fields.filter((other) => other !== field && plainName(other) === own);
}

function plainName({ path, nameStems }: VocabularyField): string {
  return [...path.slice(0, -1), ...nameStems.filter((name) => !ends.has(name))].join(".");
}
