/** Memory and processor time of a process and of all that it started; read from /proc, so on Linux alone. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const canReadMemory = existsSync("/proc/self/smaps_rollup");

function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}

/** The solver aside: it proves in the background for a while after a start, answers no call, and ends when it is idle. */
function familyOf(pid) {
  return [
    pid,
    ...childrenOf(pid)
      .filter((child) => !isSolver(child))
      .flatMap(familyOf),
  ];
}

function isSolver(pid) {
  return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("z3-child");
}

function kilobytes(pid, name) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(new RegExp(`^${name}: *(\\d+) kB`, "m").exec(text)?.[1]);
}

/** Microseconds of processor time that the process and its children have used; NaN where it cannot be read. */
export function processorMicros(pid) {
  if (!canReadMemory) return Number.NaN;
  return familyOf(pid).reduce((total, member) => {
    // The name before the parenthesis may hold anything; user and system time are fields 14 and 15, in ticks of 10 ms.
    const fields = readFileSync(`/proc/${member}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return total + (Number(fields[11]) + Number(fields[12])) * 10_000;
  }, 0);
}

/** `resident` counts a page that processes share once for each of them, `proportional` once in all. */
export function memoryOf(pid) {
  const family = familyOf(pid);
  const sum = (name) => family.reduce((total, member) => total + kilobytes(member, name), 0) / 1024;
  return {
    processes: family.length,
    own: kilobytes(pid, "Rss") / 1024,
    resident: sum("Rss"),
    proportional: sum("Pss"),
  };
}
