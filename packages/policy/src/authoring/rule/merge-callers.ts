import { saysWho } from "../callers/says-who.ts";
import type { Context } from "../context.ts";
import { allOf, type Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { spanOf } from "../words/reader.ts";
import type { Opening } from "./opening.ts";

/** The callers of the sentence's two places in one; throws {@link Refusal} where they do not go together, or may be those who are acted on. */
export function mergeCallers(
  who: Who,
  others: readonly (Who | undefined)[],
  ahead: Who | undefined,
  opening: Opening,
  context: Context,
): Who {
  let all = who;
  for (const other of others) {
    if (other === undefined || other.kind === "anyone") continue;
    // "for customers, role ops may …": nothing tells whose calls these are
    if (
      other.kind === "users" &&
      other.called !== undefined &&
      other.condition === undefined &&
      all.kind === "users" &&
      all.condition !== undefined
    )
      refuseCalled(other.called, opening);
    if (opening.named && other.kind === "users" && other !== ahead) {
      refuse("These people may be those who call or those who are acted on", spanOf(opening.tail), {
        advice: "Say who calls before the tool, and which argument names the others.",
      });
    }
    const open =
      all.kind === "anyone" ||
      (all.kind === "users" && all.condition === undefined && other.kind === "users");
    if (open) {
      const called = all.kind === "users" ? all.called : undefined;
      all =
        called === undefined || other.kind !== "users" || saysWho(other.condition)
          ? other
          : { ...other, called };
    } else if (all.kind === "users" && other.kind === "users") {
      all = { kind: "users", condition: allOf([all.condition, other.condition]) };
    } else {
      refuse("These callers do not go into one policy", spanOf(opening.tail), {
        candidates: context.vocabulary.claims.slice(0, 5),
      });
    }
  }
  return all;
}

function refuseCalled(called: string, opening: Opening): never {
  refuse(`It is not certain which callers "${called}" are`, spanOf(opening.tail), {
    advice: "Name the claim of their token, such as a role, a group or a scope.",
  });
}
