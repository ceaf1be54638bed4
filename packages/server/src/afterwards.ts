/**
 * Work that no caller waits for, such as writing down what was done: in the order in which it is given, once what this turn
 * of the event loop has to send is on its way.
 */
export class Afterwards {
  readonly #onError: (error: unknown) => void;
  #waiting: (() => void)[] = [];

  /** `onError` hears of work that throws; what comes behind it is done all the same. */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  do(work: () => void): void {
    if (this.#waiting.length === 0) setImmediate(this.finish);
    this.#waiting.push(work);
  }

  /** Does at once what still waits. */
  readonly finish = (): void => {
    const works = this.#waiting;
    this.#waiting = [];
    for (const work of works) {
      try {
        work();
      } catch (error) {
        this.#onError(error);
      }
    }
  };
}
