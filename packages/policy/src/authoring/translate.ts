import { parsePolicy } from "../syntax/parse-policies.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { idpClaims } from "./idp-claims.ts";
import { Refusal, type TextSpan } from "./refusal.ts";
import type { ReadRule } from "./rule/assemble-rule.ts";
import { noToolNamed } from "./rule/read-without-tool.ts";
import { attempt } from "./sentence/attempt.ts";
import { callersToldBehind } from "./sentence/callers-told-behind.ts";
import { patternText } from "./sentence/inserted-words.ts";
import { limitsAcross } from "./sentence/limits-across.ts";
import { isBelow, isHeading, isTitle } from "./sentence/list-heading.ts";
import { narrowsPermission } from "./sentence/narrowed-permission.ts";
import { readBelow } from "./sentence/read-sentence.ts";
import { readTogether } from "./sentence/read-together.ts";
import { reservations } from "./sentence/reservations.ts";
import { splitRequirements } from "./sentence/split-requirements.ts";
import { withoutAsides } from "./sentence/stated-unit.ts";
import { readAfter } from "./sentence/verb-said-before.ts";
import { answersQuestion, dependsOnRefused, narrowed, withdrawn } from "./sentence/withdraw-permission.ts";
import { toCedar } from "./to-cedar.ts";
import type { TranslatedFragment, Translation } from "./translation.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { isCourtesy, withoutCourtesy } from "./words/courtesy.ts";
import { type Token, tokensOf } from "./words/tokens.ts";

/** Longer texts are refused as a whole, in UTF-16 units. */
const longestText = 20_000;
const longestSentence = 1_500;
/** A sentence of more words, numbers and marks is refused: its readings would take too long to try. */
const mostTokens = 160;

/** Cedar for each requirement of a text in controlled English, or why there is none; the same text and tools always give the same. */
export function translate(text: string, vocabulary: Vocabulary): readonly TranslatedFragment[] {
  if (text.length > longestText) {
    const span = { start: 0, end: text.length };
    const reason = `The text has ${text.length} characters; at most ${longestText} are read`;
    return [{ text: text.slice(0, 200), ...span, result: { kind: "refused", reason, span, candidates: [] } }];
  }
  const { text: bare, claims } = idpClaims(text);
  const known: Vocabulary = { ...vocabulary, claims: [...new Set([...vocabulary.claims, ...claims])] };
  const parts = partsOf(bare, known);
  const fragments = parts.flatMap((part, index) =>
    dependsOnRefused(bare, parts, index) ? part.map((each) => withdrawn(each)) : part,
  );
  return fragments
    .map((each) =>
      fragments.some((other) => isNarrowed([each, other], fragments, known))
        ? withdrawn(each, narrowed)
        : each,
    )
    .flatMap((each, _at, all) => [
      each,
      ...reservations(each, all, known).map((rule) => ({
        ...each,
        result: policyOf({ rule, notes: [] }, known),
      })),
    ]);
}

/** Whether one of two permissions is the other with more conditions, behind it, and denies it to nobody otherwise. */
function isNarrowed(
  [one, other]: readonly [TranslatedFragment, TranslatedFragment],
  all: readonly TranslatedFragment[],
  vocabulary: Vocabulary,
): boolean {
  if (one.result.kind !== "policy" || other.result.kind !== "policy") return false;
  const [earlier, later] = one.start < other.start ? [one, other] : [other, one];
  if (earlier.result.kind !== "policy" || later.result.kind !== "policy") return false;
  return (
    narrowsPermission(earlier.result.intermediate, later.result.intermediate) &&
    reservations(later, all, vocabulary).length === 0
  );
}

/** What became of each sentence, of two that are one rule, and of each line below a heading. */
function partsOf(text: string, vocabulary: Vocabulary): readonly (readonly TranslatedFragment[])[] {
  const spans = splitRequirements(text);
  const parts: (readonly TranslatedFragment[])[] = [];
  let heading: readonly Token[] = [];
  for (let at = 0; at < spans.length; at += 1) {
    const [span, next, previous] = [spans[at], spans[at + 1], spans[at - 1]];
    if (span === undefined || isCourtesy(tokensOf(text, span.start, span.end))) continue;
    if (isHeading(text, span, next)) {
      const tokens = tokensOf(text, span.start, span.end);
      heading = isTitle(tokens, vocabulary) ? [] : tokens.slice(0, -1);
      continue;
    }
    if (previous !== undefined && heading.length > 0 && !isBelow(text, previous, span)) heading = [];
    const across = heading.length > 0 ? undefined : limits(text, spans.slice(at), vocabulary);
    const together =
      across?.parts ??
      (next === undefined || heading.length > 0 ? undefined : joined(text, span, next, vocabulary));
    if (together !== undefined) at += across === undefined ? 1 : across.sentences - 1;
    const before =
      previous !== undefined && text.slice(previous.end, span.start).includes(";") ? previous : undefined;
    const own =
      together ??
      fragments(text, span, vocabulary, heading, before && tokensOf(text, before.start, before.end));
    const goesOn = previous !== undefined && heading.length === 0 && together === undefined;
    const certain = goesOn ? own.map(withoutGuessedTool) : own;
    const asked = previous !== undefined && text.slice(previous.start, previous.end).endsWith("?");
    const answers = asked && parts.at(-1)?.every(({ result }) => result.kind !== "policy") === true;
    parts.push(answers ? certain.map((each) => withdrawn(each, answersQuestion)) : certain);
  }
  return parts;
}

