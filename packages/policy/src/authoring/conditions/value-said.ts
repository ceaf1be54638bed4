import { isPersonNoun } from "../words/people-words.ts";
import { plainValue } from "../words/plain-value.ts";

/** The value that the word is, or is the plural of. */
export function valueSaid(word: string, values: readonly string[]): string | undefined {
  const named = (lower: string): string | undefined =>
    values.find((each) => each.toLowerCase() === lower) ??
    values.find((each) => plainValue(each) === plainValue(lower));
  return named(word) ?? (/[^s]s$/.test(word) && !isPersonNoun(word) ? named(word.slice(0, -1)) : undefined);
}
