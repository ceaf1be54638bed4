import type { Context } from "./context.ts";
import { fieldsOf } from "./fields-of.ts";
import { allOf, type Condition } from "./intermediate.ts";
import { tryConditions, tryPhrase } from "./read-phrase.ts";
import { Reader } from "./reader.ts";

/** "at most $25 without a note, or at most $100 with a note": two cases that begin with the same argument. */
export function readCases(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  for (let at = from + 2; at < reader.end - 2; at += 1) {
    const ahead = at - from;
    if (reader.word(ahead) !== "," || reader.word(ahead + 1) !== "or") continue;
    const one = phrases(new Reader(reader.tokens, from, at), context);
    const two = phrases(new Reader(reader.tokens, at + 2, reader.end), context);
    if (one === undefined || two === undefined || !(isSame(one, two) || isWider(one, two))) return undefined;
    reader.at = reader.end;
    return { kind: "any", of: [one, two].map((each) => allOf(each)).filter((each) => each !== undefined) };
  }
  return undefined;
}

/** "up to 4 weeks, or up to 26 weeks if …": without more conditions the first case would say nothing. */
function isWider(one: readonly Condition[], two: readonly Condition[]): boolean {
  const [a, b] = [one[0], two[0]];
  if (one.length !== 1 || two.length < 2 || a?.kind !== "order" || b?.kind !== "order") return false;
  return a.field.path.join(".") === b.field.path.join(".") && a.order === b.order && a.value !== b.value;
}

/** All phrases to the end, each with one condition. */
function phrases(reader: Reader, context: Context): readonly Condition[] | undefined {
  const found: Condition[] = [];
  while (!reader.done) {
    reader.take("and");
    const said =
      found.length > 0 ? reader.take("if", "when", "provided that", "provided", "as long as") : undefined;
    const phrase = said === undefined ? tryPhrase(reader, context) : tryConditions(reader, context);
    if (phrase === undefined || phrase.kind === "any") return undefined;
    found.push(phrase);
  }
  return found.length > 0 ? found : undefined;
}

/** Whether both cases say something of the same arguments, so that what they say belongs to each alone. */
function isSame(one: readonly Condition[], two: readonly Condition[]): boolean {
  const names = (of: readonly Condition[]): string =>
    of.flatMap((each) => fieldsOf(each).map(({ path }) => path.join("."))).join(" ");
  return one.length > 1 && names(one) !== "" && names(one) === names(two);
}
