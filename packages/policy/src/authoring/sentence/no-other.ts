import { isOfKind } from "../conditions/match-fields.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import type { Rule } from "../intermediate.ts";
import { namesField } from "../tools/names-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

/** "not for any other duration", "in no other channel": all but what has just been said stays closed. */
export const noOther =
  /^(?:and |but )?(?:(?:not|never) (?:(?:for|in|on|to|at|from|with|of|into|under) )?any other|(?:(?:for|in|on|to|at|from|with|of|into|under) )?no other) (?!(?:user|caller|person|role|account|agent|people|principal|group)s?\b)[\p{L}-]+$/u;

/** The noun of a closing that closes all others of a kind: "duration"; undefined where it closes otherwise. */
export function otherNamed(tokens: readonly Token[]): Token | undefined {
  const text = tokens.map((token) => (token.kind === "word" ? token.lower : "#")).join(" ");
  return noOther.test(text) ? tokens.at(-1) : undefined;
}

/** Whether the rule tests an argument that the noun names, so that the others of it stay closed by the rule itself. */
export function isTestedBy(noun: Token, rule: Rule, vocabulary: Vocabulary): boolean {
  if (noun.kind !== "word") return false;
  const tested = testedPaths(rule);
  const fields = toolsOf(rule.tools, vocabulary)
    .flatMap((tool) => tool.fields)
    .filter(({ path }) => tested.includes(path.join(".")));
  return fields.some(
    (field) => namesField(noun, field) || (isOfKind(field, "number") && measured.test(noun.lower)),
  );
}

const measured = /^(?:durations?|periods?|amounts?|lengths?|times?|sums?|sizes?|values?|numbers?)$/;
