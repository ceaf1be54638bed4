import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import type { WithReason } from "./stated-reason.ts";

const orNot = '(?:whether or not [^,#":()]+|(?:whether |be they |be it )?(?:[^,#": ()]+ ){1,5}or not)';
const ahead = new RegExp(`^${orNot} ,`);
const behind = new RegExp(`, ${orNot}(?: [.!])?$`);
const between = new RegExp(`^${orNot}$`);

const rules =
  /\b(?:may|can|must|shall|should|cannot|only|allow\w*|permit\w*|block\w*|den(?:y|ied)|forbid\w*|if|unless|when|except)\b/;

/** The sentence without what says that something is the same in both cases: "Urgent or not, …", "…, whether it is urgent or not", "Refunds, urgent or not, …". */
export function withoutEitherWay(tokens: readonly Token[]): WithReason | undefined {
  const text = patternText(tokens);
  if (!/\bor not\b/.test(text)) return undefined;
  const commas = tokens.flatMap((token, at) => (token.kind === "mark" && token.text === "," ? [at] : []));
  const first = commas[0] ?? 0;
  const last = commas.at(-1) ?? 0;
  const found = ahead.test(text)
    ? { own: tokens.slice(first + 1), reason: tokens.slice(0, first) }
    : behind.test(text)
      ? { own: tokens.slice(0, last), reason: tokens.slice(last + 1) }
      : insertedBetween(tokens, commas);
  return found === undefined || rules.test(patternText(found.reason)) ? undefined : found;
}

/** "Refunds, whether urgent or not, are allowed": between two commas. */
function insertedBetween(tokens: readonly Token[], commas: readonly number[]): WithReason | undefined {
  for (const [index, open] of commas.entries()) {
    const close = commas[index + 1];
    if (close === undefined) return undefined;
    const reason = tokens.slice(open + 1, close);
    if (between.test(patternText(reason)))
      return { own: [...tokens.slice(0, open), ...tokens.slice(close + 1)], reason };
  }
  return undefined;
}

const both = /^(?:whether|be they|be it|be these|both) ([\p{L}-]+) (?:or|and) ([\p{L}-]+)$/u;

/** The sentence without "be they complimentary or paid", which names both kinds; whether there are no others is to be looked at. */
export function withoutBothKinds(tokens: readonly Token[]): WithReason | undefined {
  const commas = tokens.flatMap((token, at) => (token.kind === "mark" && token.text === "," ? [at] : []));
  const end = /^[.!]$/.test(patternText(tokens.slice(-1))) ? tokens.length - 1 : tokens.length;
  for (const [from, to] of [-1, ...commas].map((at, index) => [at, commas[index] ?? end] as const)) {
    const reason = tokens.slice(from + 1, to);
    if (!both.test(patternText(reason))) continue;
    const own = from < 0 ? tokens.slice(to + 1) : [...tokens.slice(0, from), ...rest(tokens, to)];
    return { own, reason };
  }
  return undefined;
}

function rest(tokens: readonly Token[], from: number): readonly Token[] {
  const after = tokens.slice(from);
  return after[0]?.kind === "mark" && after[0].text === "," ? after.slice(1) : after;
}
