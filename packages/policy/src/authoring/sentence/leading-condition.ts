import type { Token } from "../words/tokens.ts";

/** A sentence in two: a condition that it begins with, if any, and what follows. */
interface LeadingCondition {
  readonly prefix: readonly Token[];
  readonly main: readonly Token[];
}

/** Whether the sentence begins with a condition of what follows. */
export function introducesCondition(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.kind === "word" && introductions.test(first.lower);
}

const introductions =
  /^(?:when|whenever|if|unless|during|between|before|after|from|outside|for|in|on|until|where|as|provided|except|starting|since|once|with|without|inside|upon|following|assuming|below|above|under|over|beyond|past|within|at|to|among)$/;

/** The sentence with its first part as a condition of the rest, wherever that part may end, and at last as it is. */
export function leadingConditions(tokens: readonly Token[]): readonly LeadingCondition[] {
  const whole = { prefix: [], main: tokens };
  if (!introducesCondition(tokens)) return [whole];
  const places = (from: number, ends: (at: number) => boolean): readonly number[] =>
    tokens.flatMap((_, at) => (at >= from && ends(at) ? [at] : []));
  const cut = (at: number, skipped: number): LeadingCondition => ({
    prefix: tokens.slice(0, at),
    main: tokens.slice(at + skipped),
  });
  const isWord = (at: number, words: RegExp): boolean => {
    const token = tokens[at];
    return token?.kind === "word" && words.test(token.lower);
  };
  const isMark = (at: number): boolean => {
    const token = tokens[at];
    return token?.kind === "mark" && (token.text === "," || token.text === ":");
  };
  const isThen = (at: number): boolean => isWord(at, /^then$/);
  const marked = places(1, isMark).map((at) => cut(at, isThen(at + 1) ? 2 : 1));
  const thens = places(1, isThen).map((at) => cut(at, 1));
  if (marked.length > 0) return [...marked, ...thens, whole];
  // "After 1 May no permits may be sold"
  const heads = places(2, (at) => isWord(at, /^(?:no|nobody|only|everyone|anyone|users)$/));
  // "In December 2026 the gate must stay shut"
  const dated = places(
    2,
    (at) =>
      isWord(at, /^(?:the|a|an|our|all|every|each|any)$/) &&
      /^(?:number|time|date)$/.test(tokens[at - 1]?.kind ?? ""),
  );
  return [...thens, ...[...heads, ...dated.slice(0, 1)].map((at) => cut(at, 0)), whole];
}
