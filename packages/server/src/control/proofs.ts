/** Findings that need proofs, kept by content, asked for outside of changes and within a time that the operator sets. */
import { setImmediate } from "node:timers/promises";
import {
  type EngineFinding,
  engineFindings,
  environment,
  type Referee,
  replay,
  type Solve,
} from "@toolgate/policy";
import type { Solver } from "../ports.ts";
import type { FindingsQuestion } from "./unanswered.ts";

/** A tool's findings, or why nobody looked for them. */
export type ProofAnswer =
  | { readonly kind: "findings"; readonly findings: readonly EngineFinding[] }
  | { readonly kind: "not asked"; readonly why: string };

const MOST_KEPT = 20_000;

/** What was proved once, for all calls. */
export class KnownFindings {
  readonly #known = new Map<string, ProofAnswer>();

  get(key: string): ProofAnswer | undefined {
    return this.#known.get(key);
  }

  keep(key: string, answer: ProofAnswer): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, answer);
  }
}

export interface ProofOptions {
  readonly known: KnownFindings;
  readonly solver: Pick<Solver, "solve">;
  /** Confirms what is found. */
  readonly referee: Referee;
  /** Milliseconds for all that one call asks. */
  readonly timeLimit: number;
}

/** The proofs of one call of the control plane. */
export class Proofs {
  readonly #options: ProofOptions;
  /** What was not told within the time, or at all: true of this call alone. */
  readonly #open = new Map<string, ProofAnswer>();
  #deadline: Deadline | undefined;

  constructor(options: ProofOptions) {
    this.#options = options;
  }

  /** Undefined where it has to be asked for first. */
  find({ key }: FindingsQuestion): ProofAnswer | undefined {
    return this.#options.known.get(key) ?? this.#open.get(key);
  }

  /** Never rejects, and takes no longer than the limit: what is not answered then is not asked any more. */
  async ask(questions: readonly FindingsQuestion[]): Promise<void> {
    const { known, timeLimit } = this.#options;
    this.#deadline ??= new Deadline(timeLimit);
    const deadline = this.#deadline;
    const analyst = { solve: this.#solve(deadline), replay, referee: this.#referee(deadline) };
    for (const question of questions) {
      if (this.find(question) !== undefined) continue;
      // an engine of many tools must not keep calls waiting
      await setImmediate();
      if (deadline.left() <= 0) {
        this.#open.set(question.key, { kind: "not asked", why: over(timeLimit) });
        continue;
      }
      const asked = environment(question.tool, question.principalType);
      const findings = await engineFindings(asked, question.policies, question.place, analyst);
      const answer: ProofAnswer = { kind: "findings", findings };
      if (findings.some(({ kind }) => kind === "unknown")) this.#open.set(question.key, answer);
      else known.keep(question.key, answer);
    }
  }

  #referee(deadline: Deadline): Referee {
    return (policies, request) =>
      Promise.race([this.#options.referee(policies, request), deadline.over().then(() => undefined)]);
  }

  /** One question gets a quarter of the time at most, so that a solver that hangs costs that and no more. */
  #solve(deadline: Deadline): Solve {
    const { solver, timeLimit } = this.#options;
    return (script) => {
      const left = deadline.left();
      const late = { kind: "unknown", why: over(timeLimit) } as const;
      if (left <= 0) return Promise.resolve(late);
      const limit = Math.min(left, timeLimit / 4);
      return Promise.race([solver.solve(script, { timeLimit: limit }), deadline.over().then(() => late)]);
    };
  }
}

function over(timeLimit: number): string {
  return `The ${timeLimit / 1_000} s for the proofs of one change (analysisTimeLimit) were over`;
}

class Deadline {
  readonly #end: number;
  #over: Promise<void> | undefined;

  constructor(limit: number) {
    this.#end = performance.now() + limit;
  }

  left(): number {
    return this.#end - performance.now();
  }

  over(): Promise<void> {
    this.#over ??= new Promise((resolve) => {
      setTimeout(resolve, Math.max(0, this.left())).unref();
    });
    return this.#over;
  }
}
