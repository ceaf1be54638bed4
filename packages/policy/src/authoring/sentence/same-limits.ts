import type { Condition, Rule, ToolChoice } from "../intermediate.ts";

/** What each condition of a rule tests, and from which side, in one order: two rules of one sentence are alike where these are. */
export function limitsOf({ when, unless }: Rule): readonly string[] {
  return [
    ...leavesOf(when).map((each) => testedBy(each)),
    ...leavesOf(unless).map((each) => `unless ${testedBy(each)}`),
  ].sort();
}

/** Whether the rules decide the same of the same tools, and test the same; `free` names arguments that the second leaves open. */
export function isSameLimit(one: Rule, two: Rule, free: readonly string[]): boolean {
  if (one.effect !== two.effect || actions(one.tools) !== actions(two.tools)) return false;
  // "under 5 and over 10" can only be two cases
  const sides = beyondEach(one, two)
    ? (each: string): string => each.replace(/^(order .*) [<>]$/, "$1")
    : String;
  const limits = limitsOf(one).filter((each) => !free.some((path) => each.split(" ").includes(path)));
  return limits.map(sides).join("\n") === limitsOf(two).map(sides).join("\n");
}

function beyondEach(one: Rule, two: Rule): boolean {
  if (one.effect === "permit") return false;
  return leavesOf(one.when).some((each) => leavesOf(two.when).some((other) => beyond(each, other)));
}

/**
 * Whether the rules are certainly for different callers, or for calls that differ in one text or number; in a clause, as in
 * "when the amount is over 20 and under 10", numbers may be a mistake.
 */
export function apart(one: Rule, two: Rule, clause = true): boolean {
  const texts = leavesOf(one.when).filter((each) => each.kind === "text");
  const differ = leavesOf(two.when).some(
    (each) =>
      each.kind === "text" &&
      texts.some(
        (other) =>
          other.field.path.join(".") === each.field.path.join(".") &&
          !other.values.some((value) => each.values.includes(value)),
      ),
  );
  if (differ) return true;
  const isOne = JSON.stringify(one.who) === JSON.stringify(two.who);
  const restricted = [one, two].filter(isRestricted).length;
  // "everyone up to $200 and managers up to $2,000" are two permissions; of two denials the wider one would be all
  if (!isOne) return restricted > (one.effect === "permit" && two.effect === "permit" ? 0 : 1);
  return !clause && beyondEach(one, two);
}

/** Whether no number is on both sides: under 5 and over 10. */
function beyond(a: Condition, b: Condition): boolean {
  if (a.kind !== "order" || b.kind !== "order" || a.field.path.join(".") !== b.field.path.join("."))
    return false;
  if (a.order.startsWith(b.order.slice(0, 1))) return false;
  const [low, high] = a.order.startsWith("<") ? [a, b] : [b, a];
  return Number(low.value) < Number(high.value);
}

function isRestricted({ who }: Rule): boolean {
  return who.kind === "iam" || (who.kind === "users" && who.condition !== undefined);
}

function leavesOf(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(leavesOf);
  return [condition];
}

function testedBy(condition: Condition): string {
  switch (condition.kind) {
    case "not":
      return `not ${leavesOf(condition.of)
        .map((each) => testedBy(each))
        .join(" ")}`;
    case "order":
      return `order ${condition.field.path.join(".")} ${condition.order.slice(0, 1)}`;
    case "fields":
      return `fields ${condition.field.path.join(".")} ${condition.other.path.join(".")}`;
    case "claim":
    case "claim-present":
      return `claim ${condition.claim}`;
    case "iam":
    case "hours":
    case "dates":
      return condition.kind;
    case "all":
    case "any":
      return condition.of.map((each) => testedBy(each)).join(" ");
    default:
      return `${condition.kind} ${condition.field.path.join(".")}`;
  }
}

function actions(tools: ToolChoice): string {
  return tools.kind === "tools" ? tools.tools.map(({ action }) => action).join(" ") : JSON.stringify(tools);
}
