import { Refusal } from "../refusal.ts";

/** What the reading gives, or undefined where it refuses. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
