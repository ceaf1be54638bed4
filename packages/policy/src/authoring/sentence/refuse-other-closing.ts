import type { Condition, Rule } from "../intermediate.ts";
import { readTools } from "../tools/read-tools.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { ClosingClause } from "./closing-clause.ts";
import { refuseClosing } from "./refuse-closing.ts";

/** Refuses an end that names another tool than the rule before it. */
export function refuseOtherTool({ tool }: ClosingClause, rule: Rule, vocabulary: Vocabulary): void {
  if (tool.length === 0) return;
  const named = readTools(tool, vocabulary, []);
  const tools = rule.tools.kind === "tools" ? rule.tools.tools : [];
  const same =
    named.kind === "choice"
      ? named.choice.kind === "tools" &&
        named.choice.tools.length === tools.length &&
        named.choice.tools.every((each) => tools.includes(each))
      : tools.length === 1 && tools.every((each) => named.tools.includes(each));
  if (!same) refuseClosing("What is denied here is another tool than before", tool);
}

/** Refuses "anything larger" where the rule before it has no single most: it closes what a most leaves open, and only that. */
export function refuseOtherSide({ side, tokens }: ClosingClause, { when, unless, effect }: Rule): void {
  if (side === undefined) return;
  const bounds = boundsOf(effect === "permit" ? when : unless);
  const fits = bounds.length === 1 && bounds.every((order) => order.startsWith(side === "above" ? "<" : ">"));
  if (!fits) refuseClosing("It is not certain what this is compared with", tokens);
}

function boundsOf(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case "order":
      return [condition.order];
    case "all":
    case "any":
      return condition.of.flatMap(boundsOf);
    case "not":
      return ["not"];
    default:
      return [];
  }
}
