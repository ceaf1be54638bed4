/** Memory that running functions reserve before they start, so that all of them together leave room for the server. */
export interface MemoryBudget {
  readonly totalMb: number;
  /** Resolves to what gives the memory back; undefined when too much is in use, even after idle processes were ended. */
  reserve(megabytes: number): Promise<(() => void) | undefined>;
}

/** `endIdle` ends one process that nobody uses; undefined when there is none, else it resolves when that is gone. */
export function createMemoryBudget(
  totalMb: number,
  endIdle: () => Promise<unknown> | undefined,
): MemoryBudget {
  let used = 0;

  return {
    totalMb,
    async reserve(megabytes) {
      while (used + megabytes > totalMb) {
        const ending = endIdle();
        if (ending === undefined) return undefined;
        await ending;
      }
      used += megabytes;
      let held = true;
      return () => {
        if (held) used -= megabytes;
        held = false;
      };
    },
  };
}
