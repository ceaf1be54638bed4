import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal, refuse } from "../refusal.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { restrictedNoun } from "./noun-restrictions.ts";
import { type ReadTools, readTools } from "./read-tools.ts";
import { isToldByArgument } from "./told-by-argument.ts";

/** The tools that a phrase names, and what its other words say of their arguments. */
export interface RestrictedTools {
  readonly read: ReadTools;
  readonly restrict: (context: Context) => Condition | undefined;
}

/** Tools with restrictions in the phrase itself: "single and double rooms", `the dataset "golden"`, "unlicensed titles"; throws {@link Refusal}. */
export function restrictedTools(
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: string[],
): RestrictedTools {
  const restrict = (context: Context): Condition | undefined => {
    const found = restrictedNoun(words, context);
    return found === undefined ? refuse("These words could not be placed", spanOf(words)) : found.condition;
  };
  const single: VocabularyTool[] = [];
  let problem: Refusal | undefined;
  for (const tool of vocabulary.tools) {
    try {
      const read = toolsFor([tool], words, vocabulary, notes);
      if (read === undefined) continue;
      if (read.kind === "choice" && read.choice.kind === "tools" && read.choice.tools.length > 1) {
        // said of several tools at once, it has to mean the same of each
        const again = toolsFor(read.choice.tools, words, vocabulary, notes);
        if (again?.kind === "choice") return { read: again, restrict };
      } else single.push(tool);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  const [only] = single;
  if (only === undefined) throw problem ?? new Refusal("refused", "No tool fits these words", spanOf(words));
  return {
    read:
      single.length === 1
        ? { kind: "choice", choice: { kind: "tools", tools: [only] } }
        : { kind: "candidates", tools: single },
    restrict,
  };
}

/** What is left of the phrase as tools, if it names the tools for whose arguments it was read. */
function toolsFor(
  tools: readonly VocabularyTool[],
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: readonly string[],
): ReadTools | undefined {
  const context: Context = { vocabulary, tools, stated: undefined, notes: [], last: undefined };
  const found = restrictedNoun(words, context);
  if (found === undefined) return undefined;
  const [tool] = tools;
  const single = tools.length === 1 && tool !== undefined ? tool : undefined;
  if (single !== undefined && isToldByArgument(found.rest, words, found.condition, single, vocabulary))
    return { kind: "choice", choice: { kind: "tools", tools: [single] } };
  const read = readTools(found.rest, vocabulary, [...notes]);
  const named =
    read.kind === "candidates" ? read.tools : read.choice.kind === "tools" ? read.choice.tools : [];
  return tools.every((tool) => named.includes(tool)) ? read : undefined;
}
