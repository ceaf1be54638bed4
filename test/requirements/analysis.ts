import type { Requirement } from "./requirement.ts";

export const analysisRequirements = [
  {
    id: "analysis.referee",
    source: "Toolgate, every counterexample is replayed",
    sentence:
      "A case that an analysis found is told as a fact only after the evaluator and Cedar itself agreed on it.",
  },
  {
    id: "analysis.formulas.agree",
    source: "Cedar guide, operators and functions",
    sentence:
      "What the formulas of a policy say of a request is what the evaluator decides, errors included.",
  },
  {
    id: "analysis.case.replayed",
    source: "Toolgate, design of findings",
    sentence:
      "A request is told as a fact only after the evaluator agreed; otherwise it is reported as a discrepancy.",
  },
  {
    id: "analysis.case.whole",
    source: "Toolgate, design of findings",
    sentence: "A case is a whole request, with claims, arguments and time, that a client could send.",
  },
  {
    id: "analysis.unknown",
    source: "Toolgate, design of findings",
    sentence:
      "What no formula says and what the solver gave up is unknown, with the reason, and never guessed.",
  },
  {
    id: "analysis.without-solver",
    source: "Toolgate, design of findings",
    sentence: "What is plain to see is answered without a solver.",
  },
  {
    id: "analysis.findings",
    source: "AWS guide, validate and test policies",
    sentence:
      "A policy that never applies, allows or denies all, makes no difference or can fail is found, and no other.",
  },
  {
    id: "analysis.compare",
    source: "Toolgate, design of findings",
    sentence:
      "A change of policies is shown as what it newly allows and newly denies, with a request each way.",
  },
  {
    id: "analysis.solver.answers",
    source: "SMT-LIB 2.6, check-sat and get-value",
    sentence: "The solver's answers are read as they stand, and anything else is unknown.",
  },
  {
    id: "analysis.solver.limits",
    source: "Toolgate, design of findings",
    sentence: "A question has limits of time, memory and size, after which it is unknown.",
  },
  {
    id: "analysis.solver.restarts",
    source: "Toolgate, design of findings",
    sentence: "A solver that is killed, hangs or idles is started again by the next question.",
  },
] as const satisfies readonly Requirement[];
