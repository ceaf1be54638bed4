import { unitNamed } from "../amounts/units.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { numbersThing, thingsCounted } from "../words/counts-thing.ts";
import { isNearMiss } from "../words/near-miss.ts";
import { spanOf } from "../words/reader.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { onceForWord } from "../words/word-cache.ts";
import { stem } from "../words/word-stem.ts";
import { otherEnds } from "./min-or-max.ts";

/** The kinds of value that a comparison can be made with. */
export type FieldKind = "number" | "text" | "flag" | "any";

const plain = new Set([
  "a",
  "an",
  "the",
  "its",
  "of",
  "for",
  "in",
  "any",
  "given",
  "specified",
  "requested",
  "that",
  "this",
  "to",
  "from",
  "each",
  "every",
  "all",
  "their",
]);
const empty = new Set(
  ["value", "field", "parameter", "argument", "input", "request", "call", "number"].map(stem),
);
const silent = new Set(["is", "has", "are", "the", "of"]);

/** Whether the field can be compared so. */
export function isOfKind({ shape }: VocabularyField, kind: FieldKind): boolean {
  switch (kind) {
    case "number":
      return shape.kind === "long" || shape.kind === "decimal";
    case "text":
      return shape.kind === "string" || (shape.kind === "set" && shape.items.kind === "string");
    case "flag":
      return shape.kind === "bool";
    case "any":
      return true;
  }
}

interface Fit {
  readonly field: VocabularyField;
  readonly score: number;
  readonly missing: number;
}

/** What words came to: one argument, several that fit alike, or none because of a word. */
export type FieldMatch =
  | { readonly kind: "one"; readonly field: VocabularyField; readonly missing: number }
  | { readonly kind: "several"; readonly fields: readonly VocabularyField[] }
  | { readonly kind: "none"; readonly unknown: Token | undefined };

/** The field that the words name in every one of the tools. */
export function matchField(
  phrase: readonly Token[],
  tools: readonly VocabularyTool[],
  kind: FieldKind,
): FieldMatch {
  let merged: VocabularyField | undefined;
  let missing = 0;
  for (const tool of tools) {
    const match = matchInTool(phrase, tool, kind);
    if (match.kind !== "one") return match;
    missing = match.missing;
    if (merged === undefined) {
      merged = match.field;
    } else if (
      merged.path.join(".") !== match.field.path.join(".") ||
      merged.shape.kind !== match.field.shape.kind ||
      merged.unit !== match.field.unit
    ) {
      return { kind: "several", fields: [merged, match.field] };
    } else {
      const values =
        merged.values.length === 0 || match.field.values.length === 0
          ? []
          : merged.values.filter((value) => match.field.values.includes(value));
      merged = {
        ...merged,
        values,
        guards: [...new Set([...merged.guards, ...match.field.guards])].sort((a, b) => a - b),
      };
    }
  }
  return merged === undefined
    ? { kind: "none", unknown: undefined }
    : { kind: "one", field: merged, missing };
}

function matchInTool(words: readonly Token[], tool: VocabularyTool, kind: FieldKind): FieldMatch {
  const things = kind === "number" || kind === "any" ? thingsCounted(words) : undefined;
  const whole = matchWords(words, tool, kind);
  const match = whole.kind === "one" || things === undefined ? whole : matchWords(things, tool, kind);
  const noun = things?.findLast((token) => token.kind === "word");
  if (match.kind !== "one" || noun?.kind !== "word" || !isOfKind(match.field, "number")) return match;
  // "the number of tickets" is none of ticketPriority, nor of ticketPrice
  return numbersThing(noun, match.field) ? match : { kind: "none", unknown: noun };
}

function matchWords(phrase: readonly Token[], tool: VocabularyTool, kind: FieldKind): FieldMatch {
  const fields = tool.fields.filter((field) => isOfKind(field, kind));
  const [single] = phrase.filter((token) => token.kind === "word" && !plain.has(token.lower));
  const only = phrase.filter((token) => token.kind !== "word" || !plain.has(token.lower));
  if (single?.kind === "word" && only.length === 1) {
    const named = fields.find(({ path }) => path.join(".") === single.text || path.at(-1) === single.text);
    if (named !== undefined && fields.filter(({ path }) => path.at(-1) === named.path.at(-1)).length === 1) {
      return { kind: "one", field: named, missing: 0 };
    }
    // "in the cities Graz or Linz" of the argument location.city
    const [several, other] = fields.filter(({ nameStems }) => nameStems.includes(single.stem));
    if (several !== undefined && other === undefined && stem(several.path.at(-1) ?? "") === single.stem)
      return { kind: "one", field: several, missing: 0 };
  }
  const called = phrase.length > 1 ? fields.filter((field) => isCalled(phrase, field)) : [];
  const [spelt] = called;
  if (spelt !== undefined && called.length === 1) return { kind: "one", field: spelt, missing: 0 };
  const words: WordToken[] = [];
  for (const token of phrase) {
    if (token.kind === "mark" && token.text === "'s") continue;
    if (token.kind !== "word") return { kind: "none", unknown: token };
    // "the to account" is not the other one
    const ends =
      /^(?:to|from)$/.test(token.lower) && fields.some(({ nameStems }) => nameStems.includes(token.stem));
    if (!plain.has(token.lower) || ends) words.push(token);
  }
  if (words.length === 0) return { kind: "none", unknown: phrase[0] };
  const fits = fields.map((field) => fitOf(words, field, tool)).filter((fit) => fit !== undefined);
  const best = Math.max(...fits.map(({ score }) => score));
  const top = fits.filter(({ score }) => score === best);
  const least = Math.min(...top.map(({ missing }) => missing));
  const [first, second] = top.filter(({ missing }) => missing === least);
  if (first === undefined) {
    const unknown = words.find(
      (word) => !fields.some((field) => hit(word, field) > 0) && !ofTool(word, tool),
    );
    return { kind: "none", unknown: unknown ?? words[0] };
  }
  const others = second === undefined ? otherEnds(words, first.field, fields) : top.map(({ field }) => field);
  if (others.length > 0) return { kind: "several", fields: [...new Set([first.field, ...others])] };
  return { kind: "one", field: first.field, missing: first.missing };
}

