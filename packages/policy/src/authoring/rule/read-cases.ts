import { fieldsOf } from "../conditions/fields-of.ts";
import { tryConditions, tryPhrase } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition } from "../intermediate.ts";
import { whens } from "../words/modifier-words.ts";
import { Reader } from "../words/reader.ts";

/**
 * "at most $25 without a note, or at most $100 with a note": two cases that test the same arguments.
 * "at most 4 weeks, or at most 26 weeks if there is a note": the second is wider than the first, so its condition is its own.
 */
export function readCases(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  for (let at = from + 2; at < reader.end - 2; at += 1) {
    const ahead = at - from;
    if (reader.word(ahead) !== "," || reader.word(ahead + 1) !== "or") continue;
    const one = phrases(new Reader(reader.tokens, from, at), context);
    const two = phrases(new Reader(reader.tokens, at + 2, reader.end), context);
    if (one === undefined || two === undefined) return undefined;
    if (!(one.length > 1 && isSame(one, two)) && !isWidened(one, two)) return undefined;
    reader.at = reader.end;
    return { kind: "any", of: [one, two].map((each) => allOf(each)).filter((each) => each !== undefined) };
  }
  return undefined;
}

/** All phrases and conditions to the end, each of one certain reading. */
function phrases(reader: Reader, context: Context): readonly Condition[] | undefined {
  const found: Condition[] = [];
  while (!reader.done) {
    reader.take("and");
    const isCondition = found.length > 0 && reader.take(...whens) !== undefined;
    const phrase = isCondition ? tryConditions(reader, context) : tryPhrase(reader, context);
    if (phrase === undefined || phrase.kind === "any") return undefined;
    found.push(phrase);
  }
  return found.length > 0 ? found : undefined;
}

/** Whether the first case is a narrower range than the second begins with. */
function isWidened(one: readonly Condition[], two: readonly Condition[]): boolean {
  const [narrow, ...more] = one;
  const [wide, ...rest] = two;
  if (narrow?.kind !== "order" || wide?.kind !== "order" || more.length > 0 || rest.length === 0)
    return false;
  if (narrow.field.path.join(".") !== wide.field.path.join(".") || narrow.order !== wide.order) return false;
  const [from, to] = [Number(narrow.value), Number(wide.value)];
  return narrow.order.startsWith("<") ? from < to : from > to;
}

/** Whether both cases say something of the same arguments, so that what they say belongs to each alone. */
function isSame(one: readonly Condition[], two: readonly Condition[]): boolean {
  const names = (of: readonly Condition[]): string =>
    of.flatMap((each) => fieldsOf(each).map(({ path }) => path.join("."))).join(" ");
  return names(one) !== "" && names(one) === names(two);
}
