import type { UnitName } from "../amounts/units.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { blockUnless } from "./block-unless.ts";
import type { ClosingClause } from "./closing-clause.ts";
import { inserted, patternText } from "./inserted-words.ts";

/** "Routes are changed only when X" denies what is not X: "Block routes changed unless X". */
export function onlyAsBlock(
  sentence: readonly Token[],
  closes: ClosingClause["closes"],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const main = onlyBefore(closes === "callers" ? withOnly(sentence) : sentence);
  const at = main.findIndex((token) => token.kind === "word" && token.lower === "only");
  const only = main[at];
  // "may only be issued when X" is "may be issued only when X"
  const passive = patternText(main.slice(at + 1, at + 2)) === "be" ? 2 : 0;
  const focus = main.slice(at + 1 + passive);
  if (at < 2 || focus.length === 0 || focus.some((token) => token.kind === "word" && token.lower === "only"))
    return undefined;
  const subject = [...main.slice(0, at), ...main.slice(at + 1, at + 1 + passive)].filter(
    (token) => !(token.kind === "word" && /^(?:is|are|be|may|can|must|shall|should)$/.test(token.lower)),
  );
  const starts = focus[0]?.kind === "word" ? focus[0].lower : "";
  const conditional =
    /^(?:when|if|where|while|by|for|to|during|between|with|inside|within|in|after|before|on)$/.test(starts);
  if (!conditional) return undefined;
  const rest = /^(?:when|if|where|while)$/.test(starts) ? focus.slice(1) : focus;
  return (
    blockUnless(subject, rest, only, vocabulary, stated) ??
    blockUnless([...subject.slice(-1), ...subject.slice(0, -1)], rest, only, vocabulary, stated)
  );
}

/** "changed inside a window only" as "changed only inside a window". */
function onlyBefore(main: readonly Token[]): readonly Token[] {
  const last = main.at(-1);
  if (last?.kind !== "word" || last.lower !== "only") return main;
  const at = main.findLastIndex(
    (token) =>
      token.kind === "word" &&
      /^(?:by|for|when|if|during|between|with|inside|within|in|after|before|on|to)$/.test(token.lower),
  );
  return at < 2 ? main : [...main.slice(0, at), last, ...main.slice(at, -1)];
}

/** "X is for managers", where others are blocked, is "X is only for managers". */
function withOnly(main: readonly Token[]): readonly Token[] {
  const at = main.findIndex(
    (token, index) =>
      token.kind === "word" &&
      token.lower === "for" &&
      /^(?:is|are|be)$/.test(patternText(main.slice(index - 1, index))),
  );
  return at < 2 ? main : [...main.slice(0, at), ...inserted("only", main[at]), ...main.slice(at)];
}
