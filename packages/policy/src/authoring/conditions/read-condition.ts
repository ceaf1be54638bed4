import { comparatives } from "../amounts/dimensions.ts";
import { callerClause } from "../callers/read-caller-clause.ts";
import { readIamClause } from "../callers/read-iam-clause.ts";
import { readLackingClaim } from "../callers/read-lacking-claim.ts";
import { refuseEllipsis } from "../checks/ellipsis.ts";
import { refuseUnderNot } from "../checks/under-not.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal, refuse } from "../refusal.ts";
import { startsException } from "../rule/exemptions.ts";
import { attempt } from "../sentence/attempt.ts";
import { isSecondDenial, refuseSecondCase, refuseSecondFor } from "../sentence/second-case.ts";
import { readTimeCondition } from "../times/read-time-condition.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import { isVague, vagueAdvice } from "../words/vague-words.ts";
import { prepositional } from "./behind-preposition.ts";
import { doneBy } from "./done-by.ts";
import { fieldBesideValue } from "./field-beside-value.ts";
import { fieldClause } from "./field-clause.ts";
import { flagSwitch } from "./flag-switch.ts";
import { readHeader, underHeader } from "./following-conditions.ts";
import { type JoinedTerm, joinConditions } from "./join-conditions.ts";
import { readFlag } from "./read-flag.ts";
import { flagStatement } from "./read-flag-statement.ts";
import { presenceClause } from "./read-presence.ts";
import { shorthand } from "./read-shorthand.ts";
import { sameArguments } from "./same-arguments.ts";
import { theyDo } from "./they-do.ts";
import { timeAtEnd } from "./time-at-end.ts";
import { valueInArgument } from "./value-in-argument.ts";
import { verbOfArgument } from "./verb-of-argument.ts";
import { yearCondition } from "./year-condition.ts";

/** Conditions joined by and/or, to the end of what is one condition; and/or side by side without grouping is refused. */
export function readConditions(reader: Reader, context: Context): Condition {
  const from = reader.at;
  const header = readHeader(reader);
  const terms: JoinedTerm[] = [
    { term: readTerm(reader, context), join: undefined, comma: false, restarts: false },
  ];
  let since = from;
  for (;;) {
    const before = reader.at;
    const comma = reader.take(",") !== undefined;
    if (startsException(reader)) {
      reader.at = before;
      break;
    }
    const word = reader.take("and", "or", "&&", "||", "but", "&");
    if (!comma && word === undefined) break;
    // "for at most 12 months, at a price of …": another phrase, and no list
    const isPhrase = phraseAhead.test(reader.word()) || reader.peek()?.kind === "number";
    // "… is USD, before 5 pm or after 8 pm": the comma may be an "and"
    if (word === undefined && phraseAhead.test(reader.word()) && listAhead(reader) === "or") {
      refuse("It is not certain whether the comma stands for “and” or “or”", reader.here(), {
        advice: "Write “and” or “or” instead of the comma, or a sentence for each.",
        telling: true,
      });
    }
    // "when the site is empty, between 10:00 and 15:00 UTC"
    if (word === undefined && terms.every(({ join }) => join !== "any") && timeAtEnd(reader, context)) {
      reader.at = before;
      break;
    }
    if (word === undefined && isPhrase && listAhead(reader) === undefined) {
      reader.at = before;
      break;
    }
    if (reader.sees("only") || startsModifier(reader, word) || reader.done) {
      reader.at = before;
      break;
    }
    const also = reader.take("also") !== undefined;
    const again = reader.take("if", "when", "whenever", "where");
    const restarts = again !== undefined;
    reader.take("that");
    const kind = word === undefined ? undefined : word === "or" || word === "||" ? "any" : "all";
    if (word === "and") refuseSecondFor(reader, from);
    if (kind === "all" && isSecondDenial(also ? `also ${again}` : again, reader, from, context)) {
      const first = joinConditions(terms, spanOf(reader.slice(from, before)));
      return { kind: "any", of: [first, readConditions(reader, context)] };
    }
    if (kind === "all") refuseSecondCase(also ? `also ${again}` : again, reader, context);
    const start = reader.at;
    const term = readTerm(reader, context);
    refuseEllipsis(reader, [since, before, start], term, context);
    refuseUnderNot(reader, [since, before, start], kind, context);
    since = start;
    terms.push({ term, join: kind, comma, restarts });
  }
  const span = spanOf(reader.slice(from, reader.at));
  return header === undefined ? joinConditions(terms, span) : underHeader(header, terms, span);
}

/** What says a condition again. */
const restating = ["meaning", "i.e", "that is ,", "namely", "in other words"];

/** A comma before "provided" or "if" begins a condition of its own, which has to hold as well. */
function startsModifier(reader: Reader, joined: string | undefined): boolean {
  const phrases = ["unless", "except", "only", "provided", "as long as", "so long as", "on condition"];
  return (joined === undefined ? [...phrases, ...restating, "if", "when"] : phrases).some((phrase) =>
    reader.sees(phrase),
  );
}

/** What brackets close, "and" may stand beside. */
function closed(condition: Condition): Condition {
  return condition.kind === "any" ? { kind: "any", of: condition.of } : condition;
}

