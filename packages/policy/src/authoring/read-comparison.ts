import { hard, heads, isClause, subjectWords, wordAt } from "./clause-ahead.ts";
import type { Context } from "./context.ts";
import type { Condition } from "./intermediate.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { isValue } from "./quantity.ts";
import { quantityCondition } from "./quantity-condition.ts";
import { fieldOfSubject, isPronoun } from "./quantity-of-subject.ts";
import { equality } from "./read-equality.ts";
import { readOrder } from "./read-order.ts";
import { takeGiven } from "./read-presence.ts";
import { readQuantity } from "./read-quantity.ts";
import { readValues } from "./read-values.ts";
import { type Reader, spanOf } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import { fieldOf, testedField } from "./subject-field.ts";
import type { Token } from "./tokens.ts";

/** An argument, a comparison and a value, if they come next. */
export function fieldClause(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  // "number of days", "date of birth": an "of" within the subject
  const stops: number[] = [];
  for (let at = from; at < reader.end && at < from + 14; at += 1) {
    const word = wordAt(reader, at);
    if (hard.has(word)) break;
    if (heads.has(word) && at > from) stops.push(at);
    if (reader.tokens[at]?.kind === "number") {
      if (at > from && !heads.has(wordAt(reader, at - 1))) stops.push(at);
      break;
    }
  }
  if (wordAt(reader, from) !== "" && heads.has(wordAt(reader, from))) stops.unshift(from);
  let problem: Refusal | undefined;
  for (const stop of stops) {
    reader.at = stop;
    try {
      const found = comparison(reader, reader.slice(from, stop), context);
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  reader.at = from;
  if (problem !== undefined) throw problem;
  return undefined;
}

const owning = /^(?:the|a|an|our|my|your|their|his|her|its|this|that|another|any|each|every)$/;

function comparison(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const copula = reader.take(
    "is",
    "are",
    "was",
    "were",
    "must be",
    "must",
    "remains",
    "stays",
    "being",
    "be",
    "of",
  );
  const denial = reader.take("not", "does not", "do not", "is not", "must not", "cannot");
  const negated = denial !== undefined;
  const negate = (condition: Condition): Condition => (negated ? { kind: "not", of: condition } : condition);
  const verb = reader.take(
    "always",
    "currently",
    "set to",
    "exactly",
    "equal to",
    "the same as",
    "equal",
    "match",
  );
  // "it does not fly": what follows is a verb, and no value
  const acts = verb === undefined && /^(?:do|does|must|cannot)\b/.test(denial ?? "");
  const quantity = reader.attempt(() => quantityOf(reader, subject, context, copula !== undefined, negated));
  if (quantity !== undefined) return quantity;
  const overField = reader.attempt(() => fieldAgainstField(reader, subject, context));
  if (overField !== undefined) return negate(overField);
  const test = reader.take(
    "contains",
    "contain",
    "containing",
    "includes",
    "include",
    "starts with",
    "start with",
    "starting with",
    "begins with",
    "begin with",
    "ends with",
    "end with",
    "ending with",
    "ending in",
    "ends in",
    "end in",
  );
  if (test !== undefined) return negate(textCondition(reader, subject, test, context));
  const copulas =
    copula !== undefined || reader.take("equals", "equal", "=", "==", "matches", "match") !== undefined;
  const unequal = !copulas && reader.take("!=", "≠") !== undefined;
  if (!copulas && !unequal && (!negated || acts)) return undefined;
  reader.take("equal to", "equals", "the same as");
  const neither = !negated && !unequal && reader.take("neither") !== undefined;
  const listed =
    neither || reader.sees("one of") || reader.sees("in") || reader.sees("any of") || reader.sees("either");
  // "channels of the company" are whose they are, and none that is called "company"
  const whose = subject.length === 0 ? reader.peek()?.kind !== "number" : owning.test(reader.word());
  if (copula === "of" && whose) return undefined;
  const result = equality(reader, subject, context);
  if ((negated || unequal) && !listed && result?.kind === "text" && result.values.length > 1) {
    refuse("“not A or B” can be understood in two ways", spanOf(reader.slice(reader.at - 3, reader.at)), {
      advice: 'Write "is neither A nor B".',
      telling: true,
    });
  }
  if (neither) {
    const none = [result];
    while (reader.attempt(() => reader.take(", nor", "nor")) !== undefined)
      none.push(equality(reader, subject, context));
    const of = none.filter((each) => each !== undefined);
    if (of.length !== none.length || of.length < 2) return undefined;
    return { kind: "all", of: of.map((each): Condition => ({ kind: "not", of: each })) };
  }
  if (result?.kind === "flag" && !result.value && (negated || unequal)) {
    refuse(
      "A denial of a denial can be understood in two ways",
      spanOf(reader.slice(reader.at - 2, reader.at)),
    );
  }
  return result === undefined ? undefined : negated !== unequal ? { kind: "not", of: result } : result;
}

/** What is said of a number: "is at most 5", "between 1 and 3 inclusive", "level 3 or 4". */
function quantityOf(
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
  if (second !== undefined || quantity.outside || quantity.except.length > 0) {
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

/** "the amount is less than the limit", both arguments of the tool. */
function fieldAgainstField(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  const order = readOrder(reader)?.order;
  if (order === undefined || reader.peek()?.kind === "number") return undefined;
  const other = subjectWords(reader);
  if (other.length === 0) return undefined;
  const field = fieldOf(subject, "number", context);
  reader.at += other.length;
  const second = fieldOf(other, "number", context);
  if (
    second.shape.kind !== field.shape.kind ||
    second.unit !== field.unit ||
    second.path.join(".") === field.path.join(".")
  ) {
    refuse("These two arguments are not of one kind", spanOf(other));
  }
  return { kind: "fields", field, order, other: second };
}

function textCondition(reader: Reader, subject: readonly Token[], test: string, context: Context): Condition {
  const kind = /^contain|^include/.test(test)
    ? "contains"
    : /^(?:start|begin)/.test(test)
      ? "starts"
      : "ends";
  const field = testedField(subject, context);
  if (kind !== "contains" && field.shape.kind === "set") {
    refuse(
      `"${field.path.join(".")}" is a list, which has no beginning or end for policies`,
      spanOf(subject),
    );
  }
  reader.take(
    "the text",
    "the word",
    "the string",
    "the value",
    "the phrase",
    "either",
    "any of",
    "one of",
    "the",
  );
  const values = readValues(reader, field.values, "or", isClause);
  if (values.length === 0)
    refuse("No text follows that could be looked for", reader.here(), {
      advice: "Put it in quotes.",
      telling: true,
    });
  return {
    kind: "text",
    field,
    test: field.shape.kind === "set" ? "is" : kind,
    values: values.map(({ text }) => text),
  };
}
