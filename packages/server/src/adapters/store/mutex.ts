/** Lends one thing to one user at a time, in the order of asking. */
export class Mutex {
  readonly #queue: (() => void)[] = [];
  #held = false;

  async lock(): Promise<void> {
    if (!this.#held) {
      this.#held = true;
      return;
    }
    await new Promise<void>((resolve) => this.#queue.push(resolve));
  }

  unlock(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#held = false;
  }
}
