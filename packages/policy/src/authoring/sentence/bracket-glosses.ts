import { nameWords, type Vocabulary, type VocabularyField } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted } from "./inserted-words.ts";

/** A sentence without what its brackets say again, and the argument that its rule has to test for that. */
export interface Unglossed {
  readonly tokens: readonly Token[];
  readonly tests: string | undefined;
}

/** So many words before a bracket may be what it explains. */
const farthest = 5;
const mostBrackets = 3;

/**
 * The ways to read brackets with an argument's own name: "minor edits (minorEdit true)" says its first word in the brackets, too,
 * "to FR or BE (shipTo)" names the argument of the values, "disabled users (includeDisabled)" both.
 */
export function bracketGlosses(tokens: readonly Token[], { tools }: Vocabulary): readonly Unglossed[] {
  const fields = tools.flatMap((tool) => tool.fields);
  const opens = tokens.flatMap((token, at) => (isMark(token, "(") ? [at] : []));
  return opens.slice(0, mostBrackets).flatMap((open) => glossesAt(tokens, open, fields));
}

function glossesAt(
  tokens: readonly Token[],
  open: number,
  fields: readonly VocabularyField[],
): readonly Unglossed[] {
  const close = tokens.findIndex((token, at) => at > open && isMark(token, ")"));
  if (open < 1 || close < 0) return [];
  const inner = tokens.slice(open + 1, close);
  const whole = (before: readonly Token[], bracket = tokens.slice(open, close + 1)): readonly Token[] => [
    ...before,
    ...bracket,
    ...tokens.slice(close + 1),
  ];
  const before = tokens.slice(0, open);
  const [name] = inner;
  const found: Unglossed[] = [];
  const path = fields.find((field) => isNamed(field, textOf(name)))?.path.join(".");
  if (inner.length === 1 && name !== undefined && path !== undefined) {
    const from = valuesBehind(before);
    if (from !== undefined) {
      const named = [
        ...before.slice(0, from.preposition),
        ...inserted("with", name),
        name,
        ...before.slice(from.at),
      ];
      found.push({ tokens: whole(named, []), tests: path });
    }
    found.push({ tokens: whole(before, []), tests: path });
  }
  const sized = withoutSize(before, inner) ?? withoutUrgency(before, inner);
  if (sized !== undefined) found.unshift({ tokens: whole(sized), tests: undefined });
  if (!namesField(tokens, open, fields)) return found;
  for (const kept of withoutSaid(sized ?? before, inner))
    found.push({ tokens: whole(kept), tests: undefined });
  return found;
}

function namesField(tokens: readonly Token[], at: number, fields: readonly VocabularyField[]): boolean {
  return tokens
    .slice(at + 1, at + 4)
    .some((token) => token.kind === "word" && fields.some((field) => isNamed(field, token.text)));
}

function isNamed({ path }: VocabularyField, text: string): boolean {
  return path.join(".") === text || path.at(-1) === text;
}

/** The words before a bracket without those that it says: all of them, or one alone; none behind a denial. */
function withoutSaid(before: readonly Token[], inner: readonly Token[]): readonly (readonly Token[])[] {
  const said = new Set(inner.flatMap((token) => nameWords(textOf(token)).map(stem)));
  const from = Math.max(0, before.length - farthest);
  if (before.slice(Math.max(0, from - 2)).some((token) => denials.test(textOf(token).toLowerCase())))
    return [];
  const isSaid = (token: Token | undefined): boolean =>
    token?.kind === "word" && [...said].some((each) => each === token.stem || sameNoun(each, token.stem));
  const places = before.flatMap((token, at) => (at >= from && isSaid(token) ? [at] : []));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return [];
  const run = before.slice(first, last + 1).every((token) => isSaid(token) || joins.test(textOf(token)));
  const ways: number[][] = [];
  if (run) {
    const preposition =
      prepositions.test(textOf(before[first - 1])) && last === before.length - 1 ? first - 1 : first;
    ways.push(range(preposition, last));
    if (/^(?:ones?|those)$/.test(textOf(before[last + 1]))) ways.unshift(range(preposition, last + 1));
  }
  ways.push(...places.map((at) => [at]));
  return ways.map((way) => before.filter((_, at) => !way.includes(at)));
}

