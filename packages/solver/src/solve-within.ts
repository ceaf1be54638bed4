import type { Solve } from "@toolgate/policy";
import type { Solver } from "./solver.ts";

/** Asks the solver until the time is over, in milliseconds from now; after that everything is unknown. */
export function solveWithin(
  { solve }: Pick<Solver, "solve">,
  millis: number,
  now: () => number = () => performance.now(),
): Solve {
  const end = now() + millis;
  return async (script) => {
    const left = Math.floor(end - now());
    if (left <= 0) return { kind: "unknown", why: `The time for all questions, ${millis / 1000} s, is over` };
    return solve(script, { timeLimit: Math.min(left, longestScriptMillis) });
  };
}

/** So that one hard question does not take the time of all others. */
const longestScriptMillis = 10_000;
