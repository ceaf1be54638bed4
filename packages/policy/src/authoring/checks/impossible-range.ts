import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";

type Ordered = Extract<Condition, { kind: "order" }>;

/** Throws where comparisons of one argument leave no number, or, joined by "or", every number, unless that is what is said in full. */
export function refuseImpossible(
  condition: Condition | undefined,
  span: TextSpan,
  inFull: (field: VocabularyField) => boolean,
): void {
  if (condition === undefined) return;
  if (condition.kind === "not") refuseImpossible(condition.of, span, inFull);
  if (condition.kind !== "all" && condition.kind !== "any") return;
  for (const each of condition.of) refuseImpossible(each, span, inFull);
  const orders = ordersOf(condition, condition.kind).filter(({ field }) => !inFull(field));
  if (condition.kind === "all") refuseOutOfRange(condition, orders, span);
  refuseIdle(condition.kind, orders, span);
  for (const low of orders) {
    for (const high of orders) {
      if (isUpper(low) || !isUpper(high) || low.field.path.join(".") !== high.field.path.join(".")) continue;
      const [from, to] = [Number(low.value), Number(high.value)];
      const closed = low.order === ">=" && high.order === "<=";
      if (condition.kind === "all" && (from > to || (from === to && !closed))) {
        refuse("No number is in this range", span, {
          advice: 'Write the smaller number first, or "or" where one of two is enough.',
        });
      }
      const touching = low.order === ">=" || high.order === "<=";
      if (condition.kind === "any" && (from < to || (from === to && touching))) {
        refuse("Every number is one of these", span, { advice: 'Write "and" for a range.' });
      }
    }
  }
}

/** "level 2 at most, and level 3 for leads": no such level is both. */
function refuseOutOfRange(condition: Condition, orders: readonly Ordered[], span: TextSpan): void {
  for (const each of numbersOf(condition)) {
    const isIn = (value: string, order: Ordered): boolean => {
      const [one, limit] = [Number(value), Number(order.value)];
      return one === limit ? order.order.endsWith("=") : one < limit === isUpper(order);
    };
    const path = each.field.path.join(".");
    const limits = orders.filter(({ field }) => field.path.join(".") === path);
    if (limits.length > 0 && !each.values.some((value) => limits.every((limit) => isIn(value, limit)))) {
      refuse(`No value of "${path}" is all of this`, span, { advice: "Write a sentence for each." });
    }
  }
}

function numbersOf(condition: Condition): readonly Extract<Condition, { kind: "number" }>[] {
  if (condition.kind === "number") return [condition];
  return condition.kind === "all" ? condition.of.flatMap(numbersOf) : [];
}

/** "under 5 or under 10": one of the two says nothing, so something else is meant. */
function refuseIdle(kind: "all" | "any", orders: readonly Ordered[], span: TextSpan): void {
  if (kind === "all") return;
  const seen = new Set<string>();
  for (const order of orders) {
    const side = `${order.field.path.join(".")} ${isUpper(order)}`;
    if (seen.has(side)) {
      refuse("One of these ranges includes the other", span, { advice: "Write a sentence for each." });
    }
    seen.add(side);
  }
}

function ordersOf(condition: Condition, kind: "all" | "any"): readonly Ordered[] {
  if (condition.kind === "order") return [condition];
  return condition.kind === kind ? condition.of.flatMap((each) => ordersOf(each, kind)) : [];
}

function isUpper({ order }: Ordered): boolean {
  return order === "<" || order === "<=";
}