/** "Only in dev." behind a rule speaks of that rule, and is no rule for every caller of its own. */
function withoutGuessedTool(fragment: TranslatedFragment): TranslatedFragment {
  const { result, start, end } = fragment;
  if (result.kind !== "policy" || result.intermediate.effect === "forbid") return fragment;
  if (!result.notes.includes(noToolNamed)) return fragment;
  const reason = "No tool is named: this may speak of what stands before";
  return { ...fragment, result: { kind: "refused", reason, span: { start, end }, candidates: [] } };
}

/** Sentences of which the later ones only name other callers and their limits. */
function limits(
  text: string,
  spans: readonly TextSpan[],
  vocabulary: Vocabulary,
): { readonly parts: readonly TranslatedFragment[]; readonly sentences: number } | undefined {
  const unfit = spans.findIndex(
    ({ start, end }) =>
      end - (spans[0]?.start ?? 0) > longestSentence ||
      mixedAlphabets(text, { start, end }) !== undefined ||
      asks(tokensOf(text, start, end)),
  );
  const found = limitsAcross(text, unfit < 0 ? spans : spans.slice(0, unfit), vocabulary);
  if (found === undefined) return undefined;
  const parts = found.rules.map(({ part, read }) => ({
    text: text.slice(part.start, part.end),
    start: part.start,
    end: part.end,
    result: policyOf(read, vocabulary),
  }));
  return { parts, sentences: found.sentences };
}

/** Two sentences that are one rule. */
function joined(
  text: string,
  { start, end: middle }: TextSpan,
  next: TextSpan,
  vocabulary: Vocabulary,
): readonly TranslatedFragment[] | undefined {
  const { end } = next;
  if (end - start > longestSentence || text.slice(middle, next.start).includes("\n")) return undefined;
  if (mixedAlphabets(text, { start, end }) !== undefined) return undefined;
  const { tokens: all, stated } = withoutAsides(tokensOf(text, start, end));
  const tokens = withoutCourtesy(all);
  if (tokens.length > mostTokens || asks(all)) return undefined;
  const told = callersToldBehind(tokens, next.start);
  const own = told === undefined ? undefined : attempt(() => readBelow([], told, vocabulary, stated));
  // of two rules it is not told whose callers the second sentence speaks of
  const rules =
    (own?.length === 1 && own[0]?.read.rule.effect === "permit" ? own : undefined) ??
    readTogether(tokens, next.start, vocabulary, stated);
  return rules?.map(({ part, read }, _index, all) => {
    const own = all.length === 1 ? { start, end } : { start: part.start, end: part.end };
    return { text: text.slice(own.start, own.end), ...own, result: policyOf(read, vocabulary) };
  });
}

function fragments(
  text: string,
  span: TextSpan,
  vocabulary: Vocabulary,
  heading: readonly Token[],
  before?: readonly Token[],
): readonly TranslatedFragment[] {
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
  const mixed = mixedAlphabets(text, span);
  if (mixed !== undefined) {
    const reason = "This word mixes letters of two alphabets, so it is not what it looks like";
    return [piece(span, { kind: "refused", reason, span: mixed, candidates: [] })];
  }
  const { tokens: all, stated } = withoutAsides(tokensOf(text, span.start, span.end));
  const own = withoutCourtesy(all);
  if (asks(all)) {
    const reason = "This is a question, which allows and blocks nothing";
    return [piece(span, { kind: "refused", reason, span, candidates: [], advice: "Write it as a rule." })];
  }
  const tokens = [...heading, ...own];
  if (tokens.length > mostTokens) {
    const reason = `A sentence has at most ${mostTokens} words and marks; this one has ${tokens.length}`;
    return [
      piece(span, { kind: "refused", reason, span, candidates: [], advice: "Write shorter sentences." }),
    ];
  }
  try {
    return readAfter(before, heading, own, vocabulary, stated).map(({ part, read }, _index, all) =>
      piece(all.length === 1 ? span : { start: part.start, end: part.end }, policyOf(read, vocabulary)),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [piece(span, explainRefusal(error, text, span, tokens, vocabulary))];
  }
}

/** A word with letters of two alphabets, such as a Latin word with one Cyrillic letter. */
function mixedAlphabets(text: string, span: TextSpan): TextSpan | undefined {
  const mixed =
    /[^\s]*(?:\p{Script=Latin}[^\s]*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][^\s]*\p{Script=Latin})[^\s]*/u.exec(
      text.slice(span.start, span.end),
    );
  if (mixed === null) return undefined;
  return { start: span.start + mixed.index, end: span.start + mixed.index + mixed[0].length };
}

/** Whether a sentence ends as questions do; "could you block …?" is a request. */
function asks(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  const text = patternText(tokens.slice(0, 8));
  return (
    last?.kind === "mark" && last.text === "?" && !/\b(?:could|can|would|will) (?:you|we|i)\b/.test(text)
  );
}

function policyOf({ rule, notes }: ReadRule, vocabulary: Vocabulary): Translation {
  const statement = toCedar(rule, vocabulary);
  const parsed = parsePolicy(statement);
  // what this module writes it must be able to read; otherwise nothing is offered
  if (!parsed.ok) throw new Error(`The translator wrote a policy that does not parse: ${statement}`);
  return { kind: "policy", statement, intermediate: rule, notes };
}
