import { tryConditions } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

const verbs = /^(?:is|are|was|were|has|have|exceeds?|reaches|equals?|costs?|weighs?|lasts?)$/;
const ends = /^(?:,|;|when|if|unless|except|once|after|only)$/;

/** "once it is 60 days overdue", "after it has been approved": what has come about by then holds now, as with "when". */
export function onceClause(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("only once", "only after", "once", "as soon as", "after") === undefined) return undefined;
    if (!hasVerb(reader)) return undefined;
    const found = tryConditions(reader, context);
    // what a flag says has its own words: "once the fee is paid"
    return found?.kind === "flag" || found?.kind === "not" ? undefined : found;
  });
}

function hasVerb(reader: Reader): boolean {
  for (let ahead = 0; ahead < 8; ahead += 1) {
    const word = reader.word(ahead);
    if (ahead > 0 && verbs.test(word)) return true;
    if (reader.peek(ahead) === undefined || ends.test(word)) return false;
  }
  return false;
}
