import { outsideCedar } from "./outside-cedar.ts";
import type { Refusal, TextSpan } from "./refusal.ts";
import type { Translation } from "./translation.ts";
import { unknownCallers } from "./unknown-callers.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Token } from "./words/tokens.ts";
import { isVague, vagueAdvice } from "./words/vague-words.ts";

/** Why a sentence is no policy: outside Cedar, a vague word, or the words that could not be placed. */
export function explainRefusal(
  refusal: Refusal,
  text: string,
  span: TextSpan,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): Translation {
  const outside = outsideCedar(text.slice(span.start, span.end), span.start, vocabulary);
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
  const isTelling =
    refusal.telling || refusal.candidates.some((each) => /^(?:users with|members of)/.test(each));
  const callers = isTelling ? undefined : unknownCallers(tokens, vocabulary);
  if (callers !== undefined) return { kind: "refused", ...callers };
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
