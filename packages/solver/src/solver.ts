import type { SolverAnswer } from "@toolgate/policy";

/** An SMT solver. It answers one script after the other. */
export interface Solver {
  /** `timeLimit` in milliseconds, without the wait for its turn. Never rejects: what goes wrong is unknown, with the reason. */
  solve(script: string, options?: { readonly timeLimit?: number | undefined }): Promise<SolverAnswer>;
  /** The id of the running process, for metrics and support. */
  processId(): number | undefined;
  /** Ends the solver's process; what is not answered yet, and what is asked after, is unknown. */
  close(): Promise<void>;
}

/** Runs one script and says what was printed, or why nothing was. */
export interface ScriptRunner {
  run(script: string, timeLimit: number): Promise<RunResult>;
  processId(): number | undefined;
  close(): Promise<void>;
}

export type RunResult =
  | { readonly kind: "output"; readonly output: string }
  | { readonly kind: "failed"; readonly why: string };

/** Characters of a script, and of an answer. */
export const longestScript = 8_000_000;
export const longestOutput = 8_000_000;
