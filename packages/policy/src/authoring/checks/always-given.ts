import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";

/** Throws where a condition asks whether an argument is given that no call can leave out: it would hold always, or never. */
export function refuseAlwaysGiven(condition: Condition | undefined, span: TextSpan): void {
  if (condition?.kind === "all" || condition?.kind === "any") {
    for (const each of condition.of) refuseAlwaysGiven(each, span);
  } else if (condition?.kind === "not") {
    refuseAlwaysGiven(condition.of, span);
  } else if (condition?.kind === "present" && condition.field.guards.length === 0) {
    const name = condition.field.path.join(".");
    refuse(`Every call has "${name}", so whether it is given tells nothing`, span, {
      advice: `Say what "${name}" has to be.`,
    });
  }
}
