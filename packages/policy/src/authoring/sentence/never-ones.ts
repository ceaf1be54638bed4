import { adjectiveCondition } from "../conditions/adjective-condition.ts";
import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

const pointing =
  /^(?:ones?|those|any|the|their|his|her|own|that|which|they|he|she|it|is|are|was|were|have|has|been|had|themselves|himself|herself|itself|by|them)$/;

/** "but never ones they submitted themselves (selfSubmitted)" as "that are not selfSubmitted", "but not urgent ones" as "that are not urgent"; nothing where no flag says all of it. */
export function withDeniedOnes(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const but = all.findLastIndex((_, at) => lowerAt(all, at) === "but");
  if (but < 3 || !/^(?:not|never)$/.test(lowerAt(all, but + 1))) return undefined;
  const comma = lowerAt(all, but - 1) === "," ? 1 : 0;
  const main = all.slice(0, but - comma);
  const said = all.slice(but + 2);
  const [adjective, ones] = said;
  const isOnes = said.length === 2 && /^(?:ones|those)$/.test(lowerAt(said, 1));
  if (adjective !== undefined && ones !== undefined && isOnes) {
    const isFlag = tools.some((tool) => adjectiveCondition(adjective, tool)?.kind === "flag");
    if (isFlag) return [...main, ...inserted("that are not", adjective), adjective];
  }
  const value = soleValue(said, main, tools);
  if (value !== undefined) return [...main, ...inserted("unless the", said[0]), ...value];
  const name = said.at(-2);
  if (name?.kind !== "word" || !/\( \S+ \)$/.test(patternText(said))) return undefined;
  const flag = tools
    .flatMap(({ fields }) => fields)
    .find(({ path, shape }) => path.join(".") === name.text && shape.kind === "bool");
  if (flag === undefined || !said.slice(0, -3).every((token) => isOf(token, flag))) return undefined;
  return [...main, ...inserted("unless", name), name, ...inserted("is true", name)];
}

function isOf(token: Token, { nameStems }: VocabularyField): boolean {
  if (token.kind !== "word") return false;
  return pointing.test(token.lower) || nameStems.includes(token.stem);
}

/** "fuelType is gasoline" for "gasoline": a value that one argument of the tools has, of which the sentence says nothing else. */
function soleValue(
  said: readonly Token[],
  main: readonly Token[],
  tools: Vocabulary["tools"],
): readonly Token[] | undefined {
  const [token, ones, more] = said;
  const isOnes = ones === undefined || (more === undefined && /^(?:ones|those)$/.test(lowerAt(said, 1)));
  if (token?.kind !== "word" || !isOnes) return undefined;
  const fields = tools.flatMap((tool) =>
    tool.fields.filter(({ values }) => values.some((value) => value.toLowerCase() === token.lower)),
  );
  const [field, other] = fields;
  const name = field?.path.join(".");
  if (field?.shape.kind !== "string" || name === undefined || other !== undefined) return undefined;
  const words = new Set(main.map((each) => each.text.toLowerCase()));
  if (field.values.some((value) => words.has(value.toLowerCase()))) return undefined;
  return [
    { ...token, text: name, lower: name.toLowerCase(), stem: name.toLowerCase() },
    ...inserted("is", token),
    token,
  ];
}
