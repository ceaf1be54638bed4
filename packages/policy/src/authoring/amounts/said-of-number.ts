import { isOfKind, matchField } from "../conditions/match-fields.ts";
import { takeGiven } from "../conditions/read-presence.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { isValue } from "./quantity.ts";
import { quantityCondition } from "./quantity-condition.ts";
import { fieldOfSubject, isPronoun } from "./quantity-of-subject.ts";
import { readQuantity } from "./read-quantity.ts";

/** What is said of a number, if it comes next: "is at most 5", "between 1 and 3 inclusive", "level 3 or 4"; throws {@link Refusal}. */
export function saidOfNumber(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
  isSaid: boolean,
  negated: boolean,
): Condition | undefined {
  reader.take("for");
  const quantity = readQuantity(reader, context);
  if (quantity === undefined) return undefined;
  // "notice of at least 48 hours is given"
  takeGiven(reader);
  const values = quantity.intervals.every(isValue);
  if (values && !isNumber(subject, context, isSaid || negated)) return undefined;
  if (values && !isSaid && !negated) {
    const match = matchField(subject, context.tools, "number");
    // "level 3": the words before a bare number have to be all of the name
    if (match.kind !== "one" || match.missing > (match.field.nameStems.includes("number") ? 1 : 0))
      return undefined;
  }
  const field = fieldOfSubject(subject, quantity, context);
  if (isSaid && quantity.several) {
    refuse("A number cannot be two at once", quantity.span, {
      advice: 'Write "or" between the numbers.',
      telling: true,
    });
  }
  const [only, second] = quantity.intervals;
  if (!negated) return quantityCondition(quantity, field, context, subject);
  // of three joined by commas, "not" denies the whole list
  const isList = values && quantity.intervals.length > 2;
  if ((second !== undefined && !isList) || quantity.outside || quantity.except.length > 0) {
    refuse("“not A or B” can be understood in two ways", quantity.span, {
      advice: 'Write "is neither A nor B".',
      telling: true,
    });
  }
  const isOneSided = only !== undefined && (only.low === undefined || only.high === undefined);
  const band = only !== undefined && !isOneSided && !isValue(only) && only.low?.open && only.high?.open;
  if (band === true) {
    refuse("“not over A and under B” can be understood in two ways", quantity.span, {
      advice: 'Write "not between A and B inclusive", or two conditions.',
      telling: true,
    });
  }
  return isOneSided
    ? quantityCondition({ ...quantity, outside: true }, field, context, subject)
    : { kind: "not", of: quantityCondition(quantity, field, context, subject) };
}

/** Without a word of its own a value is of the argument spoken of last where something is said of it: "and is 5". */
function isNumber(subject: readonly Token[], context: Context, isSaid: boolean): boolean {
  if (matchField(subject, context.tools, "number").kind === "one") return true;
  const isUnnamed = subject.length === 0 ? isSaid : isPronoun(subject);
  return isUnnamed && context.last !== undefined && isOfKind(context.last, "number");
}
