import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

const changes = ["delta", "adjustment", "difference", "offset", "correction"].map(stem);

/**
 * Throws where a number that may be below zero is bounded on one side by how large it is: "adjusted by at most 50 units" may allow
 * taking off any number of them, "by more than 50" may deny adding alone.
 */
export function refuseSignedNumber(tokens: readonly Token[], rule: Rule): void {
  const leaves = [rule.when, rule.unless].flatMap(leavesOf);
  for (const leaf of leaves) {
    if (leaf.kind !== "order" || Number(leaf.value) <= 0 || !isSigned(leaf.field)) continue;
    const path = leaf.field.path.join(".");
    const isOther = leaves.some(
      (other) =>
        other !== leaf &&
        other.kind === "order" &&
        other.field.path.join(".") === path &&
        other.order[0] !== leaf.order[0],
    );
    const isNamed = tokens.some((token) => token.kind === "word" && token.text === leaf.field.path.at(-1));
    if (isOther || isNamed) continue;
    refuse(`"${path}" may be below zero, and it is not said how far`, spanOf(tokens), {
      candidates: [`${path} is between -${leaf.value} and ${leaf.value} inclusive`],
      advice: "Write both bounds, or the argument's own name for the one that is meant.",
      telling: true,
    });
  }
}

/** Whether the argument says by how much something changes, up or down. */
function isSigned({ nameStems }: VocabularyField): boolean {
  return changes.includes(nameStems.at(-1) ?? "");
}
