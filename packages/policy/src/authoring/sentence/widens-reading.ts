import { readingPhrase, withReadingTools } from "../tools/reading-tools.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { patternText } from "./inserted-words.ts";

/** Whether a part is for all tools of a target, where the sentence speaks of those that only read and of no others. */
export function widensReading(
  tokens: readonly Token[],
  rules: readonly SentenceRule[],
  vocabulary: Vocabulary,
): boolean {
  const plain = withReadingTools(tokens, vocabulary);
  if (readingPhrase(plain) === undefined) return false;
  if (/\b(?:all|any|every|each) (?:of )?(?:the )?(?:other )?tools?\b/.test(patternText(plain))) return false;
  return rules.some(({ read }) => read.rule.tools.kind !== "tools");
}
