import type { ToolChoice } from "../intermediate.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";

/** The tools that a choice stands for. */
export function toolsOf(choice: ToolChoice, { tools }: Vocabulary): readonly VocabularyTool[] {
  if (choice.kind === "all") return tools;
  return choice.kind === "target" ? tools.filter(({ target }) => target === choice.target) : choice.tools;
}
