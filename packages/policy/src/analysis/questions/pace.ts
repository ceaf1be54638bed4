/** How long work goes on, and who hears of it. */
export interface Pace {
  /** Asked between parts of the work: why it has to end here, undefined where it goes on. */
  readonly over: () => Promise<string | undefined>;
  /** Told after each part, with how many of all are done. */
  readonly progress: (done: number, of: number) => void;
}

/** Without an end, and without a listener. */
export const unhurried: Pace = { over: async () => undefined, progress: () => {} };
