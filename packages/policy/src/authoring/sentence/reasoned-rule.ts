import type { UnitName } from "../amounts/units.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { namesItsTool } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { coversBoth } from "./covers-both.ts";
import { isDroppable } from "./droppable-reason.ts";
import { withoutBothKinds, withoutEitherWay } from "./either-way.ts";
import { besideReason, isReasonOfDenial, isReasonOfPermit } from "./reason-clause.ts";
import { withoutFirstVerdict } from "./second-verdict.ts";
import { speaksOfArgument, speaksOfTested } from "./speaks-of-argument.ts";
import { withoutRemark, withoutStatedReason } from "./stated-reason.ts";

/** The rule of a sentence without a reason that is called one, or without a remark beside a denial. */
export function reasonedRule(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  read: (words: readonly Token[]) => ReadRule,
): ReadRule | undefined {
  const either = withoutEitherWay(tokens);
  if (either !== undefined) {
    const rule = attempt(() => read(either.own));
    if (rule !== undefined && namesItsTool(rule) && !speaksOfTested(either.reason, rule, vocabulary))
      return noted(rule, either.reason);
  }
  const kinds = withoutBothKinds(tokens);
  if (kinds !== undefined) {
    const rule = attempt(() => read(kinds.own));
    if (rule !== undefined && namesItsTool(rule) && coversBoth(kinds.reason, rule, vocabulary))
      return noted(rule, kinds.reason);
  }
  for (const { own, reason, loosely } of withoutStatedReason(tokens)) {
    const rule = attempt(() => read(own));
    if (rule !== undefined && loosely === true && speaksOfArgument(reason, rule, vocabulary)) continue;
    if (rule !== undefined && isDroppable(reason, own, rule, vocabulary, true)) return noted(rule, reason);
  }
  for (const { own, reason, loosely } of [...withoutRemark(tokens), ...withoutFirstVerdict(tokens)]) {
    const rule = attempt(() => readRule(own, vocabulary, stated));
    // ", which are old" may say which, where nothing else does
    if (loosely === true && rule?.rule.when === undefined) continue;
    if (rule?.rule.effect === "forbid" && isDroppable(reason, own, rule, vocabulary))
      return noted(rule, reason);
  }
  for (const { own, reason, concludes } of besideReason(tokens)) {
    const rule = attempt(() => readRule(own, vocabulary, stated));
    if (rule === undefined || !namesItsTool(rule)) continue;
    if (
      isReasonOfDenial(reason, own, rule, vocabulary) ||
      (concludes === true && isReasonOfPermit(reason, own, rule))
    )
      return noted(rule, reason);
  }
  return undefined;
}

/** The rule with a note of what was left out as its reason. */
export function noted({ rule, notes }: ReadRule, reason: readonly Token[]): ReadRule {
  const words = reason.map(({ text }) => text).join(" ");
  return { rule, notes: [...notes, `"${words}" is taken for a title or a reason, which changes nothing.`] };
}
