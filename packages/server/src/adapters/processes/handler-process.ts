import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a process ended. */
export interface HandlerEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when it could not be started at all. */
  readonly error?: Error;
}

/** A running handler: a process group of its own, in a folder of its own. */
export interface HandlerProcess {
  readonly child: ChildProcess;
  /** False from the moment it is killed or ends. */
  alive(): boolean;
  /** Ends the process and everything it started, at once. */
  kill(): void;
  /** The process is gone, what it wrote has been read, and its folder is removed. */
  readonly ended: Promise<HandlerEnd>;
}

/** Once the process is gone, a descendant that left its group may still hold the pipes; nobody waits longer for it. */
const drainMillis = 500;

/** A fresh, private folder for one handler. */
export function createHandlerFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "toolgate-function-"));
}

/** Starts a process that owns `folder` from now on, unless told to keep it, and starts in it unless `cwd` is another. `channel` adds a fourth pipe, file descriptor 3. */
export function startHandlerProcess(options: {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly keepFolder?: boolean;
  readonly cwd?: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: "pipe" | "ignore";
  readonly channel: boolean;
}): HandlerProcess {
  const { command, args, folder, keepFolder, cwd = folder, environment, stdin, channel } = options;
  const child = spawn(command, [...args], {
    cwd,
    env: { ...environment },
    // A group of its own, so that what it started ends with it.
    detached: true,
    stdio: channel ? [stdin, "pipe", "pipe", "pipe"] : [stdin, "pipe", "pipe"],
  });

  let over = child.pid === undefined;

  function kill(): void {
    over = true;
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  const ended = new Promise<HandlerEnd>((resolve) => {
    let settled = false;
    function settle(end: HandlerEnd): void {
      if (settled) return;
      settled = true;
      for (const stream of child.stdio) stream?.destroy();
      if (keepFolder === true) {
        resolve(end);
        return;
      }
      // A descendant that still writes there can only keep a folder that is not ours any more.
      rm(folder, { recursive: true, force: true, maxRetries: 3 }).then(
        () => resolve(end),
        () => resolve(end),
      );
    }
    child.once("error", (error) => {
      if (child.pid === undefined) settle({ code: null, signal: null, error });
    });
    child.once("exit", (code, signal) => {
      kill();
      setTimeout(settle, drainMillis, { code, signal }).unref();
    });
    child.once("close", (code, signal) => settle({ code, signal }));
  });

  return { child, alive: () => !over, kill, ended };
}
