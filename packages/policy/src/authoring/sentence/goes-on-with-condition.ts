import type { Token } from "../words/tokens.ts";

/**
 * Whether what stands behind an "and" may go on with the condition before it, and so is no rule that its first verb begins:
 * "allow A when X is given and the device has been owned for a year", "… and owned for a year", "… and calls sent to billing".
 */
export function goesOnWithCondition(left: readonly Token[], right: readonly Token[]): boolean {
  if (tellsOf(right)) return true;
  if (!left.some((token) => markers.test(wordOf(token)))) return false;
  // "allow A when X and doing B", "allow A when X and B when Y"
  return !/ing$/.test(wordOf(right[0])) && !right.slice(1).some((token) => own.test(wordOf(token)));
}

/** Whether something is told, as in "the device has been owned", "owned for a year", before a condition of its own begins. */
function tellsOf(tokens: readonly Token[]): boolean {
  for (const [at, token] of tokens.entries()) {
    const word = wordOf(token);
    if (relative.test(word) || (at > 0 && markers.test(word))) return false;
    if (finite.test(word)) return true;
    // "animals sedated with less than 10 ml"
    if (at < 3 && /\p{L}{3}(?:ed|en)$/u.test(word) && prepositions.test(wordOf(tokens[at + 1]))) return true;
  }
  return false;
}

const markers = /^(?:when|whenever|if|unless|where|while|provided|except|until|once|after|before|assuming)$/;
const own = /^(?:when|whenever|if|unless|where|provided)$/;
const relative = /^(?:that|which|who|whose|whom)$/;
const finite =
  /^(?:is|are|was|were|has|have|had|does|did|must|equals?|exceeds?|matches|match|contains?|includes?|starts|ends|remains?|stays?|they|it|he|she)$/;
const prepositions = /^(?:with|for|to|by|in|within|at|on|from|of|under|over|below|above|less|more)$/;

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
