import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

/** Throws where an amount stands right before "each day": "up to $100 each day from 9 AM" may be a limit for the day. */
export function refuseDailyLimit(reader: Reader): void {
  if (!/^(?:daily|each day|every day)\b/.test(`${reader.word()} ${reader.word(1)}`)) return;
  const [last, before] = [reader.tokens[reader.at - 1], reader.tokens[reader.at - 2]];
  if (last?.kind !== "number" && !(last?.kind === "word" && before?.kind === "number")) return;
  refuseLimitOfDay(reader);
}

const limitAhead = /^(?:, )?(?:up|at|max|maximum|no|not|under|below|less|for)\b/;

/** Throws where an amount stands right behind it: "each day, up to $100". */
export function refuseLimitBehindDay(reader: Reader): void {
  const last = reader.tokens[reader.at - 1];
  if (last?.kind !== "word" || !/^(?:day|daily)$/.test(last.lower)) return;
  if (limitAhead.test(`${reader.word()} ${reader.word(1)}`)) refuseLimitOfDay(reader);
}

function refuseLimitOfDay(reader: Reader): never {
  refuse(
    "This may be a limit for the whole day, which no policy here can hold to, or the hours of each day",
    reader.here(),
    { advice: 'Write the hours alone, such as "between 9 AM and 5 PM UTC".' },
  );
}
