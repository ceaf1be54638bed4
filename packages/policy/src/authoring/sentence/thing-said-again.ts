import type { Vocabulary } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const longestObject = 4;
const determiners = /^(?:a|an|the|any|all|every|each|our|some)$/;
const ends =
  /^(?:and|or|but|nor|when|whenever|if|unless|except|only|provided|with|without|for|from|to|of|in|on|at|by|up|under|over|above|below|while|where|during|before|after|between|until|as|that|which|whose|who|may|can|must|shall|should|is|are|not|never)$/;
const verbMark = /^(?:may|can|must|shall|should|to|not|never|let|only)$/;
const said =
  /^(?:with|without|that|which|whose|of|for|in|from|to|on|at|over|under|above|below|up|between|worth)$/;
const joints = /^(?:and|or|but|then|not|never|may|can|to|,)$/;

/**
 * The sentence with the thing itself for a word that stands for it: "view invoices and adjust them", "replay messages, at most 10 of
 * them", "lend laptops, but only encrypted ones"; undefined where none does, or where it is not certain what is meant.
 */
export function withThingSaid(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] | undefined {
  const plain: Token[] = [];
  let object: readonly Token[] | undefined;
  let end = 0;
  let changed = false;
  for (const [at, token] of tokens.entries()) {
    if (object === undefined) {
      object = objectAt(tokens, at, vocabulary);
      const last = object?.at(-1);
      if (last !== undefined) end = tokens.indexOf(last) + 1;
    }
    if (object === undefined || !standsFor(tokens, at, end)) {
      plain.push(token);
      continue;
    }
    // "10 of them" are 10 messages
    if (isOfThem(tokens, at)) plain.pop();
    plain.push(...placed(object, token));
    changed = true;
  }
  return changed ? plain : undefined;
}

/** The object of the verb in front of the place: "invoices" in "may view invoices". */
function objectAt(
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
): readonly Token[] | undefined {
  const [mark, verb] = [wordOf(tokens[at - 2]), wordOf(tokens[at - 1])];
  if (verb === "" || !(verbMark.test(mark) || at === 1) || ends.test(verb)) return undefined;
  let from = at;
  while (determiners.test(wordOf(tokens[from]))) from += 1;
  let to = from;
  while (tokens[to]?.kind === "word" && !ends.test(wordOf(tokens[to]))) to += 1;
  const last = tokens[to - 1];
  if (to === from || to - from > longestObject || last?.kind !== "word") return undefined;
  const isThing = vocabulary.tools.some(({ nameStems, descriptionStems }) =>
    [...nameStems, ...descriptionStems].some((each) => each === last.stem || sameNoun(each, last.stem)),
  );
  return isThing ? tokens.slice(from, to) : undefined;
}

/**
 * Whether the word there stands for the thing that ends at `end`: the object of a later verb, "10 of them", "encrypted ones". What
 * is said of the thing before would hold for "them" as well: "open tickets of low severity and close them".
 */
function standsFor(tokens: readonly Token[], at: number, end: number): boolean {
  const word = wordOf(tokens[at]);
  const before = tokens[at - 1];
  // "but only those with a reason"
  if (/^(?:ones|those)$/.test(word) && wordOf(before) === "only" && said.test(wordOf(tokens[at + 1])))
    return true;
  if (word === "ones") return before?.kind === "word" && !ends.test(before.lower) && narrows(tokens, at);
  if (!/^(?:them|it|those|these)$/.test(word) || !isEnd(tokens[at + 1])) return false;
  if (wordOf(before) === "of") return isOfThem(tokens, at);
  return (
    tokens.slice(end, at - 1).every((token) => joints.test(wordOf(token))) &&
    before?.kind === "word" &&
    !ends.test(before.lower) &&
    (joints.test(wordOf(tokens[at - 2])) || patternText(tokens.slice(at - 2, at - 1)) === ",")
  );
}

/** "only encrypted ones", "encrypted ones only", "but not encrypted ones": what is said of "encrypted ones" further on would hold for those alone. */
function narrows(tokens: readonly Token[], at: number): boolean {
  const behind = patternText(tokens.slice(at + 1, at + 3));
  const isLast = (text: string): boolean => /^(?:[.!;,]|$)/.test(text);
  if (/^only\b/.test(behind)) return isLast(behind.slice(5));
  return (
    isLast(behind) &&
    /\b(?:only|not|except|excluding) /.test(patternText(tokens.slice(Math.max(0, at - 3), at)))
  );
}

function isOfThem(tokens: readonly Token[], at: number): boolean {
  return wordOf(tokens[at - 1]) === "of" && tokens[at - 2]?.kind === "number";
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || token.kind === "mark" || ends.test(wordOf(token));
}

/** The words of the thing, at the place of the word that stands for it. */
function placed(object: readonly Token[], { start, end }: Token): readonly Token[] {
  return object.map((token) => ({ ...token, start, end }));
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
