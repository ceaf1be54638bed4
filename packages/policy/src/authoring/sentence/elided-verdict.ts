import { verdicts } from "../words/effect-words.ts";
import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

/** "allowed to use B" behind "are forbidden from using A and", with the verb that it leaves out; undefined where it leaves out none. */
export function elidedVerdict(
  modal: readonly Token[],
  right: readonly Token[],
): readonly Token[] | undefined {
  const be = modal.find((token) => token.kind === "word" && /^(?:is|are)$/.test(token.lower));
  const not = /^not$/.test(lowerAt(right, 0)) ? 1 : 0;
  const isVerdict = verdicts.has(lowerAt(right, not)) && /^(?:to|from)$/.test(lowerAt(right, not + 1));
  return be?.kind !== "word" || !isVerdict ? undefined : [...inserted(be.lower, right[0]), ...right];
}
