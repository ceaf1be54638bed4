/** One Cedar process: asked over IPC, started when first needed, started anew after it dies. */
import { type ChildProcess, fork } from "node:child_process";
import { EvaluationUnavailable } from "../../ports.ts";
import type {
  CedarAnswer,
  CedarAnswerMessage,
  CedarQuestion,
  CedarQuestionMessage,
} from "./cedar-protocol.ts";

export interface CedarProcess {
  /** Rejects with {@link EvaluationUnavailable} when the process dies, is overloaded or does not answer in time. */
  /** `timeLimit`: milliseconds, waiting included, before the process is taken for stuck and killed. */
  ask(question: CedarQuestion, timeLimit: number): Promise<CedarAnswer>;
  /** The id of the running process, for metrics and support. */
  processId(): number | undefined;
  /** Questions that are not answered yet. */
  pending(): number;
  close(): Promise<void>;
}

export interface CedarProcessOptions {
  /** Questions that may be under way at once. */
  readonly maxPending: number;
}

interface Pending {
  readonly resolve: (answer: CedarAnswer) => void;
  readonly reject: (error: EvaluationUnavailable) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * cedar-wasm aborts the process on Node 20 when its calls are inlined (docs/decisions/0001). Compiled once and plainly, as
 * the rest of these say, it takes half the memory, starts sooner, and is no slower for the little that it is asked.
 */
const execArgv = [
  "--no-turbo-inline-js-wasm-calls",
  "--no-opt",
  "--liftoff-only",
  "--wasm-lazy-compilation",
  "--optimize-for-size",
  "--max-semi-space-size=1",
  "--max-old-space-size=256",
];

const childMain = new URL("./cedar-child.js", import.meta.url);
/** Milliseconds: how long a process may take to end by itself, and the longest pause between restarts. */
const graceMillis = 1_000;
const maxPauseMillis = 5_000;

/** Creates a Cedar process that starts with the first question. */
export function createCedarProcess({ maxPending }: CedarProcessOptions): CedarProcess {
  let child: ChildProcess | undefined;
  let closed = false;
  let nextId = 0;
  let deathsInARow = 0;
  let notBefore = 0;
  const pending = new Map<number, Pending>();

  const settle = (id: number): Pending | undefined => {
    const question = pending.get(id);
    pending.delete(id);
    clearTimeout(question?.timer);
    return question;
  };

  const lose = (lost: ChildProcess, why: string) => {
    if (lost !== child) return;
    child = undefined;
    deathsInARow += 1;
    // The first restart is immediate; a process that dies again without one answer is given ever longer pauses.
    notBefore = deathsInARow > 1 ? performance.now() + Math.min(50 * 2 ** deathsInARow, maxPauseMillis) : 0;
    lost.kill("SIGKILL");
    for (const id of [...pending.keys()]) settle(id)?.reject(new EvaluationUnavailable(why));
  };

  const start = (): ChildProcess => {
    const started = fork(childMain, [], {
      execArgv,
      env: {},
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    started.on("message", ({ id, answer }: CedarAnswerMessage) => {
      deathsInARow = 0;
      settle(id)?.resolve(answer);
      if (answer.kind === "failed" && answer.fatal) lose(started, answer.message);
    });
    started.on("error", (error) => lose(started, `The Cedar process could not be reached: ${error.message}`));
    started.on("exit", (code, signal) =>
      lose(started, `The Cedar process ended (${signal ?? `exit code ${code}`})`),
    );
    return started;
  };

  const ask = (question: CedarQuestion, timeLimit: number): Promise<CedarAnswer> => {
    if (closed) return refuse("The Cedar process is closed");
    if (pending.size >= maxPending)
      return refuse(`More than ${maxPending} questions wait for the Cedar process`);
    const pause = notBefore - performance.now();
    if (child === undefined && pause > 0) {
      return refuse(`The Cedar process keeps dying; it is started again in ${Math.ceil(pause)} ms`);
    }
    child ??= start();
    const asked = child;
    const id = nextId++;
    return new Promise((resolve, reject) => {
      const stuck = () =>
        lose(asked, `The Cedar process did not answer within ${timeLimit} ms and was ended`);
      pending.set(id, { resolve, reject, timer: setTimeout(stuck, timeLimit) });
      const message: CedarQuestionMessage = { id, question };
      asked.send(message, (error) => {
        if (error) lose(asked, `The Cedar process could not be reached: ${error.message}`);
      });
    });
  };

  return {
    ask,
    processId: () => child?.pid,
    pending: () => pending.size,
    async close() {
      closed = true;
      const closing = child;
      if (closing === undefined) return;
      const ended = new Promise((resolve) => closing.once("exit", resolve));
      if (closing.connected) closing.disconnect();
      const timer = setTimeout(() => closing.kill("SIGKILL"), graceMillis);
      await ended;
      clearTimeout(timer);
    },
  };
}

function refuse(why: string): Promise<never> {
  return Promise.reject(new EvaluationUnavailable(why));
}
