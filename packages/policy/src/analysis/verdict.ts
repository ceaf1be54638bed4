import type { RequestCase } from "./request-case.ts";

/** What became of a question whether something can never be. */
export type Verdict =
  /** No request at all. */
  | { readonly kind: "proved" }
  /** This one, on which the evaluator agrees. */
  | { readonly kind: "refuted"; readonly case: RequestCase }
  | { readonly kind: "unknown"; readonly why: string }
  /** The formulas say this request, and the evaluator does not: a defect of Toolgate's, and no fact about the policies. */
  | { readonly kind: "discrepancy"; readonly case: RequestCase; readonly why: string };

/** What a solver says of a script; `output` is all that it printed after its first answer. */
export type SolverAnswer =
  | { readonly kind: "sat"; readonly output: string }
  | { readonly kind: "unsat" }
  | { readonly kind: "unknown"; readonly why: string };

/** Asks a solver. Never rejects: what goes wrong is unknown, with the reason. */
export type Solve = (script: string) => Promise<SolverAnswer>;
