import { fieldsOf } from "../conditions/fields-of.ts";
import type { Condition } from "../intermediate.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withoutArticles } from "../words/untelling-words.ts";
import { stem } from "../words/word-stem.ts";

/** What is done to a value rather than to a thing: "granting admin permission" is any call with that permission. */
const light = new Set("grant give assign set choose select specify use pick".split(" ").map(stem));

/**
 * Whether words that name no tool are said of this one, since no other has the argument: "granting admin permission",
 * "mentioning everyone".
 */
export function isToldByArgument(
  rest: readonly Token[],
  words: readonly Token[],
  condition: Condition | undefined,
  tool: VocabularyTool,
  { tools }: Vocabulary,
): boolean {
  if (condition === undefined) return false;
  const left = withoutArticles(rest);
  const isFlag = condition.kind === "flag" && condition.value && left.length === 0;
  const isValue = condition.kind === "text" && condition.test === "is" && condition.field.values.length > 0;
  if (isFlag ? !acts(words, condition.field.nameStems) : !isValue || left.length !== 1) return false;
  if (!left.every((word) => light.has(word.stem))) return false;
  // a role that is assigned may be another tool's argument "roleName" as well
  return fieldsOf(condition).every(({ nameStems }) =>
    tools.every(
      (each) =>
        each === tool ||
        !each.fields.some((field) => nameStems.every((name) => field.nameStems.includes(name))),
    ),
  );
}

/** Whether the flag's name begins with what is done: "mention everyone", "skipping the review"; "dangerous goods" does not. */
function acts(words: readonly Token[], name: readonly string[]): boolean {
  const [first] = withoutArticles(words);
  if (first === undefined || first.stem !== name[0] || name.length < 2) return false;
  return (
    first.lower.endsWith("ing") || !/(?:ed|[^g]al|ous|ive|able|ible|ic|ent|ant|ary|ly)$/.test(first.lower)
  );
}
