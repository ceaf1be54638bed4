import type { Context } from "../context.ts";
import type { ToolChoice } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import { trimmed } from "../words/trimmed.ts";
import { readTools } from "./read-tools.ts";
import { toolsOf } from "./tools-of.ts";

/** "all tools except delete_user": the others, by name; the choice as it is where no exception follows. */
export function exceptTools(tail: Reader, choice: ToolChoice, context: Context): ToolChoice {
  const { vocabulary } = context;
  if (choice.kind === "tools") return choice;
  const left = tail.attempt(() => {
    tail.take(",");
    const said = tail.take("except for", "except", "other than", "excluding", "apart from", "but not", "but");
    if (said === undefined) return undefined;
    const from = tail.at;
    let to = from;
    while (to < tail.end && !/^(?:when|if|unless|for|by|during)$/.test(tail.word(to - from))) to += 1;
    try {
      const read = readTools(trimmed(tail.slice(from, to)), vocabulary, context.notes);
      if (read.kind !== "choice" || read.choice.kind === "all") return undefined;
      tail.at = to;
      return toolsOf(read.choice, vocabulary);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
  if (left === undefined) return choice;
  context.notes.push("Tools that are added later are not covered.");
  return { kind: "tools", tools: toolsOf(choice, vocabulary).filter((tool) => !left.includes(tool)) };
}
