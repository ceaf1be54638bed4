import { namedPerson } from "../callers/named-person.ts";
import { readIam } from "../callers/read-iam.ts";
import { readWho } from "../callers/read-who.ts";
import { kindOfThing } from "../conditions/kind-of-thing.ts";
import { namedValue } from "../conditions/named-value.ts";
import { readConditions } from "../conditions/read-condition.ts";
import { phraseOrNothing, tryConditions } from "../conditions/read-phrase.ts";
import { fieldThenValue } from "../conditions/read-phrase-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import { attempt } from "../sentence/attempt.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** What follows unless or except: callers, a time, or a condition. */
export function readExemption(reader: Reader, context: Context, said: "unless" | "except"): Condition {
  const named = reader.attempt(() =>
    reader.take("they are", "the caller is", "the user is") === undefined
      ? undefined
      : namedPerson(reader, context),
  );
  if (named !== undefined) return said === "unless" ? withMore(named, reader, context) : named;
  const iam = reader.attempt(() => iamCallers(reader));
  if (iam !== undefined) return iam;
  const notes = context.notes.length;
  const who = reader.attempt(() => {
    const as = reader.take("for", "by", "to", "from", "they are", "it is", "done by", "called by", "made by");
    if (wentBack(reader) > 0) reader.take("it is");
    const from = reader.at;
    const callers = readWho(reader, context);
    if (callers?.kind !== "users" || callers.condition === undefined) return undefined;
    // "to any account except B-2": nothing says that this is a user
    if (!/^(?:for|by|.* by)$/.test(as ?? "") && isBareName(reader.slice(from, reader.at))) return undefined;
    return reader.done || /^(?:,|and|or|when|if|unless|except|\.|\))$/.test(reader.word())
      ? callers.condition
      : undefined;
  });
  if (who !== undefined) return said === "unless" ? withMore(who, reader, context) : who;
  context.notes.length = notes;
  reader.take("when", "if", "where");
  const from = reader.at;
  try {
    return readConditions(reader, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // what was read before the words that fail is not to be lost
    reader.at = from;
    if (said === "except") takeOnes(reader);
    const phrase =
      reader.attempt(() => phraseOrNothing(reader, context)) ??
      (said === "except"
        ? (kindOfThing(reader, context) ??
          namedValue(reader, context)?.condition ??
          reader.attempt(() => fieldThenValue(reader, context)))
        : undefined);
    if (phrase === undefined) throw error;
    return phrase;
  }
}

/** "unless the caller is the IAM role Ops in account 123456789012", "except for callers from account 123456789012". */
function iamCallers(reader: Reader): Condition | undefined {
  reader.take(
    "the caller is",
    "the principal is",
    "they are",
    "for",
    "by",
    "to",
    "from",
    "it is called by",
    "called by",
  );
  const who = attempt(() => readIam(reader));
  if (who?.kind !== "iam") return undefined;
  return reader.done || /^(?:,|and|or|when|if|unless|except|\.|\))$/.test(reader.word()) ? who : undefined;
}

/** "except those in the archive": what is left out is of what the rule is about. */
function takeOnes(reader: Reader): void {
  const at = reader.word() === "the" ? 1 : 0;
  if (!/^(?:those|ones)$/.test(reader.word(at))) return;
  if (
    /^(?:in|on|at|for|from|to|with|without|under|over|above|below|of|worth|that|which|whose)$/.test(
      reader.word(at + 1),
    )
  )
    reader.at += at + 1;
}

/** "it is" before a condition is a subject: it is put back. */
export function wentBack(reader: Reader): number {
  const last = reader.tokens[reader.at - 1];
  const before = reader.tokens[reader.at - 2];
  return last?.kind === "word" && last.lower === "is" && before?.kind === "word" && before.lower === "it"
    ? 2
    : 0;
}

/** "unless the caller is a manager and the payout is under 500". */
function withMore(who: Condition, reader: Reader, context: Context): Condition {
  const more = reader.attempt(() => {
    const join = reader.take("and", "or");
    const condition = join === undefined ? undefined : tryConditions(reader, context);
    const isMixed = join === "and" ? condition?.kind === "any" : condition?.kind === "all";
    const ends = reader.done || /^(?:,|\.)$/.test(reader.word());
    return condition === undefined || isMixed || !ends ? undefined : { join, condition };
  });
  if (more === undefined) return who;
  return { kind: more.join === "and" ? "all" : "any", of: [who, more.condition] };
}

/** "B-2", "A-1 or B-2", which may be anything. */
function isBareName(tokens: readonly Token[]): boolean {
  return tokens.every(
    (token) =>
      token.kind === "mark" ||
      (token.kind === "word" && (/^(?:and|or)$/.test(token.lower) || /[-_.@\d]/.test(token.text))),
  );
}
