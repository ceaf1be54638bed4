import { readdir, readFile } from "node:fs/promises";

/** What a process and all it started may use together. */
interface GroupLimits {
  readonly memoryMb: number;
  readonly processes: number;
  readonly threads: number;
}

/** Ends groups of processes that grow past their limits. On Linux alone; elsewhere it sees nothing. */
export interface GroupWatch {
  /** `onOver` is told what was too much. The returned function ends the watching. */
  watch(group: number, limits: GroupLimits, onOver: (why: string) => void): () => void;
}

interface Watched {
  readonly group: number;
  readonly limits: GroupLimits;
  readonly onOver: (why: string) => void;
}

const everyMillis = 200;

/** Looks through /proc five times a second while there is something to watch. */
export function createGroupWatch(): GroupWatch {
  const watched = new Set<Watched>();
  let running = false;

  async function look(): Promise<void> {
    const members = await membersOf(new Set([...watched].map(({ group }) => group)));
    for (const one of watched) {
      const why = await excess(members.get(one.group) ?? [], one.limits);
      if (why === undefined || !watched.delete(one)) continue;
      one.onOver(why);
    }
  }

  function schedule(): void {
    if (running || watched.size === 0) return;
    running = true;
    setTimeout(() => {
      void look().finally(() => {
        running = false;
        schedule();
      });
    }, everyMillis).unref();
  }

  return {
    watch(group, limits, onOver) {
      const one = { group, limits, onOver };
      watched.add(one);
      schedule();
      return () => void watched.delete(one);
    },
  };
}

/** Processes by group. */
async function membersOf(groups: ReadonlySet<number>): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, string[]>();
  const all = await readdir("/proc").catch(() => []);
  for (const id of all.filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
    // The name in parentheses may hold anything; after it come the state, the parent, the group.
    const group = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ", 3)[2]);
    if (groups.has(group)) found.set(group, [...(found.get(group) ?? []), id]);
  }
  return found;
}

async function excess(members: readonly string[], limits: GroupLimits): Promise<string | undefined> {
  if (members.length > limits.processes) {
    return `it has ${members.length} processes; ${limits.processes} are allowed`;
  }
  let kilobytes = 0;
  let threads = 0;
  for (const id of members) {
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    threads += numberAfter(status, "Threads");
    // What several processes share counts once, by parts; alone, the cheaper figure is the same.
    const parts =
      members.length === 1 ? "" : await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
    kilobytes += parts === "" ? numberAfter(status, "VmRSS") : numberAfter(parts, "Pss");
  }
  if (threads > limits.threads) return `it has ${threads} threads; ${limits.threads} are allowed`;
  const usedMb = Math.round(kilobytes / 1_024);
  if (usedMb > limits.memoryMb) return `it uses ${usedMb} MB of memory; ${limits.memoryMb} MB are allowed`;
  return undefined;
}

function numberAfter(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
}
