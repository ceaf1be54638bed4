import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const withoutOr =
  /(?:^| )(?:without|lack|lacks|lacking|missing|have no|has no|having no|no|not have|not include|not contain) (?:(?!(?:when|if|unless|neither|both|either|nor|than|where|only) )[a-z]\S* ){1,6}?or /;

/** Throws for "block claims without a description or priority": whether both are missing, or one is enough, is not said. */
export function refuseWithoutEither(tokens: readonly Token[], { effect, when }: Rule): void {
  if (effect !== "forbid" || !lacksAll(when) || !withoutOr.test(patternText(tokens))) return;
  refuse("It is not certain whether one that is missing is enough, or both are", spanOf(tokens), {
    candidates: ["unless A and B are given", "when neither A nor B is given"],
    advice: "Say which.",
    telling: true,
  });
}

function lacksAll(condition: Condition | undefined): boolean {
  if (condition?.kind === "all") {
    const lacking = condition.of.filter((each) => each.kind === "not" && each.of.kind === "present");
    return lacking.length > 1 || condition.of.some(lacksAll);
  }
  return condition?.kind === "any" && condition.of.some(lacksAll);
}
