import { opposite } from "../conditions/read-order.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { inWholeUnits } from "./cents-of-euro.ts";
import { fitNumber } from "./fit-number.ts";
import { type End, type Interval, isValue, type Measured, type Quantity } from "./quantity.ts";

/** The quantity said of this argument; throws {@link Refusal} where a number does not fit it. */
export function quantityCondition(
  quantity: Quantity,
  field: VocabularyField,
  context: Context,
  subject: readonly Token[] = [],
): Condition {
  context.last = field;
  // who names the argument as the tool does counts as the tool does
  const literal = subject.some((token) => token.text === field.path.at(-1));
  const fit = (at: Measured): string => {
    const { number, unit } = inWholeUnits(at, field, context.vocabulary);
    return fitNumber(field, number, unit, literal ? field.unit : context.stated, context.notes);
  };
  const values = quantity.intervals.flatMap(({ low, high }) =>
    low !== undefined && low === high ? [fit(low.at)] : [],
  );
  const others = quantity.intervals.filter((interval) => !isValue(interval));
  const among: readonly Condition[] = values.length === 0 ? [] : [{ kind: "number", field, values }];
  const without: readonly Condition[] =
    quantity.except.length === 0
      ? []
      : [{ kind: "not", of: { kind: "number", field, values: quantity.except.map(fit) } }];
  if (quantity.outside) {
    if (without.length > 0)
      refuse("An exception of an exception can be understood in two ways", quantity.span);
    const denied: readonly Condition[] = among.map((of) => ({ kind: "not", of }));
    return joined("all", [...denied, ...others.map((each) => joined("any", bounds(each, field, fit, true)))]);
  }
  const inside = [...among, ...others.map((each) => joined("all", bounds(each, field, fit, false)))];
  const union = joined("any", inside);
  const open: Condition = union.kind === "any" ? { ...union, open: true } : union;
  return allOf([open, ...without]) ?? open;
}

function joined(kind: "all" | "any", of: readonly Condition[]): Condition {
  const [only] = of;
  return only !== undefined && of.length === 1 ? only : { kind, of };
}

/** The comparisons of an interval, or those of what is beyond it. */
function bounds(
  { low, high }: Interval,
  field: VocabularyField,
  fit: (at: Measured) => string,
  outside: boolean,
): readonly Condition[] {
  const order = (end: End, strict: ">" | "<"): Condition => {
    const said = end.open ? strict : (`${strict}=` as const);
    return { kind: "order", field, order: outside ? opposite[said] : said, value: fit(end.at) };
  };
  return [...(low === undefined ? [] : [order(low, ">")]), ...(high === undefined ? [] : [order(high, "<")])];
}
