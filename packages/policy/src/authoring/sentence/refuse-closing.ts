import { refuse } from "../refusal.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Refuses the end of a sentence that may close two things, and says how to write it without doubt; always throws {@link Refusal}. */
export function refuseClosing(problem: string, tokens: readonly Token[]): never {
  refuse(problem, spanOf(tokens), {
    advice: 'Write it as a rule of its own, such as "Block … unless …".',
  });
}
