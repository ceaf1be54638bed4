import type { Policy } from "../../syntax/ast.ts";
import type { FindingQuestion, PolicyFinding } from "../policy-findings.ts";

interface FindingWords {
  readonly sentence: string;
  readonly cure?: string;
  readonly paste?: string;
}

/** The finding as a sentence, and what to do about it; `because` is how many single policies are the reason. */
export function findingInWords({ effect }: Policy, finding: PolicyFinding, because: number): FindingWords {
  switch (finding.kind) {
    case "never applies":
      return {
        sentence: `This ${effect} never applies: no call in its scope satisfies its conditions, so it ${effect === "permit" ? "allows" : "denies"} nothing.`,
        cure: "Look for parts that exclude each other, or that no argument or claim can be.",
      };
    case "allows all":
      return {
        sentence: "Every call is allowed, whatever the arguments and the claims of the caller.",
        cure: "Add a condition, unless that is what you mean.",
      };
    case "denies all":
      return {
        sentence: "Every call is denied, whatever any permit says.",
        cure: "Add a condition that says which calls to deny, unless this is a stop.",
      };
    case "overridden":
      return {
        sentence: `This permit allows nothing: whenever it applies, ${because > 0 ? "this forbid" : "some forbid"} applies too.`,
        cure: "Remove it, or narrow the forbid.",
      };
    case "redundant":
      return {
        sentence:
          because > 0
            ? `This ${effect} changes nothing: wherever it applies, this ${effect} applies too.`
            : `This ${effect} changes nothing: without it every call is decided the same.`,
        cure: "Remove it; check again before you remove another one.",
      };
    case "can fail":
      return failure(effect, finding.expression);
    case "unknown":
      return {
        sentence: `It could not be told whether ${questions[finding.question]}: ${finding.why}.`,
        cure: "Give it more time, or make the conditions simpler.",
      };
  }
}

function failure(
  effect: Policy["effect"],
  expression: Extract<PolicyFinding, { kind: "can fail" }>["expression"],
): FindingWords {
  const skipped =
    effect === "forbid"
      ? "and then the forbid is skipped, so that it does not protect"
      : "and then the permit is skipped";
  const sentence = `It can fail, ${skipped}: ${expression?.message ?? "its conditions cannot be evaluated"}.`;
  const guard = expression?.guard;
  return guard === undefined
    ? { sentence }
    : { sentence, cure: "Ask first, in front of it:", paste: `${guard} &&` };
}

const questions: Readonly<Record<FindingQuestion, string>> = {
  "never applies": "the policy ever applies",
  "allows all": "every call is allowed",
  "denies all": "every call is denied",
  overridden: "a forbid always overrules it",
  redundant: "it changes anything",
  "can fail": "it can fail",
};
