import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { readTools } from "./read-tools.ts";
import type { RestrictedTools } from "./restricted-tools.ts";

/** The tools that a phrase names, where no word of it restricts them. */
export function plainTools(
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: string[],
): RestrictedTools {
  return { read: readTools(words, vocabulary, notes), restrict: () => undefined };
}
