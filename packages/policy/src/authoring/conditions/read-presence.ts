import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isClause } from "../sentence/clause-ahead.ts";
import type { VocabularyField } from "../vocabulary.ts";
import {
  absentWords,
  emptyWords,
  followsPresence,
  givenWords,
  presenceVerbs,
} from "../words/presence-words.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { givenOf } from "./given-of.ts";
import { isOfKind, matchField, refuseField } from "./match-fields.ts";
import { namesValue } from "./names-value.ts";
import { readHaving } from "./read-having.ts";
import { refuseHomonym } from "./subject-field.ts";

/** "a description and priority are provided", "no reason is given", "without a ticket id", "the note is empty". */
export function presenceClause(reader: Reader, context: Context): Condition | undefined {
  const having = (): Condition | undefined => reader.attempt(() => readHaving(reader, context));
  // "it has no defects and a note is given"
  const first = /^(?:it|they|there)$/.test(reader.word()) ? having() : undefined;
  return first ?? reader.attempt(() => readBeing(reader, context)) ?? having();
}

/** Arguments and what is said of them. */
function readBeing(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  const ahead = presenceAhead(reader);
  if (ahead === undefined) return undefined;
  const no = reader.take("no", "neither") !== undefined;
  const subjects: Token[][] = [[]];
  let join: "and" | "or" | undefined;
  while (reader.at < ahead) {
    const joined = reader.take(", and", ", or", "and", "or", "nor", ",");
    if (joined !== undefined) {
      if (joined !== ",") join = joined.endsWith("or") ? "or" : "and";
      subjects.push([]);
      continue;
    }
    const token = reader.peek();
    if (token === undefined || token.kind === "number" || token.kind === "quoted") return undefined;
    if (token.kind === "mark" && token.text !== "'s") return undefined;
    if (!/^(?:a|an|the|both|either|any|all|neither)$/.test(reader.word())) subjects.at(-1)?.push(token);
    reader.at += 1;
  }
  if (subjects.some((each) => each.length === 0)) return undefined;
  const said = readPredicate(reader);
  if (said === undefined) return undefined;
  const fields = subjects.map((each) => fieldNamed(each, context, reader));
  if (said.kind !== "given" && no)
    refuse(
      "Two denials in one condition can be understood in two ways",
      spanOf(reader.slice(from, reader.at)),
    );
  const conditions = fields.map((field, at) =>
    said.kind === "empty" ? emptyText(field) : givenOf(subjects[at] ?? [], field),
  );
  const [only] = fields;
  context.last = fields.length === 1 ? only : undefined;
  const turned = (said.denied !== no) !== (said.kind === "absent");
  const kind = join === "or" && !no ? "any" : "all";
  const all = turned ? conditions.map((of): Condition => ({ kind: "not", of })) : conditions;
  const [first] = all;
  return first !== undefined && all.length === 1 ? first : { kind, of: all };
}

/** The argument that the words name; yes and no are more than being there. */
function fieldNamed(words: readonly Token[], context: Context, reader: Reader): VocabularyField {
  for (const token of words) refuseHomonym([token]);
  const [only] = words;
  if (words.length === 1 && only?.kind === "word" && /^(?:it|one)$/.test(only.lower) && context.last)
    return context.last;
  const match = matchField(words, context.tools, "any");
  if (match.kind !== "one") refuseField(match, words, context.tools, reader.here());
  if (namesValue(words, match.field))
    refuse("These words say what it is, and not only that it is given", spanOf(words));
  if (isOfKind(match.field, "flag")) {
    const name = match.field.path.join(".");
    refuse(`"${name}" is true or false, so it is not certain what being provided means`, spanOf(words), {
      candidates: [`${name} is true`, `${name} is false`],
      advice: `Write "when ${name} is true".`,
    });
  }
  return match.field;
}

function present(field: VocabularyField): Condition {
  return { kind: "present", field };
}

