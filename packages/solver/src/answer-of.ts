import type { SolverAnswer } from "@toolgate/policy";
import type { RunResult } from "./solver.ts";

/** The answer that a solver printed, in the first line; what follows goes with `sat`. Source: SMT-LIB 2.6, "check-sat". */
export function answerOf(result: RunResult): SolverAnswer {
  if (result.kind === "failed") return { kind: "unknown", why: result.why };
  const output = result.output.trim();
  const end = output.search(/\s|$/);
  const rest = output.slice(end).trim();
  switch (output.slice(0, end)) {
    case "sat":
      return { kind: "sat", output: rest };
    case "unsat":
      return { kind: "unsat" };
    case "unknown":
    case "timeout":
      return { kind: "unknown", why: "The solver found no answer within its limits of time and memory" };
    default:
      return { kind: "unknown", why: `The solver printed no answer, but: ${output.slice(0, 200)}` };
  }
}
