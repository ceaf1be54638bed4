import type { Context } from "./context.ts";
import { fieldsOf } from "./fields-of.ts";
import { allOf, type Condition } from "./intermediate.ts";
import { tryPhrase } from "./read-phrase.ts";
import { Reader } from "./reader.ts";

/** "at most $25 without a note, or at most $100 with a note": two cases that begin with the same argument. */
export function readCases(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  for (let at = from + 2; at < reader.end - 2; at += 1) {
    const ahead = at - from;
    if (reader.word(ahead) !== "," || reader.word(ahead + 1) !== "or") continue;
    const one = phrases(new Reader(reader.tokens, from, at), context);
    const two = phrases(new Reader(reader.tokens, at + 2, reader.end), context);
    if (one === undefined || two === undefined || !isSame(one, two)) return undefined;
    reader.at = reader.end;
    return { kind: "any", of: [one, two].map((each) => allOf(each)).filter((each) => each !== undefined) };
  }
  return undefined;
}

/** All phrases to the end, at least two and each with one condition. */
function phrases(reader: Reader, context: Context): readonly Condition[] | undefined {
  const found: Condition[] = [];
  while (!reader.done) {
    reader.take("and");
    const phrase = tryPhrase(reader, context);
    if (phrase === undefined || phrase.kind === "any") return undefined;
    found.push(phrase);
  }
  return found.length > 1 ? found : undefined;
}

/** Whether both cases say something of the same arguments, so that what they say belongs to each alone. */
function isSame(one: readonly Condition[], two: readonly Condition[]): boolean {
  const names = (of: readonly Condition[]): string =>
    of.flatMap((each) => fieldsOf(each).map(({ path }) => path.join("."))).join(" ");
  return names(one) !== "" && names(one) === names(two);
}
