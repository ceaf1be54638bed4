import type { Requirement } from "./requirement.ts";

export const syntaxRequirements = [
  {
    id: "syntax.corpus",
    source: "Cedar, cedar-integration-tests",
    sentence: "Every policy of Cedar's corpus is read, with the meaning that Cedar gives it.",
  },
  {
    id: "syntax.agrees",
    source: "Cedar guide, Grammar",
    sentence: "What Cedar takes as a policy, and only that, is taken, with the same meaning.",
  },
  {
    id: "syntax.integers",
    source: "Cedar guide, Long",
    sentence: "Integers of 64 bits keep their value, and no others are taken.",
  },
  {
    id: "syntax.problems",
    source: "Toolgate, parser",
    sentence:
      "What is wrong in a policy is said with its place, what was expected, and what to write instead.",
  },
  {
    id: "syntax.places",
    source: "Toolgate, parser",
    sentence: "Every part of a policy knows its place in the text, and comments and annotations are kept.",
  },
  {
    id: "syntax.one",
    source: "AWS developer guide: policy definition",
    sentence: "A statement is one static policy; none, several and templates are refused by name.",
  },
  {
    id: "syntax.bounds",
    source: "Toolgate, parser",
    sentence:
      "Deep nesting is refused with a clear problem, and long texts are read without running out of stack.",
  },
  {
    id: "syntax.text",
    source: "Toolgate, parser",
    sentence: "A policy written as text, and one written as Cedar's JSON, is read as the same policy again.",
  },
] as const satisfies readonly Requirement[];
