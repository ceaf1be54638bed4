import type { Requirement } from "./requirement.ts";

const reference = "Toolgate DESIGN";

/** What holds for policies: how Cedar is asked, and the life of a policy. */
export const policiesRequirements = [
  {
    id: "policies.cedar.decide",
    source: "Cedar guide: authorization",
    sentence:
      "Without a permit the answer is DENY; a forbid that holds wins; a policy that errors is skipped and named.",
  },
  {
    id: "policies.cedar.log-only",
    source: "AWS guide: policy enforcement modes",
    sentence: "LOG_ONLY policies never change a decision; those that hold are named.",
  },
  {
    id: "policies.cedar.integers",
    source: `${reference} 4.9`,
    sentence: "Integers up to 64 bits are decided on exactly, never rounded.",
  },
  {
    id: "policies.cedar.process",
    source: `${reference} 2`,
    sentence:
      "When a Cedar process dies, what it was asked fails as unavailable, never as a denial, and the next question is answered.",
  },
  {
    id: "policies.cedar.positions",
    source: `${reference} 4.5`,
    sentence: "An error in a statement carries its position in the text as the caller wrote it.",
  },
] as const satisfies readonly Requirement[];
