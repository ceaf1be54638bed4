import { setImmediate } from "node:timers/promises";
import type { Solve } from "@toolgate/policy";
import type { Solver } from "./solver.ts";

export interface TimedSolver {
  /** After the time is over everything is unknown. */
  readonly solve: Solve;
  /** Lets other work of this process run; then why nothing more is worth asking, undefined while there is time. */
  readonly over: () => Promise<string | undefined>;
}

/** Asks the solver until the time is over, in milliseconds from now. */
export function withinTime(
  { solve }: Pick<Solver, "solve">,
  millis: number,
  now: () => number = () => performance.now(),
): TimedSolver {
  const end = now() + millis;
  const why = `the ${millis / 1_000} s for all questions are over`;
  return {
    async solve(script) {
      const left = Math.floor(end - now());
      if (left <= 0) return { kind: "unknown", why };
      return solve(script, { timeLimit: Math.min(left, longestScriptMillis) });
    },
    async over() {
      await setImmediate();
      return now() >= end ? why : undefined;
    },
  };
}

/** So that one hard question does not take the time of all others. */
const longestScriptMillis = 10_000;
