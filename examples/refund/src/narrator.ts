/** Tells the story: one line for each step, what it does, what came of it, how long it took. */

/** A step did not do what it must. */
class StepFailed extends Error {
  override readonly name = "StepFailed";
}

export interface Narrator {
  chapter(title: string): void;
  /** Runs a step and prints its outcome; `expect` gives the sentence to print, or throws through {@link mustBe}. */
  step<T>(title: string, work: () => Promise<T>, expect: (result: T) => string): Promise<T>;
  readonly steps: () => number;
}

export function createNarrator(write: (line: string) => void, colour: boolean): Narrator {
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  let count = 0;
  return {
    steps: () => count,
    chapter: (title) => write(`\n${paint(1, title)}`),
    async step(title, work, expect) {
      count += 1;
      const started = performance.now();
      try {
        const result = await work();
        const sentence = expect(result);
        const millis = `${(performance.now() - started).toFixed(0)} ms`;
        write(`  ${paint(32, "ok")} ${title} ${paint(2, `(${millis})`)}`);
        for (const line of sentence.split("\n")) write(`     ${line}`);
        return result;
      } catch (error) {
        write(`  ${paint(31, "FAILED")} ${title}`);
        throw error;
      }
    },
  };
}

/**
 * Checks one expectation of a step.
 * @throws StepFailed saying what was expected and what came.
 */
export function mustBe(what: string, expected: unknown, came: unknown): void {
  if (came === expected) return;
  throw new StepFailed(`${what}: expected ${JSON.stringify(expected)}, but ${JSON.stringify(came)} came.`);
}
