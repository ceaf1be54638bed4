import { testedPaths } from "../conditions/tested-paths.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { namesField } from "../tools/names-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { grammarWords } from "../words/reason-words.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/** Whether a reason names an argument of the rule's tools that the rule does not test: it may be a condition then. */
export function speaksOfArgument(reason: readonly Token[], read: ReadRule, vocabulary: Vocabulary): boolean {
  return argumentsIn(reason, read, vocabulary).some(({ tested }) => !tested);
}

/** Whether these words name an argument that the rule tests, so that it is not the same either way. */
export function speaksOfTested(reason: readonly Token[], read: ReadRule, vocabulary: Vocabulary): boolean {
  return argumentsIn(reason, read, vocabulary).some(({ tested }) => tested);
}

function argumentsIn(
  reason: readonly Token[],
  { rule }: ReadRule,
  vocabulary: Vocabulary,
): readonly { readonly tested: boolean }[] {
  const tested = testedPaths(rule);
  const words = reason.filter(
    (token): token is WordToken => token.kind === "word" && !grammarWords.has(token.lower),
  );
  return toolsOf(rule.tools, vocabulary)
    .flatMap(({ fields }) => fields.filter((field) => words.some((token) => namesField(token, field))))
    .map(({ path }) => ({ tested: tested.includes(path.join(".")) }));
}
