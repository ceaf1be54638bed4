import { adjectiveCondition } from "../conditions/adjective-condition.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import type { Condition } from "../intermediate.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { namesField } from "../tools/names-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/** Whether the two kinds that a sentence names are all there are of an argument that its rule does not test: a flag, or two values. */
export function coversBoth(reason: readonly Token[], read: ReadRule, vocabulary: Vocabulary): boolean {
  const kinds = reason.filter(
    (token): token is WordToken =>
      token.kind === "word" && !/^(?:whether|be|they|it|these|both|or|and)$/.test(token.lower),
  );
  const [one, two] = kinds;
  if (one === undefined || two === undefined || kinds.length !== 2) return false;
  const tested = testedPaths(read.rule);
  return toolsOf(read.rule.tools, vocabulary).every((tool) => {
    const [a, b] = [one, two].map((token) => adjectiveCondition(token, tool));
    const found = [a, b].flatMap((each) => (each?.kind === "flag" || each?.kind === "text" ? [each] : []));
    const path = found[0]?.field.path.join(".");
    if (path === undefined || tested.includes(path)) return false;
    if (found.some(({ field }) => field.path.join(".") !== path)) return false;
    if (a !== undefined && b !== undefined) return areAll(a, b);
    const other = a === undefined ? one : two;
    return found[0]?.kind === "flag" && unmarked.has(other.lower) && !isOfTool(other, tool);
  });
}

/** What is said of things to which a flag does not apply: "complimentary or paid", "urgent or routine". */
const unmarked = new Set(
  "paid routine normal ordinary regular standard plain usual common conventional default simple everyday basic unflagged unmarked".split(
    " ",
  ),
);

function areAll(a: Condition, b: Condition): boolean {
  if (a.kind === "flag" && b.kind === "flag") return a.value !== b.value;
  if (a.kind !== "text" || b.kind !== "text") return false;
  const said = new Set([...a.values, ...b.values]);
  return a.field.values.length > 0 && a.field.values.every((value) => said.has(value));
}

function isOfTool(token: WordToken, tool: VocabularyTool): boolean {
  return (
    tool.fields.some(
      (field) =>
        namesField(token, field) || field.values.some((value) => value.toLowerCase() === token.lower),
    ) || tool.nameStems.includes(token.stem)
  );
}
