import { converted, type UnitName, unitNamed } from "../amounts/units.ts";
import { isTier, isUserNoun, rolesNamed } from "../callers/claims.ts";
import { namesField, namesTool } from "../tools/names-in-tool.ts";
import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { grammarWords, restrictingWords } from "../words/reason-words.ts";
import type { Token } from "../words/tokens.ts";
import type { Unglossed } from "./bracket-glosses.ts";
import { patternText } from "./inserted-words.ts";

const marker =
  /^(?:[,–—-] ?(?:\( )?|\( )(?:i\.e(?: \.)?|that is(?: to say)?|that means|which means|meaning|namely|in other words)(?= )(?: [,:])?/;
const those = /^(?:those|the ones|ones)$/;
const conditional = /^(?:with|where|whose|that|which|of|in|when|if|for|at)$/;

/** What is explained, by what, and what goes on behind it. */
interface Gloss {
  readonly before: readonly Token[];
  readonly inner: readonly Token[];
  readonly after: readonly Token[];
  /** Whether "i.e." or the like says that it is one. */
  readonly marked: boolean;
}

/**
 * The ways to read a gloss in a tool's own words for what it explains: "passenger trains, i.e. those with freight set to false",
 * "up to a full day ahead, that is with hoursBefore at 24 or higher", "in the barrel for a year (monthsAged of 12 or more)".
 */
export function glossReadings(tokens: readonly Token[], vocabulary: Vocabulary): readonly Unglossed[] {
  const gloss = glossIn(tokens);
  const field = gloss === undefined ? undefined : fieldNamed(gloss.inner, vocabulary);
  if (gloss === undefined || field === undefined) return [];
  const tests = field.path.join(".");
  const found = [
    ...(gloss.marked ? [ofNoun(gloss, vocabulary)] : []),
    ofMeasure(gloss, field),
    ofClause(gloss, field, vocabulary),
  ];
  return found.flatMap((words) => (words === undefined ? [] : [{ tokens: words, tests }]));
}

function glossIn(tokens: readonly Token[]): Gloss | undefined {
  for (let at = 2; at < tokens.length - 2; at += 1) {
    const mark = tokens[at];
    if (mark?.kind !== "mark") continue;
    const said = marker.exec(patternText(tokens.slice(at, at + 7)));
    const opens = mark.text === "(";
    if (said === null && !opens) continue;
    const from = at + (said === null ? 1 : said[0].trim().split(" ").length);
    const close = tokens.findIndex(
      (token, index) =>
        index > from && token.kind === "mark" && (opens ? token.text === ")" : /^[,;–—.]$/.test(token.text)),
    );
    if (opens && close < 0) continue;
    const end = close < 0 ? tokens.length : close;
    const goesOn = opens || (tokens[end]?.kind === "mark" && tokens[end].text === ",") ? end + 1 : end;
    return {
      before: tokens.slice(0, at),
      inner: tokens.slice(from, end),
      after: tokens.slice(goesOn),
      marked: said !== null,
    };
  }
  return undefined;
}

/** The argument that a gloss calls by its own name; undefined where there is none, or more than one. */
function fieldNamed(inner: readonly Token[], { tools }: Vocabulary): VocabularyField | undefined {
  const fields = tools.flatMap((tool) => tool.fields);
  const named = inner.flatMap((token) =>
    token.kind === "word"
      ? fields.filter(({ path }) => path.join(".") === token.text || path.at(-1) === token.text).slice(0, 1)
      : [],
  );
  return named.length === 1 ? named[0] : undefined;
}

/** "passenger trains, i.e. those with freight set to false": the gloss says which, so the one word before the noun is defined by it. */
function ofNoun({ before, inner, after }: Gloss, vocabulary: Vocabulary): readonly Token[] | undefined {
  const [word, noun] = before.slice(-2);
  const start = inner[0];
  if (word?.kind !== "word" || noun?.kind !== "word" || start?.kind !== "word") return undefined;
  const skip = those.test(start.lower) ? 1 : patternText(inner.slice(0, 2)) === "the ones" ? 2 : 0;
  const again = skip === 0 && start.stem === noun.stem ? 1 : skip;
  const next = inner[again];
  if (again === 0 || next?.kind !== "word" || !conditional.test(next.lower)) return undefined;
  if (!isUnknown(word, vocabulary) || denies(before.at(-3))) return undefined;
  return [...before.slice(0, -2), noun, ...inner.slice(again), ...after];
}

/** Whether no tool, argument, value or caller is called so and the word neither counts nor denies. */
function isUnknown(word: Token, { tools }: Vocabulary): boolean {
  if (word.kind !== "word" || !/^\p{Ll}[\p{Ll}-]+$/u.test(word.text) || /^(?:non|un|not)-?/.test(word.lower))
    return false;
  const { lower } = word;
  if (grammarWords.has(lower) || restrictingWords.has(lower) || counting.test(lower)) return false;
  if (isTier(lower) || rolesNamed(lower) !== undefined || isUserNoun(lower)) return false;
  return !tools.some((tool) => namesTool(word, tool) || tool.fields.some((field) => namesField(word, field)));
}

const counting =
  /^(?:own|new|existing|certain|listed|following|two|three|both|several|many|few|first|last|next|his|her|various)$/;

function denies(token: Token | undefined): boolean {
  return token?.kind === "word" && /^(?:not|no|non|never|without|except|neither|nor|only)$/.test(token.lower);
}

const measure =
  /(?:^| )((?:up to|at least|at most|no later than|no earlier than|no more than|not more than|no less than|more than|less than|over|under|within|for|by) (?:at least |at most |more than |up to |less than )?)(#|an?|one) (?:full |whole |entire )?(\S+)(?: (?:ahead|before|in advance|beforehand|earlier|or more|or longer|or less|old|long))?$/;

/** "up to a full day ahead, that is with hoursBefore at 24 or higher": the same number in the argument's unit. */
function ofMeasure({ before, inner, after }: Gloss, field: VocabularyField): readonly Token[] | undefined {
  const from = Math.max(0, before.length - 9);
  const said = measure.exec(patternText(before.slice(from)));
  if (said === null || !isSameMeasure(before.slice(from), said, inner, field)) return undefined;
  const words = said[0].trim().split(" ").length;
  return [...before.slice(0, before.length - words), ...introduced(inner), ...after];
}

/** "unless it has been in the barrel for at least one year (monthsAged of 12 or more)": what is said of nothing else, in the tool's words. */
function ofClause(
  { before, inner, after }: Gloss,
  field: VocabularyField,
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const start = before.findLastIndex(
    (token) => token.kind === "word" && /^(?:if|unless|when|once|provided)$/.test(token.lower),
  );
  const clause = before.slice(start + 1);
  if (start < 1 || clause.length < 3 || clause.some(({ kind }) => kind === "mark" || kind === "quoted"))
    return undefined;
  const said = measure.exec(patternText(clause));
  if (said === null || !isSameMeasure(clause, said, inner, field)) return undefined;
  const others = clause.slice(0, clause.length - said[0].trim().split(" ").length);
  const plain = others.every(
    (token) =>
      token.kind === "word" &&
      !/^(?:and|or|not|no|never|only|but|nor|if|unless|when)$/.test(token.lower) &&
      !isPersonNoun(token.lower) &&
      !tools.some((tool) => tool.fields.some((each) => each !== field && namesField(token, each))),
  );
  return plain ? [...before.slice(0, start + 1), ...inner, ...after] : undefined;
}

/** Whether the gloss gives the same number in the argument's unit, and the same side of it; "up to a day ahead" leaves a day or more. */
function isSameMeasure(
  tokens: readonly Token[],
  [whole, order = "", count = "", unit = ""]: RegExpExecArray,
  inner: readonly Token[],
  field: VocabularyField,
): boolean {
  const from = unitNamed(unit);
  const numbers = inner.filter((token) => token.kind === "number");
  const number = numbers[0];
  if (from === undefined || field.unit === undefined || numbers.length !== 1 || number?.kind !== "number")
    return false;
  const own = tokens.findLast((token) => token.kind === "number");
  const value = count === "#" && own?.kind === "number" ? own.value : "1";
  const second = inner[inner.indexOf(number) + 1];
  const counted: UnitName = (second?.kind === "word" ? unitNamed(second.lower) : undefined) ?? field.unit;
  const same = converted(value, from, counted);
  if (same === undefined || Number(same) !== Number(number.value)) return false;
  const text = patternText(inner);
  const isAhead = /(?:ahead|before|in advance|beforehand|earlier)$/.test(whole);
  const least = isAhead
    ? /up to|at least|no later/.test(order)
    : /at least|no less|more than|over/.test(order) || /or (?:more|longer)$/.test(whole);
  const most =
    !isAhead &&
    (/up to|at most|no more|not more|less than|under|within/.test(order) || /or less$/.test(whole));
  if (least === most) return false;
  return least ? above.test(text) && !below.test(text) : below.test(text) && !above.test(text);
}

const above =
  /\b(?:or (?:more|higher|above|longer|greater|later|over)|at least|more than|over|above|minimum|no less than)\b|>/;
const below =
  /\b(?:or (?:less|lower|below|fewer|shorter|under)|at most|up to|less than|under|below|maximum|no more than)\b|</;

/** The gloss with a word before it that makes it a condition. */
function introduced(inner: readonly Token[]): readonly Token[] {
  const [first] = inner;
  if (first?.kind !== "word" || conditional.test(first.lower)) return inner;
  return [{ ...first, text: "with", lower: "with", stem: "with" }, ...inner];
}