/** A text that is not given is as empty as one without a letter. */
function emptyText(field: VocabularyField): Condition {
  if (field.shape.kind !== "string") {
    const name = field.path.join(".");
    refuse(
      `"${name}" is no text that could be empty`,
      { start: 0, end: 0 },
      { advice: 'Write "is missing".' },
    );
  }
  const blank: Condition = { kind: "text", field, test: "is", values: [""] };
  // what every call has can still be empty
  return field.guards.length === 0
    ? blank
    : { kind: "any", of: [{ kind: "not", of: present(field) }, blank] };
}

/** Where the verb or participle stands that says whether something is given, if one comes in this condition. */
function presenceAhead(reader: Reader): number | undefined {
  const from = reader.at;
  for (let at = from + 1; at < reader.end && at < from + 16; at += 1) {
    reader.at = at;
    const found = readPredicate(reader) !== undefined;
    const word = reader.tokens[at];
    reader.at = from;
    if (found) return at;
    const lower = word?.kind === "word" ? word.lower : "";
    if (
      word?.kind === "number" ||
      word?.kind === "quoted" ||
      /^(?:when|if|unless|except|only|under|over|is|are|was|were|must|equals|contains)$/.test(lower)
    )
      return undefined;
    const joins = /^(?:and|or)$/.test(lower) || (word?.kind === "mark" && word.text === ",");
    if (joins) {
      reader.at = at + 1;
      const other = isClause(reader) && !stillPresence(reader);
      reader.at = from;
      if (other) return undefined;
    }
  }
  return undefined;
}

/** Whether the next comparison says that something is given. */
function stillPresence(reader: Reader): boolean {
  for (let ahead = 0; ahead < 10; ahead += 1) {
    const here = reader.at;
    reader.at += ahead;
    const found = readPredicate(reader) !== undefined;
    reader.at = here;
    if (found) return true;
    if (/^(?:is|are|was|were|must|has|have)$/.test(reader.word(ahead))) return false;
  }
  return false;
}

/** "… is given" behind a number that says how much of it. */
export function takeGiven(reader: Reader): void {
  reader.attempt(() => {
    if (!/^(?:is|are|was|were|has|have)$/.test(reader.word())) return undefined;
    const said = readPredicate(reader);
    return said?.kind === "given" && !said.denied ? said : undefined;
  });
}

function readPredicate(
  reader: Reader,
): { readonly kind: "given" | "absent" | "empty"; readonly denied: boolean } | undefined {
  return reader.attempt(() => {
    const verb = reader.take(...presenceVerbs);
    const denied = reader.take("not", "never") !== undefined;
    reader.take("both", "also", "all", "always", "actually");
    reader.take("been", "be");
    reader.take("both", "also", "all");
    const given = reader.take(...givenWords);
    const absent = given === undefined ? reader.take(...absentWords) : undefined;
    const empty = given === undefined && absent === undefined ? reader.take(...emptyWords) : undefined;
    if (given === undefined && absent === undefined && empty === undefined) return undefined;
    if (given === "set" && reader.sees("to")) return undefined;
    // "the reason given" is the reason; only at its end does it say something
    if (verb === undefined && (denied || !(reader.done || /^[,.)]$/.test(reader.word())))) return undefined;
    if (/^ha(?:s|ve)$/.test(verb ?? "") && !denied) return undefined;
    if (!endsHere(reader)) return undefined;
    return { kind: given !== undefined ? "given" : absent !== undefined ? "absent" : "empty", denied };
  });
}

/** "named Bob" and "given by an auditor" say more than that something is there. */
function endsHere(reader: Reader): boolean {
  reader.take("by the caller", "by the user", "by the requester", "by them");
  const next = reader.peek();
  if (next === undefined) return true;
  if (next.kind === "mark") return /^[,.;:!()–—-]$/.test(next.text);
  return next.kind === "word" && followsPresence.has(next.lower);
}
