import { rolesNamed } from "../callers/claims.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { subjectDescribed } from "./subject-described.ts";

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
  if (!introducesCondition(tokens)) {
    const described = subjectDescribed(tokens);
    return described === undefined ? [whole] : [whole, described];
  }
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
  // "In the environments dev, test and staging the group developers can …"
  const callers = places(2, (at) => startsCallers(tokens, at)).slice(0, 2);
  const called = callers.map((at) => cut(at, 0));
  if (marked.length > 0) return [...marked, ...thens, ...called, whole];
  // "After 1 May no permits may be sold"
  const heads = places(2, (at) => isWord(at, /^(?:no|nobody|only|everyone|anyone|users)$/));
  // "In December 2026 the gate must stay shut"
  const dated = places(
    2,
    (at) =>
      isWord(at, /^(?:the|a|an|our|all|every|each|any)$/) &&
      /^(?:number|time|date)$/.test(tokens[at - 1]?.kind ?? ""),
  );
  return [...thens, ...called, ...[...heads, ...dated.slice(0, 1)].map((at) => cut(at, 0)), whole];
}

const modal = "(?:may|can|must|shall|should|cannot|is allowed|are allowed)";
const claimed = new RegExp(
  `^(?:the |only |only the )?(?:role|group|members of group) \\S+ (?:only )?${modal}(?= )`,
);

/** Whether callers and what they may come next: "the group ops can", "managers may". */
function startsCallers(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (token?.kind !== "word" || (before?.kind === "word" && joined.test(before.lower))) return false;
  const text = patternText(tokens.slice(at, at + 8)).concat(" ");
  if (claimed.test(text)) return true;
  return rolesNamed(token.lower) !== undefined && new RegExp(`^\\S+ ${modal} `).test(text);
}

const joined = /^(?:the|of|by|for|with|only|and|or|in|to|from|members?|users?|those|except|but)$/;
