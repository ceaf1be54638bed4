import type { Context } from "../context.ts";
import { attempt } from "../sentence/attempt.ts";
import { readTimeCondition } from "../times/read-time-condition.ts";
import type { Reader } from "../words/reader.ts";

/** Whether a time comes next and ends the sentence: with a comma alone before it, it holds beside the condition. */
export function timeAtEnd(reader: Reader, context: Context): boolean {
  if (!/^(?:between|before|after|during|until|from|on|outside|only)$/.test(reader.word())) return false;
  const start = reader.at;
  const notes = context.notes.length;
  const found = attempt(() => readTimeCondition(reader, context));
  const ends = found !== undefined && (reader.done || /^[.!;]$/.test(reader.word()));
  reader.at = start;
  context.notes.length = notes;
  return ends;
}
