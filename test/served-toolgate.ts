/** The real server in a process of its own, as `toolgate serve` starts it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../packages/cli/bin/toolgate.mjs", import.meta.url));

export interface ServedToolgate {
  readonly url: string;
  readonly child: ChildProcess;
  /** Kills it as the kernel does, and resolves when it is gone. */
  kill(): Promise<void>;
}

/** Resolves when it says that it listens. `folder` is its working folder. */
export async function serveToolgate(folder: string, ...flags: readonly string[]): Promise<ServedToolgate> {
  const child = spawn(
    process.execPath,
    [command, "serve", "--port", "0", "--data", "data", "--log-level", "error", ...flags],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, "line").then(([line]) => /^toolgate listening on (\S+)$/.exec(String(line))?.[1]),
    ended.then(() => undefined),
  ]);
  if (url === undefined) throw new Error("toolgate serve did not say that it listens");
  return {
    url,
    child,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
