import type { Context } from "./context.ts";
import { allOf, type Condition, type Who } from "./intermediate.ts";
import { type isOfKind, matchField } from "./match-fields.ts";
import { readConditions } from "./read-condition.ts";
import { readFlag } from "./read-flag.ts";
import { readTimeCondition } from "./read-time-condition.ts";
import { readValues } from "./read-values.ts";
import { readWho } from "./read-who.ts";
import type { Reader } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import { isVague, vagueAdvice } from "./vague-words.ts";

/** What stands behind the tools of a sentence. */
export interface Modifiers {
  readonly when: Condition | undefined;
  readonly unless: Condition | undefined;
  readonly who: Who | undefined;
  readonly only: boolean;
}

const whens = [
  "only when",
  "only if",
  "only where",
  "when and only when",
  "if and only if",
  "when",
  "whenever",
  "if",
  "where",
  "provided that",
  "provided",
  "as long as",
  "so long as",
  "on condition that",
  "on the condition that",
  "in case",
  "in cases where",
  "while",
  "given that",
  "assuming that",
  "assuming",
];
const excepts = [
  "except for",
  "except",
  "other than",
  "excluding",
  "apart from",
  "aside from",
  "with the exception of",
  "but not",
];

/** Reads all modifiers to the end; throws {@link Refusal} at the first word that belongs to none. */
export function readModifiers(reader: Reader, context: Context): Modifiers {
  const when: Condition[] = [];
  const unless: Condition[] = [];
  let who: Who | undefined;
  let only = false;
  let phrases = 0;
  let loose = false;
  while (!reader.done) {
    reader.take(",", "–", "—", "-", ":");
    reader.take("and", "but", "then");
    reader.take("i.e", "that is", "meaning", "in other words");
    reader.take(",", ":", "that");
    if (reader.sees("(")) {
      const inner = reader.attempt(() => bracketed(reader, context));
      if (inner !== undefined) {
        when.push(inner);
        continue;
      }
    }
    if (reader.take("only") !== undefined) only = true;
    if (reader.done || reader.take(".", "!") !== undefined) continue;
    const before = reader.at;
    if (reader.take("unless", "except unless") !== undefined) {
      unless.push(readExemption(reader, context));
    } else if (
      reader.take(
        "except when",
        "except if",
        "except where",
        "except in cases where",
        "except while",
        "other than when",
        "but not when",
        "but not if",
        "except that",
      ) !== undefined
    ) {
      unless.push(readConditions(reader, context));
    } else if (reader.take(...excepts) !== undefined) {
      unless.push(readExemption(reader, context));
    } else if (reader.take(...whens) !== undefined) {
      only ||= reader
        .slice(before, reader.at)
        .some((token) => token.kind === "word" && token.lower === "only");
      reader.take("it is");
      reader.at -= wentBack(reader);
      when.push(readConditions(reader, context));
    } else {
      const time = readTimeCondition(reader, context);
      const callers = time === undefined ? reader.attempt(() => readCallers(reader, context)) : undefined;
      if (callers !== undefined) {
        if (who !== undefined) refuse("Callers are named twice", reader.here());
        who = callers;
      } else {
        const phrase = time ?? readPhrase(reader, context);
        if (time === undefined && phrase.kind === "any") loose = true;
        phrases += 1;
        when.push(phrase);
        if (loose && phrases > 1) {
          refuse(
            "It is not certain what belongs to which side of “or”",
            reader.tokens[reader.at - 1] ?? reader.here(),
            {
              advice: "Write a sentence for each.",
            },
          );
        }
      }
    }
    if (reader.at === before && !reader.done) {
      refuse("These words could not be placed", reader.rest());
    }
  }
  return {
    when: allOf(when),
    unless: unless.length > 1 ? { kind: "any", of: unless } : unless[0],
    who,
    only,
  };
}

/** A condition in brackets behind what it explains: "their own orders (customerId equals the claim sub)". */
function bracketed(reader: Reader, context: Context): Condition | undefined {
  if (reader.take("(") === undefined) return undefined;
  reader.take("i.e", "that is", "meaning", "where", "when", "if");
  const condition = tryConditions(reader, context);
  return condition !== undefined && reader.take(")") !== undefined ? condition : undefined;
}

/** "it is" before a condition is a subject: it is put back. */
function wentBack(reader: Reader): number {
  const last = reader.tokens[reader.at - 1];
  const before = reader.tokens[reader.at - 2];
  return last?.kind === "word" && last.lower === "is" && before?.kind === "word" && before.lower === "it"
    ? 2
    : 0;
}

/** What follows unless or except: callers, a time, or a condition. */
function readExemption(reader: Reader, context: Context): Condition {
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
  reader.take("when", "if", "where");
  try {
    return readConditions(reader, context);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const phrase = reader.attempt(() => phraseOrNothing(reader, context));
    if (phrase === undefined) throw error;
    return phrase;
  }
}

/** "for users with role X", "by managers", "from account 123456789012". */
function readCallers(reader: Reader, context: Context): Who | undefined {
  if (
    reader.take(
      "for use by",
      "for",
      "by",
      "to",
      "from",
      "performed by",
      "made by",
      "requested by",
      "initiated by",
      "submitted by",
      "called by",
      "when called by",
      "as",
    ) === undefined
  )
    return undefined;
  reader.take("only");
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  return reader.done ||
    /^(?:,|and|or|but|when|whenever|if|unless|except|only|provided|as|so|where|during|between|before|after|until|from|outside|\.|for|under|over|up|to|at|with|in|on)$/.test(
      reader.word(),
    )
    ? who
    : undefined;
}

