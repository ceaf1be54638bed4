/** Runs a command of the repository to its end, as a person would from its folder. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("..", import.meta.url));

/** The `toolgate` command without npx around it. */
export const toolgateCommand: readonly string[] = ["packages/cli/bin/toolgate.mjs"];

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runCommand(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      // Vitest's TEST and a runner's CI change what libraries print.
      { cwd: repository, env: { ...process.env, TEST: "", CI: "", ...environment } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

export const toolgate = (...args: readonly string[]): Promise<Ended> =>
  runCommand(process.execPath, [...toolgateCommand, ...args]);
