import type { Requirement } from "./requirement.ts";

export const evaluatorRequirements = [
  {
    id: "evaluator.corpus",
    source: "Cedar's integration tests, corpus-tests",
    sentence:
      "Every request of Cedar's corpus is decided as Cedar decides it, by the same policies, with the same errors.",
  },
  {
    id: "evaluator.corpus.notices",
    source: "Toolgate, the policy heart",
    sentence: "The corpus notices one operator that answers the opposite.",
  },
  {
    id: "evaluator.agrees",
    source: "Cedar guide, how authorization works",
    sentence:
      "Decision, determining policies and erroring policies are those of Cedar, whatever the request.",
  },
  {
    id: "evaluator.order",
    source: "Cedar guide, how authorization works",
    sentence: "The order of policies does not matter, and a further forbid never allows more.",
  },
  {
    id: "evaluator.list.sound",
    source: "Toolgate, one rule for list and call",
    sentence: "What some arguments make allowed is listed.",
  },
  {
    id: "evaluator.list.exact",
    source: "AWS developer guide: tools/list under policy",
    sentence: "Where no policy looks at arguments, what is listed is what is allowed.",
  },
  {
    id: "evaluator.explain.agrees",
    source: "Toolgate, the policy heart",
    sentence: "An explanation tells the decision that was taken, by the policies that took it.",
  },
] as const satisfies readonly Requirement[];
