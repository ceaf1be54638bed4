import { invalidInput } from "./iam-faults.ts";
import type { WrittenSource } from "./policy-sources.ts";

/** What one answer of the simulator may cost; a unit takes about ten nanoseconds. */
const budget = 50_000_000;

/** To match a statement and to tell of it. */
const costOfStatement = 9_000;

/** Characters that a pattern is held against in one step. */
const together = 64;

/**
 * How many results one answer may have, where each holds the documents against texts of so many characters.
 * @throws ServiceFault InvalidInput when not even one is affordable.
 */
export function affordableResults(sources: readonly WrittenSource[], characters: number): number {
  const written = sources.reduce((sum, { text }) => sum + text.length, 0);
  const statements = sources.reduce((sum, { document }) => sum + document.statements.length, 0);
  const costOfOne = 1 + written * Math.ceil((characters + 1) / together) + statements * costOfStatement;
  if (costOfOne <= budget) return Math.floor(budget / costOfOne);
  throw invalidInput(
    "These policies and context values are too long to simulate; leave out what is not needed.",
  );
}
