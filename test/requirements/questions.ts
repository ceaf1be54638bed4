import type { Requirement } from "./requirement.ts";

export const questionRequirements = [
  {
    id: "questions.check.findings",
    source: "Toolgate, design of questions",
    sentence:
      "A check of a folder finds what never applies, allows or denies all, is overruled, changes nothing, can fail, or matches longer words, with place, tool, caller and a request.",
  },
  {
    id: "questions.check.errors",
    source: "Toolgate, design of questions",
    sentence: "A check tells errors of syntax, names and types with file, line and column, as a write would.",
  },
  {
    id: "questions.check.exit",
    source: "Toolgate, command line",
    sentence: "A check ends with 0 without findings, with 1 with some, with 2 for a mistake in the call.",
  },
  {
    id: "questions.diff.answer",
    source: "Toolgate, design of questions",
    sentence:
      "A comparison says for each tool whether a change allows more, less, both or neither, with a request each way.",
  },
  {
    id: "questions.diff.exit",
    source: "Toolgate, command line",
    sentence:
      "A comparison ends with 1 when the change allows more, or may; --fail-on chooses less, or any difference.",
  },
  {
    id: "questions.diff.mutations",
    source: "Toolgate, design of questions",
    sentence:
      "What a comparison says of one-token changes to real policies holds against random requests, the evaluator and Cedar.",
  },
  {
    id: "questions.assert.outcome",
    source: "Toolgate, design of questions",
    sentence:
      "An assertion is proved, or refuted by an allowed request; one that cannot be evaluated, or would hold of any policies, is said to be no proof.",
  },
  {
    id: "questions.assert.syntax",
    source: "Toolgate, design of questions",
    sentence: "A mistake in a file of assertions is told with its place and what to write.",
  },
  {
    id: "questions.who-can.ways",
    source: "Toolgate, design of questions",
    sentence:
      "Who can call a tool is told as conditions on claims and arguments, without what makes no difference, with an example.",
  },
  {
    id: "questions.unknown",
    source: "Toolgate, design of questions",
    sentence: "What the solver cannot tell, or not in time, is told as unknown, and never as no finding.",
  },
  {
    id: "questions.engine",
    source: "Toolgate, operations of its own",
    sentence: "A running Toolgate answers the same questions about its engines, in bounded time.",
  },
] as const satisfies readonly Requirement[];
