import { readTools } from "./read-tools.ts";
import type { RestrictedTools } from "./restricted-tools.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The tools that a phrase names, where no word of it restricts them. */
export function plainTools(
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: string[],
): RestrictedTools {
  return { read: readTools(words, vocabulary, notes), restrict: () => undefined };
}
