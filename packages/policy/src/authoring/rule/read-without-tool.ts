import type { UnitName } from "../amounts/units.ts";
import type { Condition, ToolChoice } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { assemble, type ReadRule } from "./assemble-rule.ts";
import { onlyChoice } from "./only-choice.ts";
import type { Opening } from "./opening.ts";

/** The note of a rule whose tool only its conditions tell. */
export const noToolNamed = "No tool is named: the only one with these arguments is taken.";

/** Whether the tool is said: one that only the conditions tell may have been another, named before. */
export function namesItsTool({ notes }: ReadRule): boolean {
  return !notes.includes(noToolNamed);
}

/** A sentence without a tool, such as "Allow only for US, CA, UK regions": the one tool that has what it speaks of; throws {@link Refusal}. */
export function readWithoutTool(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  notes: string[],
): ReadRule {
  if (at >= opening.tail.length && prefix.length === 0 && opening.requires === undefined)
    refuse("No tool is named", spanOf(opening.tail));
  const choices = vocabulary.tools.map((tool): ToolChoice => ({ kind: "tools", tools: [tool] }));
  const found = onlyChoice(
    choices,
    true,
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, false, notes),
    opening.tail,
  );
  // a time or a caller tells no tool from another
  if (!readsArgument(found.rule.when) && !readsArgument(found.rule.unless))
    refuse("No tool is named", spanOf(opening.tail));
  return {
    ...found,
    notes: [...found.notes, noToolNamed],
  };
}

function readsArgument(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case undefined:
    case "claim":
    case "claim-present":
    case "iam":
    case "hours":
    case "dates":
      return false;
    case "not":
      return readsArgument(condition.of);
    case "all":
    case "any":
      return condition.of.some(readsArgument);
    default:
      return true;
  }
}
