import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isClause } from "../sentence/clause-ahead.ts";
import { nameWords } from "../vocabulary.ts";
import {
  absentWords,
  endsArguments,
  followsPresence,
  givenWords,
  havings,
  lackings,
} from "../words/presence-words.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { identifierOf, isIn } from "./argument-noun.ts";
import { givenOf, isCountOfThings } from "./given-of.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { namesValue } from "./names-value.ts";
import { refuseHomonym } from "./subject-field.ts";

/** "with a note", "without giving a reason", "that have a resolution", "no ticket provided". */
export function readHaving(reader: Reader, context: Context): Condition | undefined {
  reader.attempt(() => thingThatHas(reader, context));
  const lacking = reader.take(...lackings) !== undefined;
  if (!lacking && reader.take(...havings) === undefined) return undefined;
  const { subjects, join } = argumentsOf(reader);
  if (subjects.some((each) => each.length === 0)) return undefined;
  const trailing = readTrailing(reader);
  const next = reader.peek();
  // "with priority 3" and "with reason = x" say more
  if (
    next !== undefined &&
    next.kind !== "word" &&
    !(next.kind === "mark" && /^[,.;:!)–—-]$/.test(next.text))
  )
    return undefined;
  if (trailing === "absent" && lacking)
    refuse("Two denials in one condition can be understood in two ways", reader.here());
  const conditions = subjects.map((each) => present(each, context, trailing !== undefined));
  const of = conditions.filter((each) => each !== undefined);
  if (of.length !== conditions.length) return undefined;
  const [only] = of;
  context.last = only?.kind === "present" && of.length === 1 ? only.field : context.last;
  const absent = lacking || trailing === "absent";
  if (only !== undefined && of.length === 1) return absent ? { kind: "not", of: only } : only;
  if (!absent) return { kind: join === "or" ? "any" : "all", of };
  if (join === "and") {
    refuse("“without A and B” can be understood in two ways", spanOf(subjects.flat()), {
      advice: 'Write "unless A and B are provided" or "when A is missing or B is missing".',
    });
  }
  return { kind: "all", of: of.map((each): Condition => ({ kind: "not", of: each })) };
}

/** "the aircraft has …", "the cargo has …": what the tools act on, or an argument that holds others. */
function thingThatHas(reader: Reader, { tools }: Context): true | undefined {
  reader.take("the", "a", "an", "its", "their");
  const token = reader.peek();
  if (token?.kind !== "word" || !/^(?:has|have|does|do)$/.test(reader.word(1))) return undefined;
  reader.at += 1;
  const isKnown = tools.every(
    (tool) =>
      isIn(token, [...tool.nameStems.slice(1), ...tool.descriptionStems.slice(1)]) ||
      tool.fields.some(({ path }) =>
        path.slice(0, -1).some((each) => isIn(token, nameWords(each).map(stem))),
      ),
  );
  return isKnown ? true : undefined;
}

function argumentsOf(reader: Reader): {
  readonly subjects: readonly Token[][];
  readonly join: "and" | "or" | undefined;
} {
  const subjects: Token[][] = [[]];
  let join: "and" | "or" | undefined;
  while (!reader.done) {
    const before = reader.at;
    const joined = reader.take(", and", ", or", "and", "or", ",");
    if (joined !== undefined) {
      // "with a note and only for amounts under 5" goes on with another condition
      const goesOn = /and$/.test(joined) && reader.sees("only");
      if (goesOn || isClause(reader) || reader.done) {
        reader.at = before;
        break;
      }
      if (joined !== ",") join = joined.endsWith("or") ? "or" : "and";
      subjects.push([]);
      continue;
    }
    const token = reader.peek();
    if (token === undefined || (token.kind === "mark" && token.text !== "'s")) break;
    if (token.kind !== "mark" && token.kind !== "word") break;
    if (endsArguments.has(reader.word()) || participle(reader)) break;
    // "with all approvals" says how many
    if (/^(?:all|every|each|most|some|enough|sufficient)$/.test(reader.word()))
      return { subjects: [[]], join };
    if (!/^(?:a|an|the|both|either|any|being)$/.test(reader.word())) subjects.at(-1)?.push(token);
    reader.at += 1;
  }
  return { subjects, join };
}

function participle(reader: Reader): boolean {
  const before = reader.at;
  const found = readTrailing(reader) !== undefined;
  reader.at = before;
  return found;
}

/** "with a reason given", "no text provided". */
function readTrailing(reader: Reader): "given" | "absent" | undefined {
  return reader.attempt(() => {
    reader.take("having been", "being", "is", "are", "was", "has been", "have been");
    const given = reader.take(...givenWords) !== undefined;
    if (!given && reader.take(...absentWords) === undefined) return undefined;
    const next = reader.peek();
    const ends =
      next === undefined ||
      (next.kind === "mark" && /^[,.;:!)–—-]$/.test(next.text)) ||
      (next.kind === "word" && followsPresence.has(next.lower));
    return ends ? (given ? "given" : "absent") : undefined;
  });
}

function present(words: readonly Token[], context: Context, said: boolean): Condition | undefined {
  for (const token of words) refuseHomonym([token]);
  const [only] = words;
  if (words.length === 1 && only?.kind === "word" && only.lower === "one" && context.last !== undefined)
    return { kind: "present", field: context.last };
  const match = matchField(words, context.tools, "any");
  // "without a sponsor" where the argument is sponsorId
  const thing = match.kind === "none" ? identifierOf(words, context.tools) : undefined;
  if (thing !== undefined) return { kind: "present", field: thing };
  if (match.kind !== "one" || namesValue(words, match.field)) return undefined;
  if (isCountOfThings(words, match.field)) return givenOf(words, match.field);
  // "with approvals": none may be given as a number, too
  if (!said && isOfKind(match.field, "number") && words.some(isPlural)) return undefined;
  if (!isOfKind(match.field, "flag")) return { kind: "present", field: match.field };
  // a word of the flag's name that is not said may be what it is about
  return match.missing > 0 ? undefined : { kind: "flag", field: match.field, value: true };
}

/** "10 approvals", "no approvals" and "people aboard" are numbers of them. */
function isPlural(token: Token): boolean {
  return token.kind === "word" && /[^sui]s$|^(?:people|children)$/.test(token.lower);
}
