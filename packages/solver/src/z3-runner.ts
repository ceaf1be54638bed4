import { type ChildProcess, fork } from "node:child_process";
import { longestOutput, type RunResult, type ScriptRunner } from "./solver.ts";
import type { Z3Answer, Z3Question } from "./z3-protocol.ts";

export interface Z3RunnerOptions {
  /** Megabytes for z3 itself. */
  readonly memory: number;
  /** Milliseconds. */
  readonly idleLimit: number;
  /** Gets each process as it starts. */
  readonly onStart: (child: ChildProcess) => void;
}

const childMain = new URL("./z3-child.js", import.meta.url);
/** Milliseconds: for the process to start, and for z3 to keep its own limit before the process is taken for stuck. */
const startLimit = 30_000;
const grace = 1_000;

interface Running {
  readonly child: ChildProcess;
  readonly ready: Promise<boolean>;
}

/** z3 as WebAssembly in a process of its own: started when asked, ended when idle, stuck or out of memory. */
export function z3Runner({ memory, idleLimit, onStart }: Z3RunnerOptions): ScriptRunner {
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let nextId = 0;

  const end = ({ child }: Running): void => {
    if (running?.child === child) running = undefined;
    child.kill("SIGKILL");
  };

  return {
    async run(script, timeLimit) {
      clearTimeout(idle);
      if (running === undefined) {
        const started = start(memory);
        onStart(started.child);
        started.child.once("exit", () => end(started));
        running = started;
      }
      const used = running;
      used.child.channel?.ref();
      const result = await asked(used, { id: nextId++, script: limited(script, timeLimit) }, timeLimit);
      if (result.kind === "failed") {
        end(used);
        return result;
      }
      // an idle process keeps nobody from ending
      used.child.channel?.unref();
      idle = setTimeout(() => end(used), idleLimit);
      idle.unref();
      return result;
    },
    processId: () => running?.child.pid,
    async close() {
      clearTimeout(idle);
      if (running === undefined) return;
      const { child } = running;
      // a process that has nothing else to do would end before it has
      child.ref();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      end(running);
      await ended;
    },
  };
}

function start(memory: number): Running {
  const child = fork(childMain, [`${memory}`], {
    execArgv: ["--max-old-space-size=256"],
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.unref();
  const ready = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), startLimit);
    const settle = (isReady: boolean) => () => {
      clearTimeout(timer);
      resolve(isReady);
    };
    child.once("message", settle(true));
    child.once("error", settle(false));
    child.once("exit", settle(false));
  });
  return { child, ready };
}

async function asked({ child, ready }: Running, question: Z3Question, timeLimit: number): Promise<RunResult> {
  if (!(await ready)) return failed("The solver's process did not start");
  return new Promise((resolve) => {
    const settle = (result: RunResult): void => {
      clearTimeout(timer);
      child.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(result);
    };
    const onMessage = (answer: Z3Answer): void => {
      if (answer.kind !== "answer" || answer.id !== question.id) return;
      const { output } = answer;
      settle(
        output.length > longestOutput
          ? failed("The solver's answer is too long")
          : { kind: "output", output },
      );
    };
    const onError = ({ message }: Error): void =>
      settle(failed(`The solver's process could not be reached: ${message}`));
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
      settle(failed(`The solver's process ended (${signal ?? `exit code ${code}`})`));
    const timer = setTimeout(
      () => settle(failed(`The solver gave no answer within ${timeLimit} ms and was ended`)),
      timeLimit + grace,
    );
    child.on("message", onMessage).on("error", onError).on("exit", onExit);
    if (!child.connected) return settle(failed("The solver's process has ended"));
    child.send(question, (error) => {
      if (error) onError(error);
    });
  });
}

/** Within its limit z3 gives up by itself, which spares the start of a new process. */
function limited(script: string, timeLimit: number): string {
  return `(set-option :timeout ${Math.max(1, Math.floor(timeLimit))})\n${script}`;
}

function failed(why: string): RunResult {
  return { kind: "failed", why };
}
