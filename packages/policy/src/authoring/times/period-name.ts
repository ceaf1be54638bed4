import type { Context } from "../context.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isMonth, readDates, yearAhead } from "./read-dates.ts";

const nouns = /^(?:window|period|season|term|freeze|campaign|shutdown|embargo|blackout|phase|event)$/;
const links = [
  "of",
  "from",
  "between",
  "running from",
  "lasting from",
  "which runs from",
  "that runs from",
  "(",
];

/**
 * Takes "the enrollment window of" in front of the dates that say when it is, so that its name says nothing more.
 * @returns whether it opened a bracket, which has to be closed behind the dates.
 */
export function takePeriodName(
  reader: Reader,
  { tools }: Context,
): { readonly bracket: boolean } | undefined {
  return reader.attempt(() => {
    reader.take("the", "our", "this", "a", "an");
    for (let ahead = 0; ahead < 4; ahead += 1) {
      const word = reader.word(ahead);
      if (!/^\p{L}[\p{L}-]*$/u.test(word)) return undefined;
      // "the production window" may be the window of production alone
      if (tools.some((tool) => tool.fields.some((field) => isSaidBy(word, field)))) return undefined;
      if (!nouns.test(word)) continue;
      reader.at += ahead + 1;
      const link = reader.take(...links);
      const start = reader.at;
      if (link === undefined || readDates(reader, yearAhead(reader)) === undefined) return undefined;
      reader.at = start;
      return { bracket: link === "(" };
    }
    return undefined;
  });
}

function isSaidBy(word: string, { nameStems, values }: VocabularyField): boolean {
  return nameStems.includes(stem(word)) || values.some((value) => nameWords(value).includes(word));
}

/** Whether the word is the noun of such a name, its dates behind it: the "freeze" of "the freeze from December 20, 2025". */
export function namesPeriod(tokens: readonly Token[], at: number): boolean {
  const [noun, link, date, behind] = tokens.slice(at, at + 4);
  if (noun?.kind !== "word" || !nouns.test(noun.lower)) return false;
  if (!/^(?:of|from|between|\(|running|lasting)$/.test(link?.text.toLowerCase() ?? "")) return false;
  return [date, behind].some(
    (each) => each?.kind === "date" || (each?.kind === "word" && isMonth(each.lower)),
  );
}
