import type { Context } from "./context.ts";
import { refuseEllipsis } from "./ellipsis.ts";
import type { Condition } from "./intermediate.ts";
import { callerClause } from "./read-caller-clause.ts";
import { fieldClause } from "./read-comparison.ts";
import { readFlag } from "./read-flag.ts";
import { flagStatement } from "./read-flag-statement.ts";
import { presenceClause } from "./read-presence.ts";
import { shorthand } from "./read-shorthand.ts";
import { readTimeCondition } from "./read-time-condition.ts";
import { type Reader, spanOf } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import { isVague, vagueAdvice } from "./vague-words.ts";
import { valueInArgument } from "./value-in-argument.ts";

const grouping = 'Group with parentheses or "either … or", or write separate sentences.';

/** Conditions joined by and/or, to the end of what is one condition; and/or side by side without grouping is refused. */
export function readConditions(reader: Reader, context: Context): Condition {
  const from = reader.at;
  const terms: Condition[] = [readTerm(reader, context)];
  let join: "all" | "any" | undefined;
  let commas = 0;
  let since = from;
  for (;;) {
    const before = reader.at;
    const comma = reader.take(",") !== undefined;
    const word = reader.take("and", "or", "&&", "||", "but", "&");
    if (!comma && word === undefined) break;
    if (reader.sees("only") || startsModifier(reader) || reader.done) {
      reader.at = before;
      break;
    }
    reader.take("if", "when", "that", "also", "also if", "where");
    const kind = word === undefined ? undefined : word === "or" || word === "||" ? "any" : "all";
    if (kind === undefined) commas += 1;
    const start = reader.at;
    const term = readTerm(reader, context);
    refuseEllipsis(reader, [since, before, start], term, context);
    since = start;
    if (kind !== undefined && join !== undefined && join !== kind) {
      refuse(
        "“and” and “or” side by side can be understood in two ways",
        spanOf(reader.slice(from, reader.at)),
        { advice: grouping },
      );
    }
    join = kind ?? join;
    terms.push(term);
  }
  // "over 5 or under 3 and urgent"
  if (join === "all" && terms.some((term) => term.kind === "any" && term.open === true)) {
    refuse(
      "“and” and “or” side by side can be understood in two ways",
      spanOf(reader.slice(from, reader.at)),
      { advice: grouping },
    );
  }
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return only;
  if (join === undefined || (commas > 0 && terms.length - 1 === commas)) {
    refuse("A list of conditions needs an “and” or “or”", spanOf(reader.slice(from, reader.at)), {
      advice: grouping,
    });
  }
  if (join === "any" && terms.filter((term) => term.kind === "not").length > 1) {
    refuse("“not A or not B” is nearly always true", spanOf(reader.slice(from, reader.at)), {
      advice: 'Write "is neither A nor B" as "is not A and is not B".',
    });
  }
  return { kind: join, of: terms };
}

function startsModifier(reader: Reader): boolean {
  return ["unless", "except", "only", "provided that"].some((phrase) => reader.sees(phrase));
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
  if (reader.sees("either") || reader.sees("both")) {
    const pair = reader.attempt(() => grouped(reader, context));
    if (pair !== undefined) return pair;
    reader.take("both");
  }
  return readClause(reader, context);
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

function readClause(reader: Reader, context: Context): Condition {
  if (reader.take("it is not the case that", "it is false that") !== undefined) {
    refuse("A denial of a whole condition can be understood in two ways", reader.here(), {
      advice: "Say what must be true.",
    });
  }
  const found =
    readTimeCondition(reader, context) ??
    flagStatement(reader, context) ??
    callerClause(reader, context) ??
    valueInArgument(reader, context) ??
    presenceClause(reader, context) ??
    shorthand(reader, context) ??
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
