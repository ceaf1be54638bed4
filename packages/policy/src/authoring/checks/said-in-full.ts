import { fieldsOf } from "../conditions/fields-of.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { nameWords } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Whether each condition on the argument names it with a verb of its own: "the amount is over 500 or the amount is over 900".
 * Nothing is left out there that could have been meant for another argument.
 */
export function isSaidInFull(
  { path }: VocabularyField,
  conditions: readonly (Condition | undefined)[],
  tokens: readonly Token[],
): boolean {
  const told = conditions.reduce((sum, each) => sum + countOf(each, path.join(".")), 0);
  const name = nameWords(path.at(-1) ?? "").map((word) => word.toLowerCase());
  const said = tokens.filter((_, at) => {
    const verb = tokens[at + name.length];
    const isNamed = name.every((word, index) => {
      const token = tokens[at + index];
      return token?.kind === "word" && token.lower === word;
    });
    return isNamed && verb?.kind === "word" && verbs.test(verb.lower);
  }).length;
  return said >= told;
}

function countOf(condition: Condition | undefined, path: string): number {
  if (condition === undefined) return 0;
  if (condition.kind === "all" || condition.kind === "any")
    return condition.of.reduce((sum, each) => sum + countOf(each, path), 0);
  if (condition.kind === "not") return countOf(condition.of, path);
  return fieldsOf(condition).some((field) => field.path.join(".") === path) ? 1 : 0;
}

const verbs = /^(?:is|starts|ends|contains)$/;
