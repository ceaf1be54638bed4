import type { Token } from "./tokens.ts";

/** A sentence in two: a condition that it begins with, if any, and what follows. */
export interface LeadingCondition {
  readonly prefix: readonly Token[];
  readonly main: readonly Token[];
}

/** Whether the sentence begins with a condition of what follows. */
export function introducesCondition(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.kind === "word" && introductions.test(first.lower);
}

const introductions =
  /^(?:when|whenever|if|unless|during|between|before|after|from|outside|for|in|on|until|where|as|provided|except|starting|since|once|with|without|inside|upon|following|assuming)$/;

/** The sentence with its first part as a condition of the rest, wherever that part may end, and at last as it is. */
export function leadingConditions(tokens: readonly Token[]): readonly LeadingCondition[] {
  const whole = { prefix: [], main: tokens };
  if (!introducesCondition(tokens)) return [whole];
  const splits = (from: number, ends: (at: number) => boolean, skipped: (at: number) => number) =>
    tokens.flatMap((_, at) =>
      at >= from && ends(at) ? [{ prefix: tokens.slice(0, at), main: tokens.slice(at + skipped(at)) }] : [],
    );
  const isWord = (at: number, words: RegExp): boolean => {
    const token = tokens[at];
    return token?.kind === "word" && words.test(token.lower);
  };
  const isMark = (at: number): boolean => {
    const token = tokens[at];
    return token?.kind === "mark" && (token.text === "," || token.text === ":");
  };
  const marked = splits(1, isMark, (at) => (isWord(at + 1, /^then$/) ? 2 : 1));
  const thens = splits(
    1,
    (at) => isWord(at, /^then$/),
    () => 1,
  );
  if (marked.length > 0) return [...marked, ...thens, whole];
  // "After 1 May no permits may be sold"
  const heads = splits(
    2,
    (at) => isWord(at, /^(?:no|nobody|only|everyone|anyone|users)$/),
    () => 0,
  );
  // "In December 2026 the gate must stay shut"
  const dated = splits(
    2,
    (at) =>
      isWord(at, /^(?:the|a|an|our|all|every|each|any)$/) &&
      /^(?:number|time|date)$/.test(tokens[at - 1]?.kind ?? ""),
    () => 0,
  );
  return [...thens, ...heads, ...dated.slice(0, 1), whole];
}
