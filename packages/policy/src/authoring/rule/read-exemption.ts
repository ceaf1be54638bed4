import { readWho } from "../callers/read-who.ts";
import { readConditions } from "../conditions/read-condition.ts";
import { phraseOrNothing } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

/** What follows unless or except: callers, a time, or a condition. */
export function readExemption(reader: Reader, context: Context): Condition {
  const notes = context.notes.length;
  const who = reader.attempt(() => {
    reader.take("for", "by", "to", "from", "they are", "it is", "done by", "called by", "made by");
    if (wentBack(reader) > 0) reader.take("it is");
    const callers = readWho(reader, context);
    if (callers?.kind !== "users" || callers.condition === undefined) return undefined;
    return reader.done || /^(?:,|and|or|when|if|unless|except|\.|\))$/.test(reader.word())
      ? callers.condition
      : undefined;
  });
  if (who !== undefined) return who;
  context.notes.length = notes;
  reader.take("when", "if", "where");
  const from = reader.at;
  try {
    return readConditions(reader, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // what was read before the words that fail is not to be lost
    reader.at = from;
    const phrase = reader.attempt(() => phraseOrNothing(reader, context));
    if (phrase === undefined) throw error;
    return phrase;
  }
}

/** "it is" before a condition is a subject: it is put back. */
export function wentBack(reader: Reader): number {
  const last = reader.tokens[reader.at - 1];
  const before = reader.tokens[reader.at - 2];
  return last?.kind === "word" && last.lower === "is" && before?.kind === "word" && before.lower === "it"
    ? 2
    : 0;
}
