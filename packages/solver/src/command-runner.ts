import { type ChildProcess, spawn } from "node:child_process";
import { basename } from "node:path";
import { longestOutput, type RunResult, type ScriptRunner } from "./solver.ts";

export interface CommandRunnerOptions {
  readonly command: string;
  /** Megabytes. */
  readonly memory: number;
  /** Gets each process as it starts. */
  readonly onStart: (child: ChildProcess) => void;
}

/** Milliseconds that a solver may take longer than it was told to. */
const grace = 1_000;

/** A solver of the machine: one process for each script, which it reads from its input. */
export function commandRunner({ command, memory, onStart }: CommandRunnerOptions): ScriptRunner {
  let current: ChildProcess | undefined;
  return {
    async run(script, timeLimit) {
      const limit = Math.max(1, Math.floor(timeLimit));
      if (command === "") return { kind: "failed", why: "The solver's command is empty" };
      const child = spawn(command, optionsOf(command, limit, memory), { stdio: ["pipe", "pipe", "ignore"] });
      onStart(child);
      current = child;
      const result = await outputOf(child, command, script, limit);
      current = undefined;
      return result;
    },
    processId: () => current?.pid,
    async close() {
      if (current === undefined) return;
      const ended = new Promise((resolve) => current?.once("close", resolve));
      current.kill("SIGKILL");
      await ended;
    },
  };
}

function optionsOf(command: string, timeLimit: number, memory: number): string[] {
  return basename(command).startsWith("cvc5")
    ? ["--lang=smt2", "--strings-exp", "--incremental", "--quiet", `--tlimit-per=${timeLimit}`]
    : ["-in", "-smt2", `-t:${timeLimit}`, `-memory:${memory}`];
}

function outputOf(
  child: ChildProcess,
  command: string,
  script: string,
  timeLimit: number,
): Promise<RunResult> {
  return new Promise((resolve) => {
    let output = "";
    let ending: string | undefined;
    const end = (why: string): void => {
      ending ??= why;
      child.kill("SIGKILL");
    };
    const timer = setTimeout(
      () => end(`${command} gave no answer within ${timeLimit} ms and was ended`),
      timeLimit + grace,
    );
    const settle = (result: RunResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    child.on("error", ({ message }) =>
      settle({ kind: "failed", why: `${command} cannot be run: ${message}` }),
    );
    child.on("close", (code, signal) => {
      // a solver whose last command failed has answered all the same
      if (ending === undefined && output !== "") return settle({ kind: "output", output });
      settle({
        kind: "failed",
        why: ending ?? `${command} ended without an answer (${signal ?? `exit code ${code}`})`,
      });
    });
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
      if (output.length > longestOutput) end("The solver's answer is too long");
    });
    // a solver that ends early closes its input, of which its exit says more
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(script);
  });
}