const prepositions = [
  "for any",
  "for",
  "with",
  "of",
  "in",
  "into",
  "to",
  "from",
  "at",
  "on",
  "against",
  "worth",
  "valued at",
  "totaling",
  "totalling",
  "whose",
  "that are",
  "which are",
  "that is",
  "which is",
  "that have",
  "which have",
  "that has",
  "having",
  "that",
  "which",
  "using",
  "via",
  "by",
  "as",
  "through",
  "costing",
  "priced",
];

/** A condition without "when": "under $500", "for amounts less than $500", "in region US", "with a priority of high". */
function readPhrase(reader: Reader, context: Context): Condition {
  const start = reader.rest();
  const found = phraseOrNothing(reader, context);
  if (found !== undefined) return found;
  const token = reader.peek();
  const next = reader.peek(1);
  for (const each of [token, next]) {
    if (each?.kind === "word" && isVague(each.lower))
      refuse(`"${each.text}" has no exact meaning`, each, { advice: vagueAdvice });
  }
  refuse("These words could not be placed", start, {
    candidates: [
      ...new Set(context.tools.flatMap(({ fields }) => fields.map(({ path }) => path.join(".")))),
    ].slice(0, 10),
    advice: 'Say which argument is meant, as in "when the amount is less than 500".',
  });
}

function phraseOrNothing(reader: Reader, context: Context): Condition | undefined {
  const plain = tryConditions(reader, context);
  if (plain !== undefined) return plain;
  return reader.attempt(() => {
    if (reader.take(...prepositions) === undefined) return undefined;
    return (
      tryConditions(reader, context) ??
      reader.attempt(() => readFlag(reader, context)) ??
      reader.attempt(() => fieldThenValue(reader, context)) ??
      reader.attempt(() => valueThenField(reader, context)) ??
      reader.attempt(() => valueAlone(reader, context))
    );
  });
}

function tryConditions(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const notes = context.notes.length;
    try {
      return readConditions(reader, context);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.notes.length = notes;
      return undefined;
    }
  });
}

/** "region US", "a priority of high". */
function fieldThenValue(reader: Reader, context: Context): Condition | undefined {
  reader.take("a", "an", "the");
  for (let length = 4; length > 0; length -= 1) {
    const words = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (
      words.length < length ||
      words.some((token) => token.kind !== "word" || /^(?:of|or|and|is|set)$/.test(token.lower))
    )
      continue;
    const match = matchField(words, context.tools, "text");
    if (match.kind !== "one" || match.missing > 0) continue;
    const found = reader.attempt(() => {
      reader.at += length;
      reader.take("of", "set to", "=", ":", "equal to", "named", "called");
      reader.take("either");
      return valuesOf(reader, match.field, "and or");
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "US, CA or UK regions", "the EU region". */
function valueThenField(reader: Reader, context: Context): Condition | undefined {
  reader.take("a", "an", "the");
  const known = context.tools.flatMap(({ fields }) => fields.flatMap(({ values }) => values));
  const before = reader.at;
  const values = readValues(reader, known, "and or", () => false);
  if (values.length === 0) return undefined;
  const words: Token[] = [];
  while (
    !reader.done &&
    reader.peek()?.kind === "word" &&
    !/^(?:and|or|when|if|unless|only|except|for|to|in)$/.test(reader.word()) &&
    words.length < 3
  ) {
    const token = reader.peek();
    if (token !== undefined) words.push(token);
    reader.at += 1;
  }
  const match = matchField(words, context.tools, "text");
  if (match.kind !== "one") return undefined;
  const after = reader.at;
  reader.at = before;
  const condition = valuesOf(reader, match.field, "and or");
  reader.at = after;
  return condition;
}

/** "as owner", "in USD or EUR": values that just one argument of the tool can have. */
function valueAlone(reader: Reader, context: Context): Condition | undefined {
  reader.take("a", "an", "the");
  const found = new Map<string, Condition>();
  const from = reader.at;
  let end = from;
  for (const field of context.tools.flatMap(({ fields }) => fields)) {
    if (field.values.length === 0) continue;
    reader.at = from;
    const values = readValues(reader, field.values, "and or", () => false);
    if (values.length === 0 || !values.every(({ text }) => field.values.includes(text))) continue;
    found.set(field.path.join("."), {
      kind: "text",
      field,
      test: "is",
      values: values.map(({ text }) => text),
    });
    end = reader.at;
  }
  const [only] = found.values();
  if (only === undefined || found.size > 1 || context.tools.length > 1) return undefined;
  reader.at = end;
  return only;
}

function valuesOf(
  reader: Reader,
  field: Parameters<typeof isOfKind>[0],
  joins: "or" | "and or",
): Condition | undefined {
  const values = readValues(reader, field.values, joins, () => false);
  if (values.length === 0) return undefined;
  for (const value of values) {
    if (field.values.length > 0 && !field.values.includes(value.text)) {
      refuse(`"${value.text}" is no value of "${field.path.join(".")}"`, value.token, {
        candidates: field.values.slice(0, 10),
      });
    }
  }
  return { kind: "text", field, test: "is", values: values.map(({ text }) => text) };
}
