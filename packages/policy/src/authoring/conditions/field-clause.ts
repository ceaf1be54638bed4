import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import { hard, heads, wordAt } from "../sentence/clause-ahead.ts";
import type { Reader } from "../words/reader.ts";
import { readComparison } from "./read-comparison.ts";

const isOfYear = /^(?:before|after|prior|earlier|later)$/;

/** An argument, a comparison and a value, if they come next. */
export function fieldClause(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  // "number of days", "date of birth": an "of" within the subject
  const stops: number[] = [];
  for (let at = from; at < reader.end && at < from + 14; at += 1) {
    const word = wordAt(reader, at);
    if (hard.has(word)) break;
    if (at > from && (heads.has(word) || (isOfYear.test(word) && /years?$/i.test(wordAt(reader, at - 1)))))
      stops.push(at);
    if (reader.tokens[at]?.kind === "number") {
      if (at > from && !heads.has(wordAt(reader, at - 1))) stops.push(at);
      break;
    }
  }
  if (wordAt(reader, from) !== "" && heads.has(wordAt(reader, from))) stops.unshift(from);
  let problem: Refusal | undefined;
  // "the number of open defects exceeds 3" speaks of open defects, and of no number that is "open"
  const [within, behind] = [true, false].map((isOf) =>
    stops.filter((stop) => (stop > from && wordAt(reader, stop) === "of") === isOf),
  );
  for (const stop of [...(behind ?? []), ...(within ?? [])]) {
    reader.at = stop;
    try {
      const found = readComparison(reader, reader.slice(from, stop), context);
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
