import { testedPaths } from "../conditions/tested-paths.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** Whether the second of two permissions alone has a condition, and the tools of the first have no argument that it could test: "view invoices and adjust invoices with a discount of at most 5". */
export function isConditionOfSecond(one: ReadRule, two: ReadRule, vocabulary: Vocabulary): boolean {
  if (one.rule.effect !== "permit" || two.rule.effect !== "permit") return false;
  if (one.rule.when !== undefined || one.rule.unless !== undefined || two.rule.unless !== undefined)
    return false;
  const known = toolsOf(one.rule.tools, vocabulary)
    .flatMap(({ fields }) => fields)
    .map(({ path }) => path.join("."));
  const tested = testedPaths(two.rule);
  return tested.length > 0 && tested.every((path) => !known.includes(path));
}
