import type { SolverAnswer } from "@toolgate/policy";
import { answerOf } from "./answer-of.ts";
import { commandRunner } from "./command-runner.ts";
import { giveWay } from "./give-way.ts";
import { longestScript, type Solver } from "./solver.ts";
import { z3Runner } from "./z3-runner.ts";

export interface SolverOptions {
  /** A `z3` or `cvc5` of the machine, by name or path; the built-in z3 unless told. */
  readonly command?: string | undefined;
  /** Milliseconds for one script, unless it brings its own limit. */
  readonly timeLimit?: number | undefined;
  /** Megabytes that the solver may use. */
  readonly memory?: number | undefined;
  /** Milliseconds without a question after which the built-in solver's process ends, to be started again when needed. */
  readonly idleLimit?: number | undefined;
  /** Scripts that may wait for their turn. */
  readonly mostWaiting?: number | undefined;
  /** Nobody waits for its answers, so that its processes give way to all others. */
  readonly background?: boolean | undefined;
}

/** A solver that starts with its first question. */
export function createSolver(options: SolverOptions = {}): Solver {
  const { command, timeLimit = 10_000, memory = 1_024, idleLimit = 60_000, mostWaiting = 10_000 } = options;
  const onStart = options.background === true ? giveWay : () => undefined;
  const runner =
    command === undefined
      ? z3Runner({ memory, idleLimit, onStart })
      : commandRunner({ command, memory, onStart });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let closed = false;

  const runNow = async (script: string, limit: number): Promise<SolverAnswer> =>
    closed ? unknown("The solver is closed") : answerOf(await runner.run(script, limit));

  return {
    async solve(script, { timeLimit: ownLimit = timeLimit } = {}) {
      if (script.length > longestScript) {
        return unknown(
          `The question has ${script.length} characters, and ${longestScript} is the most a solver is given`,
        );
      }
      if (waiting >= mostWaiting) return unknown(`${mostWaiting} questions wait for the solver already`);
      waiting += 1;
      const answer = last.then(() => runNow(script, ownLimit));
      last = answer;
      try {
        return await answer;
      } finally {
        waiting -= 1;
      }
    },
    processId: () => runner.processId(),
    async close() {
      closed = true;
      await runner.close();
      await last;
    },
  };
}

function unknown(why: string): SolverAnswer {
  return { kind: "unknown", why };
}
