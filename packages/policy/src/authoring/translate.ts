import { parsePolicy } from "../syntax/parse-policies.ts";
import type { ReadRule } from "./assemble-rule.ts";
import type { Rule } from "./intermediate.ts";
import { outsideCedar } from "./outside-cedar.ts";
import { readRule } from "./read-rule.ts";
import { Refusal, type TextSpan } from "./refusal.ts";
import { splitRequirements } from "./split-requirements.ts";
import { toCedar } from "./to-cedar.ts";
import { type Token, tokensOf } from "./tokens.ts";
import { type UnitName, unitNamed } from "./units.ts";
import { isVague, vagueAdvice } from "./vague-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One requirement of a text and what became of it. */
export interface TranslatedFragment extends TextSpan {
  readonly text: string;
  readonly result: Translation;
}

/** What a requirement became; spans are offsets of the whole text. */
export type Translation =
  | {
      readonly kind: "policy";
      /** One Cedar statement. */
      readonly statement: string;
      readonly intermediate: Rule;
      /** What was understood beyond the words, in sentences. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** The words that could not be placed, as offsets of the whole text. */
      readonly span: TextSpan;
      /** Names that may have been meant. */
      readonly candidates: readonly string[];
      readonly advice?: string;
    }
  | { readonly kind: "inexpressible"; readonly reason: string; readonly span: TextSpan };

/** Longer texts are refused as a whole, in UTF-16 units. */
const longestText = 20_000;
const longestSentence = 1_500;
/** A sentence of more words, numbers and marks is refused: its readings would take too long to try. */
const mostTokens = 160;
/** At so many places is a sentence tried as two rules. */
const mostJoins = 6;
const claimHint = /<idp_claims>\s*\[([^\]<]{0,500})\]\s*<\/idp_claims>/g;

/** Cedar for each requirement of a text in controlled English, or why there is none; the same text and tools always give the same. */
export function translate(text: string, vocabulary: Vocabulary): readonly TranslatedFragment[] {
  if (text.length > longestText) {
    const span = { start: 0, end: text.length };
    const reason = `The text has ${text.length} characters; at most ${longestText} are read`;
    return [{ text: text.slice(0, 200), ...span, result: { kind: "refused", reason, span, candidates: [] } }];
  }
  const claims = [...vocabulary.claims];
  const bare = text.replaceAll(claimHint, (hint: string, list: string) => {
    for (const [, name] of list.matchAll(/["']([^"']{1,100})["']/g)) {
      if (name !== undefined && !claims.includes(name)) claims.push(name);
    }
    return " ".repeat(hint.length);
  });
  const known: Vocabulary = { ...vocabulary, claims };
  const parts = splitRequirements(bare).map((span) => fragments(bare, span, known));
  return parts.flatMap((part, index) => (dependsOnRefused(bare, parts, index) ? part.map(withdrawn) : part));
}

const backward =
  /^(?:but|however|except|unless|otherwise|else|only|it|this|that|they|these|those|the same|and|or|not|nobody else|no one else|everyone else|others)\b/i;

const ownRule =
  /^(?:allow|permit|authori[sz]e|let|grant|block|deny|forbid|disallow|prevent|prohibit|reject|disable|never|do not|don't|require|users?|all users|anyone|everyone|nobody|no one)\b/i;

/** What follows a semicolon, or points back, may restrict what stands before: where it is refused, so is the permission. */
function dependsOnRefused(
  text: string,
  parts: readonly (readonly TranslatedFragment[])[],
  index: number,
): boolean {
  const next = parts[index + 1];
  const [own] = parts[index] ?? [];
  const [first] = next ?? [];
  if (next === undefined || first === undefined || own === undefined) return false;
  const between = text.slice(parts[index]?.at(-1)?.end ?? 0, first.start);
  const joined = (between.includes(";") && !ownRule.test(first.text)) || backward.test(first.text);
  const refused = next.some(({ result }) => result.kind !== "policy");
  return joined && (refused || dependsOnRefused(text, parts, index + 1));
}

function withdrawn(fragment: TranslatedFragment): TranslatedFragment {
  const { result } = fragment;
  if (result.kind !== "policy" || result.intermediate.effect === "forbid") return fragment;
  const span = { start: fragment.start, end: fragment.end };
  const reason = "What follows may restrict this permission and is not understood, so neither is written";
  return {
    ...fragment,
    result: {
      kind: "refused",
      reason,
      span,
      candidates: [],
      advice: "Write each rule in a sentence that says all.",
    },
  };
}

function fragments(text: string, span: TextSpan, vocabulary: Vocabulary): readonly TranslatedFragment[] {
  const piece = (part: TextSpan, result: Translation): TranslatedFragment => ({
    text: text.slice(part.start, part.end),
    start: part.start,
    end: part.end,
    result,
  });
  if (span.end - span.start > longestSentence) {
    return [
      piece(span, {
        kind: "refused",
        reason: `A sentence has at most ${longestSentence} characters`,
        span,
        candidates: [],
      }),
    ];
  }
  const mixed =
    /[^\s]*(?:\p{Script=Latin}[^\s]*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][^\s]*\p{Script=Latin})[^\s]*/u.exec(
      text.slice(span.start, span.end),
    );
  if (mixed !== null) {
    const at = { start: span.start + mixed.index, end: span.start + mixed.index + mixed[0].length };
    const reason = "This word mixes letters of two alphabets, so it is not what it looks like";
    return [piece(span, { kind: "refused", reason, span: at, candidates: [] })];
  }
  const { tokens, stated } = withoutAsides(tokensOf(text, span.start, span.end));
  if (tokens.length > mostTokens) {
    const reason = `A sentence has at most ${mostTokens} words and marks; this one has ${tokens.length}`;
    return [
      piece(span, { kind: "refused", reason, span, candidates: [], advice: "Write shorter sentences." }),
    ];
  }
  try {
    return [piece(span, policyOf(readRule(tokens, vocabulary, stated), vocabulary))];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const two = twoRules(tokens, vocabulary, stated);
    if (two !== undefined) {
      return two.map(({ part, read }) =>
        piece({ start: part.start, end: part.end }, policyOf(read, vocabulary)),
      );
    }
    return [piece(span, explained(error, text, span, tokens, vocabulary))];
  }
}

