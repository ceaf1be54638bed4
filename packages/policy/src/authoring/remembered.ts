import { Refusal } from "./refusal.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Token } from "./words/tokens.ts";

type Outcome<T> = { readonly value: T } | { readonly refusal: Refusal };

/** The reading, done once for the same words and vocabulary: a sentence that is refused is tried in many ways that share parts. */
export function remembered<T>(
  read: (tokens: readonly Token[], vocabulary: Vocabulary) => T,
): (tokens: readonly Token[], vocabulary: Vocabulary) => T {
  const known = new WeakMap<Vocabulary, Map<string, Outcome<T>>>();
  return (tokens, vocabulary) => {
    const outcomes = known.get(vocabulary) ?? new Map<string, Outcome<T>>();
    known.set(vocabulary, outcomes);
    const key = keyOf(tokens);
    const outcome = outcomes.get(key) ?? outcomeOf(() => read(tokens, vocabulary));
    outcomes.set(key, outcome);
    if ("refusal" in outcome) throw outcome.refusal;
    return outcome.value;
  };
}

function outcomeOf<T>(read: () => T): Outcome<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

function keyOf(tokens: readonly Token[]): string {
  return tokens
    .map(
      (token) =>
        `${token.start}:${token.end}:${token.kind}:${token.kind === "word" ? `${token.lower}:${token.stem}` : ""}:${token.text}`,
    )
    .join("|");
}
