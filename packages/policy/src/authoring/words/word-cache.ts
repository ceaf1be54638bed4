import type { WordToken } from "./tokens.ts";

/** Words remembered for one argument or tool; beyond them all are forgotten. */
const mostWords = 500;

/** The same answer, found once for each word and each argument or tool, since every reading of a sentence asks again; `find` may look at the word's letters and its stem alone. */
export function onceForWord<Thing extends object, T extends number | boolean>(
  find: (word: Pick<WordToken, "lower" | "stem">, thing: Thing) => T,
): (word: WordToken, thing: Thing) => T {
  const known = new WeakMap<Thing, Map<string, T>>();
  return (word, thing) => {
    const answers = known.get(thing) ?? new Map<string, T>();
    known.set(thing, answers);
    const key = `${word.lower}\n${word.stem}`;
    const before = answers.get(key);
    if (before !== undefined) return before;
    const answer = find(word, thing);
    if (answers.size >= mostWords) answers.clear();
    answers.set(key, answer);
    return answer;
  };
}
