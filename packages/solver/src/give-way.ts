import type { ChildProcess } from "node:child_process";
import { constants, setPriority } from "node:os";

/** Has everything else on the machine go before the process, where the system can do that. */
export function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or runs like any other.
  }
}
