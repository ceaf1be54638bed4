import type { TextSpan } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { withoutCourtesy } from "../words/courtesy.ts";
import { type Token, tokensOf } from "../words/tokens.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { withHyphensOpen, withUsualPhrases } from "./same-in-words.ts";
import { severalLimits, startsShare } from "./several-limits.ts";
import { withoutAsides } from "./stated-unit.ts";

const mostSentences = 5;

/** The rules of sentences of which the later ones only name other callers and their limits: "Clerks may refund up to $50; managers up to $900." */
export function limitsAcross(
  text: string,
  spans: readonly TextSpan[],
  vocabulary: Vocabulary,
): { readonly rules: readonly SentenceRule[]; readonly sentences: number } | undefined {
  const [first, second] = spans;
  if (first === undefined || second === undefined) return undefined;
  const parts = [first, second, ...spans.slice(2)].slice(0, mostSentences).map(({ start, end }) => {
    const { tokens, stated } = withoutAsides(tokensOf(text, start, end));
    return stated === undefined ? withoutEnd(withoutCourtesy(tokens)) : [];
  });
  return (
    together(parts, vocabulary) ??
    together(
      parts.map((part) => plainly(part, vocabulary)),
      vocabulary,
    )
  );
}

/** "for 3 rides at most" as "for at most 3 rides". */
function plainly(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const open = withHyphensOpen(tokens, vocabulary) ?? tokens;
  return withUsualPhrases(open, vocabulary) ?? open;
}

function together(
  parts: readonly (readonly Token[])[],
  vocabulary: Vocabulary,
): { readonly rules: readonly SentenceRule[]; readonly sentences: number } | undefined {
  const others = parts.slice(1);
  const until = others.findIndex((part) => !startsShare(part, vocabulary));
  const sentences = 1 + (until < 0 ? others.length : until);
  if (sentences < 2) return undefined;
  const tokens: readonly Token[] = parts.slice(0, sentences).flatMap((part, at) => {
    const start = part[0]?.start ?? 0;
    return at === 0 ? part : [{ kind: "mark", text: ";", start, end: start } as const, ...part];
  });
  const rules = severalLimits(tokens, vocabulary, undefined);
  return rules === undefined ? undefined : { rules, sentences };
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  return last?.kind === "mark" && /^[.!;]$/.test(last.text) ? tokens.slice(0, -1) : tokens;
}
