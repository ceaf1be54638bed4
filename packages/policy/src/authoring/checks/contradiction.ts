import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";

/**
 * Throws where a flag would have to be true and false, or one argument two different texts at once: "in dev, in prod only if …",
 * or where one limit of it says nothing beside the other: "over 50 in dev and over 100 with a reason"; unless that is what is said
 * in full.
 */
export function refuseContradiction(
  condition: Condition | undefined,
  span: TextSpan,
  inFull: (field: VocabularyField) => boolean,
): void {
  const seen = new Map<string, readonly string[]>();
  const limits = new Set<string>();
  const flags = new Map<string, boolean>();
  for (const each of joined(condition)) {
    if (each.kind === "order" && !inFull(each.field)) {
      const limit = `${each.field.path.join(".")} ${each.order.slice(0, 1)}`;
      if (limits.has(limit))
        refuse(`"${each.field.path.join(".")}" is limited twice, which may be two cases`, span, {
          advice: "Write a sentence for each.",
        });
      limits.add(limit);
    }
    const flag = each.kind === "not" ? each.of : each;
    if (flag.kind === "flag") {
      const path = flag.field.path.join(".");
      const value = (each.kind === "not") !== flag.value;
      if (flags.get(path) === !value) {
        refuse(`"${path}" cannot be true and false at once`, span, { advice: "Write a sentence for each." });
      }
      flags.set(path, value);
    }
    if (each.kind !== "text" || each.test !== "is" || each.field.shape.kind === "set") continue;
    if (inFull(each.field)) continue;
    const name = each.field.path.join(".");
    const before = seen.get(name);
    if (before !== undefined && !before.some((value) => each.values.includes(value))) {
      refuse(`"${name}" cannot be ${before.join(" or ")} and ${each.values.join(" or ")} at once`, span, {
        advice: "Write a sentence for each.",
      });
    }
    seen.set(name, each.values);
  }
}

function joined(condition: Condition | undefined): readonly Condition[] {
  if (condition === undefined) return [];
  return condition.kind === "all" ? condition.of.flatMap(joined) : [condition];
}