function policyOf({ rule, notes }: ReadRule, vocabulary: Vocabulary): Translation {
  const statement = toCedar(rule, vocabulary);
  const parsed = parsePolicy(statement);
  // what this module writes it must be able to read; otherwise nothing is offered
  if (!parsed.ok) throw new Error(`The translator wrote a policy that does not parse: ${statement}`);
  return { kind: "policy", statement, intermediate: rule, notes };
}

/** "(amounts are in cents)" says what numbers are in and is no condition. */
function withoutAsides(tokens: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly stated: UnitName | undefined;
} {
  let stated: UnitName | undefined;
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const texts = tokens.slice(at, at + 7).map((token) => token.text.toLowerCase());
    const close = texts.indexOf(")");
    const inner = texts.slice(1, close).join(" ");
    const found =
      texts[0] === "(" && close > 0
        ? /^(?:all )?(?:amounts?|prices?|values?|numbers?) (?:are |is )?in (\p{L}+)$/u.exec(inner)
        : null;
    const unit = found === null ? undefined : unitNamed(found[1] ?? "");
    if (unit === undefined) {
      const token = tokens[at];
      if (token !== undefined) kept.push(token);
    } else {
      stated = unit;
      at += close;
    }
  }
  return { tokens: kept, stated };
}

/** "Let adjusters do this and managers do that" is two rules; where only the last has a condition it is not certain whose it is. */
function twoRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly { readonly part: TextSpan; readonly read: ReadRule }[] | undefined {
  const [first] = tokens;
  if (first?.kind !== "word") return undefined;
  let joins = 0;
  for (const [at, token] of tokens.entries()) {
    if (joins >= mostJoins) return undefined;
    if (
      token.kind !== "word" ||
      (token.lower !== "and" && token.lower !== "but") ||
      at < 2 ||
      at > tokens.length - 3
    )
      continue;
    joins += 1;
    const comma = tokens[at - 1]?.kind === "mark" && tokens[at - 1]?.text === "," ? 1 : 0;
    const left = tokens.slice(0, at - comma);
    const right = tokens.slice(at + 1);
    for (const second of [right, [first, ...right]]) {
      try {
        const one = readRule(left, vocabulary, stated);
        const two = readRule(second, vocabulary, stated);
        const conditions = [one, two].map(({ rule }) => rule.when !== undefined || rule.unless !== undefined);
        if (conditions[0] !== conditions[1] && second !== right) continue;
        const [from, mid, to] = [left[0], right[0], right.at(-1)];
        const end = left.at(-1);
        if (from === undefined || mid === undefined || to === undefined || end === undefined) continue;
        return [
          { part: { start: from.start, end: end.end }, read: one },
          { part: { start: mid.start, end: to.end }, read: two },
        ];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
  return undefined;
}

/** Why a sentence is no policy: outside Cedar, a vague word, or the words that could not be placed. */
function explained(
  refusal: Refusal,
  text: string,
  span: TextSpan,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): Translation {
  const outside = outsideCedar(text.slice(span.start, span.end), span.start);
  if (outside !== undefined) return { kind: "inexpressible", ...outside };
  const vague = tokens.find((token) => token.kind === "word" && isVague(token.lower));
  if (vague !== undefined && refusal.advice !== vagueAdvice && !isNamed(vague, vocabulary)) {
    return {
      kind: "refused",
      reason: `"${vague.text}" has no exact meaning`,
      span: { start: vague.start, end: vague.end },
      candidates: [],
      advice: vagueAdvice,
    };
  }
  return {
    kind: "refused",
    reason: refusal.message,
    span: { start: refusal.span.start, end: refusal.span.end },
    candidates: refusal.candidates,
    ...(refusal.advice === undefined ? {} : { advice: refusal.advice }),
  };
}

function isNamed(token: Token, { tools }: Vocabulary): boolean {
  return (
    token.kind === "word" &&
    tools.some(
      ({ nameStems, fields }) =>
        nameStems.includes(token.stem) || fields.some((field) => field.nameStems.includes(token.stem)),
    )
  );
}
