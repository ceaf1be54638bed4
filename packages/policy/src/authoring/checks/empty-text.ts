import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";

/** Throws where a text is looked for that every text contains: none at all. */
export function refuseEmptyText(conditions: readonly (Condition | undefined)[], span: TextSpan): void {
  for (const condition of conditions) {
    if (condition === undefined) continue;
    if (condition.kind === "all" || condition.kind === "any") refuseEmptyText(condition.of, span);
    if (condition.kind === "not") refuseEmptyText([condition.of], span);
    if (
      (condition.kind === "text" || condition.kind === "claim") &&
      condition.test !== "is" &&
      condition.values.includes("")
    ) {
      refuse("Every text contains the empty text", span, { advice: "Write the text to look for." });
    }
  }
}