function readTerm(reader: Reader, context: Context): Condition {
  if (reader.take("(") !== undefined) {
    const inner = readConditions(reader, context);
    if (reader.take(")") === undefined) refuse("A bracket is not closed", reader.here());
    return closed(inner);
  }
  if (reader.take("not (") !== undefined) {
    const inner = readConditions(reader, context);
    if (reader.take(")") === undefined) refuse("A bracket is not closed", reader.here());
    return { kind: "not", of: inner };
  }
  const neither = reader.attempt(() => readNeither(reader, context));
  if (neither !== undefined) return neither;
  // "both parties have signed", where the flag itself says both
  const both = reader.sees("both") ? flagStatement(reader, context) : undefined;
  if (both !== undefined) return both;
  if (reader.sees("either") || reader.sees("both")) {
    const pair = reader.attempt(() => grouped(reader, context));
    if (pair !== undefined) return pair;
    if (/^(?:are|is|were|was|must|have|do|should|exceed|stay|remain)$/.test(reader.word(1)))
      refuse("It is not certain which two are meant", reader.here(), { advice: "Name both." });
    reader.take("both");
  }
  return readClauseOrPhrase(reader, context);
}

/** "the amount is under 100", "in USD". */
function readClauseOrPhrase(reader: Reader, context: Context): Condition {
  const from = reader.at;
  const notes = context.notes.length;
  try {
    return readClause(reader, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    reader.at = from;
    const said = context.notes.splice(notes);
    // "laptops whose owner email matches …": a clause follows, and no value
    const whose = reader.attempt(() => {
      if (reader.take("whose") === undefined) return undefined;
      return attempt(() => readClause(reader, context));
    });
    if (whose !== undefined) return whose;
    const phrase = reader.attempt(() => {
      reader.take("they are", "it is", "are", "is");
      return prepositional(reader, context) ?? fieldBesideValue(reader, context);
    });
    if (phrase !== undefined) return phrase;
    context.notes.push(...said);
    throw error;
  }
}

/** "it is neither A nor B": none of them. */
function readNeither(reader: Reader, context: Context): Condition | undefined {
  reader.take("it is", "they are", "it", "they");
  reader.take("is", "are", "was", "were");
  if (reader.take("neither") === undefined) return undefined;
  const of: Condition[] = [];
  do {
    reader.take("it is", "they are", "it", "they", "is", "are", "has", "have");
    const term = readTerm(reader, context);
    if (term.kind === "not") refuse("A denial of a denial can be understood in two ways", reader.here());
    of.push({ kind: "not", of: term });
    reader.attempt(() => (reader.sees(", nor") ? reader.take(",") : undefined));
  } while (reader.take("nor") !== undefined);
  return of.length > 1 ? { kind: "all", of } : undefined;
}

/** "either A or B", "both A and B" are one condition each. */
function grouped(reader: Reader, context: Context): Condition | undefined {
  const either = reader.take("either", "both") === "either";
  const terms: Condition[] = [];
  try {
    terms.push(readTerm(reader, context));
    for (;;) {
      const before = reader.at;
      reader.take(",");
      if (reader.take(either ? "or" : "and") === undefined) {
        reader.at = before;
        break;
      }
      reader.take("if", "when", "that");
      terms.push(readTerm(reader, context));
      if (!either) break;
    }
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
  if (terms.length < 2) return undefined;
  reader.attempt(() =>
    reader.word() === "," && /^(?:and|or|but)$/.test(reader.word(1)) ? reader.take(",") : undefined,
  );
  return { kind: either ? "any" : "all", of: terms };
}

/** "there are fewer than two approvals". */
function thereAre(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() =>
    reader.take("there is", "there are", "there was", "there were", "there have been") === undefined
      ? undefined
      : shorthand(reader, context),
  );
}

function readClause(reader: Reader, context: Context): Condition {
  if (reader.take("it is not the case that", "it is false that") !== undefined) {
    refuse("A denial of a whole condition can be understood in two ways", reader.here(), {
      advice: "Say what must be true.",
    });
  }
  const found =
    yearCondition(reader, context) ??
    readTimeCondition(reader, context) ??
    flagSwitch(reader, context) ??
    flagStatement(reader, context) ??
    readIamClause(reader) ??
    callerClause(reader, context) ??
    readLackingClaim(reader, context) ??
    doneBy(reader, context) ??
    sameArguments(reader, context) ??
    valueInArgument(reader, context) ??
    presenceClause(reader, context) ??
    thereAre(reader, context) ??
    theyDo(reader, context) ??
    shorthand(reader, context) ??
    verbOfArgument(reader, context) ??
    fieldClause(reader, context) ??
    readFlag(reader, context);
  if (found !== undefined) return found;
  const token = reader.peek();
  if (token?.kind === "word" && isVague(token.lower))
    refuse(`"${token.text}" has no exact meaning`, token, { advice: vagueAdvice });
  refuse("These words are no condition that can be tested", reader.rest(), {
    advice: 'Write it as "when the <argument> is less than 500", "is X or Y", "is provided".',
  });
}

const phraseAhead =
  /^(?:at|by|with|for|of|in|from|under|below|over|above|on|up|between|before|after|during|until|outside)$/;

/** The "or" or "and" that may end a list of conditions, and does not belong to "or more". */
function listAhead(reader: Reader): "or" | "and" | undefined {
  for (let ahead = 0; reader.at + ahead < reader.end; ahead += 1) {
    const word = reader.word(ahead);
    const next = reader.word(ahead + 1);
    const isLimit = comparatives.has(next) || /^(?:above|below|over|under|up|upwards)$/.test(next);
    const isNumber = [ahead + 1, ahead - 1].every((at) =>
      /^(?:number|time|date)$/.test(reader.peek(at)?.kind ?? ""),
    );
    if ((word === "or" || word === "and") && !isLimit && !isNumber) return word;
  }
  return undefined;
}
