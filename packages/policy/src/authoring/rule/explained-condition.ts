import { fieldsOf } from "../conditions/fields-of.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { lastOf, sameCondition } from "../sentence/same-condition.ts";
import type { Reader } from "../words/reader.ts";
import type { Exemption } from "./exemptions.ts";

/** What says that a thing is said again in other words. */
export const restatements = [
  "i.e",
  "that is to say",
  "that is",
  "that means",
  "meaning",
  "in other words",
  "namely",
];

/** "i.e. those where …": the things that are spoken of. */
export function takeThose(reader: Reader): void {
  reader.attempt(() => {
    reader.take(".");
    reader.take(",", ":");
    if (reader.take("those", "the ones", "ones") === undefined) return undefined;
    return /^(?:where|whose|with|that|which|of|in|for)$/.test(reader.word()) ? true : undefined;
  });
}

/** What was read last, and whether the rule does not hold under it. */
interface SaidLast {
  readonly condition: Condition;
  readonly exempts: boolean;
}

/** The condition that was read last, an exemption first. */
export function saidLast(when: readonly Condition[], unless: readonly Exemption[]): SaidLast | undefined {
  const exemption = unless.at(-1);
  if (exemption !== undefined) return { condition: exemption.condition, exempts: true };
  const condition = when.at(-1);
  return condition === undefined ? undefined : { condition, exempts: false };
}

/** "unless the fee is paid (feePaid is true)" says it once; something else in brackets may belong to a part of what is before. */
export function explainedBy(before: SaidLast, inner: Condition, reader: Reader): boolean {
  if (sameCondition(before.condition, inner) || sameCondition(lastOf(before.condition), inner)) return true;
  if (before.exempts || restricts(before.condition, inner)) {
    refuse("It is not certain what this explains", reader.tokens[reader.at - 1] ?? reader.here(), {
      advice: "Write one condition, with “and” or “or”.",
    });
  }
  return false;
}

/** Whether the words in brackets may belong to a part of the condition only, or are of something else than it. */
function restricts(condition: Condition, inner: Condition): boolean {
  const named = (of: Condition): readonly string[] => fieldsOf(of).map(({ path }) => path.join("."));
  return condition.kind === "any" || !named(inner).some((name) => named(condition).includes(name));
}
