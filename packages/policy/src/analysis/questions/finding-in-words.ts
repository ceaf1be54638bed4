import type { Policy } from "../../syntax/ast.ts";
import type { EngineFinding } from "../engine-findings.ts";
import type { FailingExpression } from "../failing-expression.ts";

interface FindingWords {
  readonly sentence: string;
  readonly cure?: string;
  readonly paste?: string;
}

/** The finding as a sentence, and what to do about it; `because` is how many policies, which are named, are the reason each for itself. */
export function findingInWords({ effect }: Policy, finding: EngineFinding, because: number): FindingWords {
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
    case "denies all permitted":
      return {
        sentence: "Every call that the permits allow is denied, so that none is left.",
        cure: "Add a condition that says which calls to deny, unless this is a stop.",
      };
    case "overridden":
      return {
        sentence: `This permit allows nothing: whenever it applies, ${because === 0 ? "some forbid" : these("forbid", because)} applies too.`,
        cure: "Remove it, or narrow the forbid.",
      };
    case "redundant":
      return {
        sentence:
          because > 0
            ? `This ${effect} changes nothing: whenever it applies, ${these(effect, because)} applies too.`
            : `This ${effect} changes nothing: without it every call is decided the same.`,
        cure: "Remove it; check again before you remove another one.",
      };
    case "can fail":
      return failure(effect, finding.expression);
    case "matches longer words":
      return longerWord(effect, finding);
    case "unknown":
      return {
        sentence: `It could not be told whether ${questions[finding.question]}: ${finding.why}.`,
        cure: "Give it more time, or make the conditions simpler.",
      };
  }
}

function these(effect: Policy["effect"], count: number): string {
  return count === 1 ? `this ${effect}` : `each of these ${effect}s`;
}

function failure(effect: Policy["effect"], expression: FailingExpression | undefined): FindingWords {
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

function longerWord(
  effect: Policy["effect"],
  { tag, word, longer }: Extract<EngineFinding, { kind: "matches longer words" }>,
): FindingWords {
  const claim = `principal.getTag(${JSON.stringify(tag)})`;
  const like = [`${word} *`, `* ${word}`, `* ${word} *`].map(
    (pattern) => `${claim} like ${JSON.stringify(pattern)}`,
  );
  return {
    sentence: `The pattern "*${word}*" on the claim ${tag} also matches the longer word ${longer}, and this ${effect} applies.`,
    cure: "If the whole word is meant, write in its place:",
    paste: `(${[`${claim} == ${JSON.stringify(word)}`, ...like].join(" || ")})`,
  };
}

const questions: Readonly<Record<Extract<EngineFinding, { kind: "unknown" }>["question"], string>> = {
  "never applies": "it ever applies",
  "allows all": "every call is allowed",
  "denies all": "every call is denied",
  "denies all permitted": "every call that the permits allow is denied",
  overridden: "a forbid always overrules it",
  redundant: "it changes anything",
  "can fail": "it can fail",
  "matches longer words": "it lets longer words through",
};