/** Whether the words are the argument's own name, written apart: "the patient ID" of patientId. */
export function isCalled(words: readonly Token[], { path }: VocabularyField): boolean {
  const said = words.map((token) =>
    token.kind !== "word" ? "\0" : /^(?:the|a|an)$/.test(token.lower) ? "" : token.lower,
  );
  return said.join("") === (path.at(-1) ?? "").toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

function fitOf(words: readonly WordToken[], field: VocabularyField, tool: VocabularyTool): Fit | undefined {
  let score = 0;
  let said = 0;
  for (const word of words) {
    const points = hit(word, field);
    const isEmpty =
      empty.has(word.stem) || (/^(?:flag|option|switch)$/.test(word.lower) && field.shape.kind === "bool");
    if (points === 0 && !ofTool(word, tool) && !isEmpty) return undefined;
    // "the article is pending" says nothing of reviewedBy, "Who reviewed the article"
    const ownNoun = points === 1 && isOfKind(field, "text") && tool.nameStems.slice(1).includes(word.stem);
    if (points >= 1 && !ownNoun) said += 1;
    score += points;
  }
  if (said === 0) return undefined;
  const missing = field.nameStems.filter(
    (name) =>
      !silent.has(name) &&
      unitNamed(name) === undefined &&
      unitNamed(`${name}s`) === undefined &&
      !words.some((word) => word.stem === name || sameNoun(word.stem, name) || byWhom(word, field)),
  );
  // "the policy" is not its id
  if (missing.includes("id") && score < 3 * words.length + 1 && field.nameStems.at(-1) === "id")
    return undefined;
  return { field, score, missing: missing.length };
}

const hit = onceForWord(pointsOf);

function pointsOf(word: Pick<WordToken, "lower" | "stem">, field: VocabularyField): number {
  const parts = word.lower.split("-").map(stem);
  if (
    field.nameStems.includes(word.stem) ||
    (parts.length > 1 && parts.every((part) => field.nameStems.includes(part)))
  )
    return 3;
  if (byWhom(word, field)) return 3;
  if (field.nameStems.some((name) => sameNoun(name, word.stem))) return 2;
  return field.descriptionStems.includes(word.stem) ? 1 : 0;
}

/** "a reviewer" is what an argument reviewedBy holds. */
function byWhom({ lower }: Pick<WordToken, "lower">, { nameStems }: VocabularyField): boolean {
  const verb = /^(\p{L}{3,})[eo]rs?$/u.exec(lower)?.[1];
  return nameStems.at(-1) === "by" && verb !== undefined && nameStems.includes(stem(`${verb}ed`));
}

const ofTool = onceForWord(isOfTool);

function isOfTool(word: Pick<WordToken, "stem">, tool: VocabularyTool): boolean {
  return [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems].some(
    (each) => each === word.stem || sameNoun(each, word.stem) || sameVerb(each, word.stem),
  );
}

/** Says which words name no field, or several. */
export function refuseField(
  match: FieldMatch,
  phrase: readonly Token[],
  tools: readonly VocabularyTool[],
  fallback: TextSpan,
): never {
  const span = phrase.length > 0 ? spanOf(phrase) : fallback;
  if (match.kind === "several") {
    const fields = [...new Set(match.fields.map(({ path }) => path.join(".")))];
    refuse("These words fit several arguments", span, {
      candidates: fields,
      advice: "Name the argument as the tool does.",
    });
  }
  const names = [...new Set(tools.flatMap(({ fields }) => fields.map(({ path }) => path.join("."))))];
  const unknown = match.kind === "none" ? match.unknown : undefined;
  const near =
    unknown?.kind === "word"
      ? tools
          .flatMap(({ fields }) => fields)
          .filter(({ nameStems }) => nameStems.some((name) => isNearMiss(name, unknown.stem)))
          .map(({ path }) => path.join("."))
      : [];
  refuse(
    unknown?.kind === "word"
      ? `No argument of the tool is described by "${unknown.text}"`
      : "No argument of the tool fits these words",
    unknown ?? span,
    { candidates: (near.length > 0 ? near : names).slice(0, 10) },
  );
}
