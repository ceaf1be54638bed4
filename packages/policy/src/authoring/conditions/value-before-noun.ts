import { isIdentifier } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { isGeneral, isNameable, isNamedByPeople, isParticiple } from "../words/nameable-nouns.ts";
import { isNeverValue } from "../words/never-values.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { isVague } from "../words/vague-words.ts";
import { stem } from "../words/word-stem.ts";
import { argumentByNoun, sameInAll, toolWords } from "./argument-noun.ts";
import type { NamedValue } from "./named-value.ts";

/** A value and the argument's name behind it: "admin permission", `the "ops" and "dev" queues`, "the payroll database". */
export function valueBeforeNoun(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    const article = reader.take("the", "a", "an");
    const from = reader.at;
    const found = nounBehind(reader, context);
    if (found === undefined) return undefined;
    const values = valuesIn(reader, from, found.at, found.field);
    const one = reader.peek();
    if (values.length === 0 && article === "the" && found.at === from + 1 && isName(one, found, context)) {
      context.notes.push(`"${one?.text}" is read as a value of "${found.field.path.join(".")}".`);
      values.push(one?.text ?? "");
    }
    if (values.length === 0) return undefined;
    // "the A-17 permit" is one permit, and no kind of them
    if (found.isKind && values.some((value) => /\d/.test(value))) return undefined;
    reader.at = found.at + found.noun.length;
    const condition: Condition = { kind: "text", field: found.field, test: "is", values };
    return { condition, noun: found.noun };
  });
}

interface Found {
  readonly at: number;
  readonly noun: readonly Token[];
  readonly field: VocabularyField;
  /** Whether the noun is the thing itself, of which the value says the kind. */
  readonly isKind: boolean;
}

const mostValues = 8;

/** The first noun within a few words that names an argument; what stands before it has to be values. */
function nounBehind(reader: Reader, context: Context): Found | undefined {
  for (let at = reader.at + 1; at < Math.min(reader.end, reader.at + mostValues); at += 1) {
    const token = reader.tokens[at];
    if (token?.kind === "mark" && token.text !== ",") return undefined;
    if (token?.kind !== "word" || /^(?:and|or)$/.test(token.lower)) continue;
    for (const length of [2, 1]) {
      const noun = reader.slice(at, Math.min(at + length, reader.end));
      if (noun.length < length || noun.some(({ kind }) => kind !== "word")) continue;
      const field = argumentBehind(noun, context);
      const isKind = field !== argumentByNoun(noun, context.tools);
      if (field?.shape.kind === "string") return { at, noun, field, isKind };
    }
  }
  return undefined;
}

/** What a value before the noun is said of: a hot_work permit is of that kind, and has not that number. */
function argumentBehind(noun: readonly Token[], context: Context): VocabularyField | undefined {
  const named = argumentByNoun(noun, context.tools);
  const isNumbered = named?.nameStems.some(
    (name) => numbers.has(name) && !noun.some((token) => token.kind === "word" && token.stem === name),
  );
  return isNumbered === true ? sameInAll(context.tools, kindArgument) : named;
}

const numbers = new Set(
  ["id", "identifier", "number", "no", "nr", "ref", "reference", "key", "code", "slug"].map(stem),
);
const kinds = new Set(["kind", "type", "category", "class"].map(stem));
const titles = new Set(["name", "title", "label"].map(stem));

function kindArgument({ fields }: VocabularyTool): VocabularyField | undefined {
  const texts = fields.filter(({ shape }) => shape.kind === "string");
  const [kind, other] = texts.filter(({ nameStems }) => nameStems.some((name) => kinds.has(name)));
  const isNamed = texts.some(({ nameStems }) => nameStems.some((name) => titles.has(name)));
  return other === undefined && !isNamed ? kind : undefined;
}

/** The values between two places, joined by commas and one "or" or "and"; none where a word there is no certain value. */
function valuesIn(reader: Reader, from: number, to: number, field: VocabularyField): string[] {
  const values: string[] = [];
  let joined = false;
  let at = from;
  while (at < to) {
    if (values.length > 0) {
      const before = at;
      if (textOf(reader.tokens[at]) === ",") at += 1;
      if (/^(?:or|and)$/.test(textOf(reader.tokens[at]))) {
        if (joined) return [];
        joined = true;
        at += 1;
      }
      if (at === before) return [];
    }
    const length = [3, 2, 1].find(
      (each) => at + each <= to && certainAt(reader.slice(at, at + each), field) !== undefined,
    );
    const value = length === undefined ? undefined : certainAt(reader.slice(at, at + length), field);
    if (value === undefined || length === undefined) return [];
    values.push(value);
    at += length;
  }
  return values.length > 1 && !joined ? [] : values;
}

function certainAt(tokens: readonly Token[], field: VocabularyField): string | undefined {
  const text = tokens.map(textOf).join(" ");
  const known = field.values.find((value) => bare(value) === bare(text));
  if (known !== undefined) return known;
  const [token] = tokens;
  if (field.values.length > 0 || token === undefined || tokens.length > 1) return undefined;
  if (token.kind === "quoted") return token.text === "" || token.text.includes("*") ? undefined : token.text;
  return token.kind === "word" && isIdentifier(token) ? token.text : undefined;
}

/** Whether a plain word before the noun can only be its name. */
function isName(token: Token | undefined, { noun, field }: Found, { tools }: Context): boolean {
  const head = noun.at(-1);
  if (token?.kind !== "word" || head?.kind !== "word" || field.values.length > 0) return false;
  if (!isNameable(head) || !/^\p{Ll}{3,}(?:-\p{Ll}+)*$/u.test(token.text)) return false;
  if (/[^su]s$/.test(head.lower) || isParticiple(token.lower)) return false;
  if (/^(?:main|master)$/.test(token.lower) && field.nameStems.includes("branch")) return true;
  if (isNeverValue(token) || isVague(token.lower) || isGeneral(token.lower)) return false;
  if (!isNamedByPeople(head) && isPersonNoun(token.lower)) return false;
  return !tools.some((tool) =>
    isOfTool(token, [...toolWords(tool), ...tool.fields.flatMap(({ nameStems }) => nameStems)]),
  );
}

function isOfTool(token: WordToken, stems: readonly string[]): boolean {
  return stems.some(
    (each) => each === token.stem || sameNoun(each, token.stem) || sameVerb(each, token.stem),
  );
}

function textOf(token: Token | undefined): string {
  if (token?.kind === "mark") return token.text;
  return token?.kind === "word" || token?.kind === "quoted" ? token.text : "";
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, " ");
}
