import { isOfKind } from "../conditions/match-fields.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Throws where the tool does what its verb says only if a flag of that name is set: `arm_alarm` with `armed` false disarms. */
export function refuseVerbFlag(
  words: readonly Token[],
  tools: readonly VocabularyTool[],
  conditions: readonly (Condition | undefined)[],
): void {
  for (const tool of tools) {
    const [verb] = tool.nameStems;
    const flag = tool.fields.find((field) => isOfKind(field, "flag") && isOnly(field, verb));
    const said = words.find((token) => token.kind === "word" && token.stem === verb);
    if (flag === undefined || said === undefined || conditions.some((each) => reads(each, flag))) continue;
    const name = flag.path.join(".");
    refuse(
      `"${tool.name}" does this only where "${name}" is true, and the contrary where it is false`,
      spanOf([said]),
      {
        candidates: [`when ${name} is true`, tool.name],
        advice: `Say it as in "${tool.name} when ${name} is true", or "${tool.name}" alone for both.`,
      },
    );
  }
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
