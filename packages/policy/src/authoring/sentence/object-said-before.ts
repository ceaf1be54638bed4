import type { ReadRule } from "../rule/assemble-rule.ts";
import { modalDenials } from "../words/effect-words.ts";
import { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/**
 * "… but must not void or pay them" behind "clerks may read invoices": the words with what the rule before is done to in place
 * of the pronoun. Undefined where there is none, or where that rule has conditions: "them" may then be those alone. `byOthers`
 * where other callers are spoken of, who do not do it to what they made themselves.
 */
export function withObjectSaid(
  left: readonly Token[],
  right: readonly Token[],
  { rule }: ReadRule,
  byOthers = false,
): readonly Token[] | undefined {
  const { tools } = rule;
  if (tools.kind !== "tools" || rule.when !== undefined || rule.unless !== undefined) return undefined;
  // "may create users and disable them" may mean those that were created
  if (
    !byOthers &&
    rule.effect === "permit" &&
    tools.tools.some(({ nameStems: [verb = ""] }) => making.has(verb)) &&
    !deniesFirst(right)
  )
    return undefined;
  if (!right.some((_token, at) => isObject(right, at))) return undefined;
  const object = objectIn(
    left,
    tools.tools.map(({ nameStems }) => nameStems.slice(1)),
  );
  return object === undefined
    ? undefined
    : right.flatMap((token, at): readonly Token[] => (isObject(right, at) ? object : [token]));
}

const making = new Set(
  "create add make register open onboard admit enroll hire recruit insert generate provision mint draft compose write upload submit establish introduce post place book issue"
    .split(" ")
    .map(stem),
);

function deniesFirst(tokens: readonly Token[]): boolean {
  const reader = new Reader(tokens);
  reader.take("they");
  return reader.take("not", "never", ...modalDenials) !== undefined;
}

/** A pronoun behind a verb: "void them", "pay those", "delete any". */
function isObject(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token?.kind !== "word" || before?.kind !== "word" || notVerbs.has(before.lower)) return false;
  const isLast = next === undefined || next.kind === "mark";
  if (/^(?:them|it|ones)$/.test(token.lower))
    return isLast || (next.kind === "word" && behindObject.has(next.lower));
  return /^(?:those|these|any|one)$/.test(token.lower) && isLast;
}

const notVerbs = new Set(
  "allow allowed permit let do does did doing of to for from by in on at with without about over under into not never be is are was were has have all any each every both either none some only may can must than or and if when unless".split(
    " ",
  ),
);
const behindObject = new Set(
  "when if unless except to for from in on at by with without during before after until above below under over worth exceeding of that which whose either and or".split(
    " ",
  ),
);

/** The words of the tools' names that are no verbs, where all tools share them and they stand together. */
function objectIn(
  tokens: readonly Token[],
  objects: readonly (readonly string[])[],
): readonly WordToken[] | undefined {
  const isNoun = (token: Token): token is WordToken =>
    token.kind === "word" &&
    objects.every((names) => names.some((name) => name === token.stem || sameNoun(name, token.stem)));
  const first = tokens.findIndex(isNoun);
  const last = tokens.findLastIndex(isNoun);
  if (first < 0) return undefined;
  const found = tokens.slice(first, last + 1);
  const words = found.filter(isNoun);
  const whole = objects.every((names) =>
    names.every((name) => little.has(name) || words.some(isNamed(name))),
  );
  return whole && words.length === found.length ? words : undefined;
}

const isNamed =
  (name: string) =>
  (word: WordToken): boolean =>
    word.stem === name || sameNoun(word.stem, name);

const little = new Set("a an the of for to by in on from with and or".split(" ").map(stem));
