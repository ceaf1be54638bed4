/** Work that nobody waits for, one piece after the other. */
export class Background {
  readonly #onError: (error: unknown) => void;
  readonly #waiting = new Map<string, () => Promise<void>>();
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** The same key waits once, with the last work that was given. */
  add(key: string, work: () => Promise<void>): void {
    if (this.#closed) return;
    this.#waiting.set(key, work);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** What waits is dropped; resolves when what runs has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting.clear();
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (const [key, work] of this.#waiting) {
      this.#waiting.delete(key);
      try {
        await work();
      } catch (error) {
        if (!this.#closed) this.#onError(error);
      }
    }
    this.#running = undefined;
  }
}