/** "large files (over 50 MB)": the brackets say how large, on the side that the word means. */
function withoutSize(before: readonly Token[], inner: readonly Token[]): readonly Token[] | undefined {
  const text = inner.map((token) => textOf(token).toLowerCase()).join(" ");
  if (!inner.some(({ kind }) => kind === "number")) return undefined;
  const side = above.test(text) ? large : below.test(text) ? small : undefined;
  if (side === undefined || (above.test(text) && below.test(text))) return undefined;
  const at = before.findLastIndex(
    (token, index) => index >= before.length - 3 && side.test(textOf(token).toLowerCase()),
  );
  const behind = before.slice(at + 1);
  if (
    at < 0 ||
    behind.some(({ kind }) => kind !== "word") ||
    denials.test(textOf(before[at - 1]).toLowerCase())
  )
    return undefined;
  return before.filter((_, index) => index !== at);
}

/** "urgent tickets (priority P1 or P2)": the brackets say which are urgent. */
function withoutUrgency(before: readonly Token[], inner: readonly Token[]): readonly Token[] | undefined {
  const [name] = inner;
  if (!/^(?:priority|severity|urgency|impact|importance)$/i.test(textOf(name)) || inner.length < 2)
    return undefined;
  const at = before.findLastIndex(
    (token, index) => index >= before.length - 3 && urgent.test(textOf(token).toLowerCase()),
  );
  if (
    at < 0 ||
    before.slice(at + 1).some(({ kind }) => kind !== "word") ||
    denials.test(textOf(before[at - 1]).toLowerCase())
  )
    return undefined;
  return before.filter((_, index) => index !== at);
}

const urgent =
  /^(?:urgent|critical|important|severe|high-priority|low-priority|top-priority|high-severity|low-severity|normal|routine|trivial|minor|major)$/;
const large =
  /^(?:large|larger|big|bigger|huge|high|high-value|high-volume|expensive|heavy|long|old|bulk|major|oversized|overlong|overweight|excessive|big-ticket|substantial|significant)$/;
const small = /^(?:small|smaller|little|tiny|low|low-value|cheap|light|short|young|minor|modest|quick)$/;
const above =
  /\b(?:over|more than|above|exceed(?:s|ing)?|at least|or more|greater than|or larger|or higher|and up|larger than|longer than|heavier than|older than|higher than|no less than)\b|>/;
const below =
  /\b(?:under|less than|below|at most|up to|or less|or fewer|fewer than|smaller than|shorter than|lighter than|lower than|not more than|no more than|within)\b|</;
const denials = /^(?:not|no|never|without|neither|nor|non|except|unless)$|^non-/;
const joins = /^(?:,|or|and)$/;
const prepositions = /^(?:for|with|of|in|to|on|at|from|by)$/;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Where the values begin with which the words end, and the preposition before them. */
function valuesBehind(
  before: readonly Token[],
): { readonly at: number; readonly preposition: number } | undefined {
  let at = before.length;
  while (at > 0 && (isValue(before[at - 1]) || (at < before.length && joins.test(textOf(before[at - 1])))))
    at -= 1;
  while (at < before.length && joins.test(textOf(before[at]))) at += 1;
  if (at === before.length) return undefined;
  return { at, preposition: prepositions.test(textOf(before[at - 1])) ? at - 1 : at };
}

/** Quoted, or written in capitals or with signs. */
function isValue(token: Token | undefined): boolean {
  if (token?.kind === "quoted") return true;
  return token?.kind === "word" && (/^\p{Lu}[\p{Lu}\d-]*$/u.test(token.text) || /[\d_/@]/.test(token.text));
}

function isMark(token: Token, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" || token?.kind === "quoted" || token?.kind === "mark" ? token.text : "";
}
