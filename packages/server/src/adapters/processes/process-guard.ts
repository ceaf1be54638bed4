import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Puts the guard's words before a command. Without `memoryMb`, its memory is not limited. */
export type ProcessGuard = (command: readonly string[], memoryMb?: number) => readonly string[];

/** What Linux (util-linux) has: a limit on memory, and an end together with the server. Probed, since other systems lack one or both. */
const setpriv = ["setpriv", "--pdeathsig", "KILL"] as const;
const prlimit = (memoryMb: number) => ["prlimit", `--data=${memoryMb * 1_048_576}`, "--core=0"] as const;

async function works(command: readonly string[]): Promise<boolean> {
  const [program = "", ...args] = command;
  try {
    await run(program, [...args, "true"], { timeout: 5_000 });
    return true;
  } catch {
    return false;
  }
}

/** Finds out once what this machine can enforce on a command. */
export async function findProcessGuard(): Promise<ProcessGuard> {
  const [canTie, canLimit] = await Promise.all([works(setpriv), works(prlimit(1_024))]);
  return (command, memoryMb) => [
    ...(canTie ? setpriv : []),
    ...(canLimit && memoryMb !== undefined ? prlimit(memoryMb) : []),
    ...command,
  ];
}
