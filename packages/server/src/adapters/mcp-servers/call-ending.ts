/** Whether work is still wanted, and why not. */
export interface Ended {
  readonly aborted: boolean;
  readonly reason: unknown;
}

/** Tells the work of one call when it is to end. An AbortSignal is made only for who asks: it costs as much as a short call. */
export class CallEnding implements Ended {
  #reason: unknown;
  #aborted = false;
  #controller: AbortController | undefined;
  /** One at a time: a call is at one exchange at a time. */
  #listener: (() => void) | undefined;

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** In place of who listened before. */
  listen(listener: () => void): void {
    this.#listener = listener;
  }

  unlisten(listener: () => void): void {
    if (this.#listener === listener) this.#listener = undefined;
  }

  end(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#listener?.();
  }
}
