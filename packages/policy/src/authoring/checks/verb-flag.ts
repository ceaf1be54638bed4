import { isOfKind } from "../conditions/match-fields.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** What a rule needs where its tool does what its verb says only if a flag of that name is set. */
export interface VerbFlag {
  readonly when: Condition | undefined;
  readonly note: string;
}

/**
 * Where the tool does what its verb says only if a flag of that name is set, as `arm_alarm` with `armed` false disarms: a
 * permission is for the calls that do, a denial for the whole tool. Throws for a permission of several tools.
 */
export function verbFlag(
  words: readonly Token[],
  tools: readonly VocabularyTool[],
  effect: "permit" | "forbid",
  conditions: readonly (Condition | undefined)[],
): VerbFlag | undefined {
  for (const tool of tools) {
    const [verb] = tool.nameStems;
    const flag = tool.fields.find((field) => isOfKind(field, "flag") && isOnly(field, verb));
    const said = words.find((token) => token.kind === "word" && token.stem === verb);
    if (flag === undefined || said === undefined || conditions.some((each) => reads(each, flag))) continue;
    const name = flag.path.join(".");
    const why = `"${tool.name}" does this only where "${name}" is true, and the contrary where it is false`;
    if (effect === "forbid") return { when: undefined, note: `${why}: both are denied.` };
    if (tools.length === 1)
      return { when: { kind: "flag", field: flag, value: true }, note: `${why}: only the first is allowed.` };
    refuse(why, spanOf([said]), {
      candidates: [`when ${name} is true`, tool.name],
      advice: `Write a sentence for it: "${tool.name} when ${name} is true", or "use ${tool.name}" for both.`,
    });
  }
  return undefined;
}

function isOnly({ nameStems }: VocabularyField, verb: string | undefined): boolean {
  const [name, other] = nameStems.filter((each) => each !== "is");
  return name !== undefined && name === verb && other === undefined;
}

function reads(condition: Condition | undefined, flag: VocabularyField): boolean {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.some((each) => reads(each, flag));
    case "not":
      return reads(condition.of, flag);
    case "flag":
    case "present":
      return condition.field.path.join(".") === flag.path.join(".");
    default:
      return false;
  }
}
