import { unitNamed } from "../amounts/units.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import { sameNoun } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** Parts of a number's name that say it counts what is named beside them. */
const counting = new Set(
  "count counts number numbers num no nr quantity qty total limit cap size max maximum min minimum allowance quota needed required used left remaining".split(
    " ",
  ),
);

const described = ["number", "count", "many"].map(stem);

/** Whether the number counts the things that the noun names: `openDefects`, `ticketCount` and `numberOfTickets` do, `ticketPriority` and `seatPrice` do not. */
export function countsThing(noun: WordToken, { path }: VocabularyField): boolean {
  const parts = nameWords(path.at(-1) ?? "");
  const per = parts.indexOf("per");
  const told = per < 0 ? parts : parts.slice(0, per);
  // "sign-offs" of signOffs
  const spoken = noun.lower.split("-").map(stem);
  const last = spoken.at(-1) ?? noun.stem;
  if (spoken.length > 1 && !spoken.every((each) => told.some((part) => stem(part) === each))) return false;
  return told.some((part, at) => {
    const own = stem(part);
    if (own !== noun.stem && own !== last && !sameNoun(own, noun.stem)) return false;
    const behind = told.slice(at + 1);
    return isPlural(part) || behind.every((each) => counting.has(each) || unitNamed(each) !== undefined);
  });
}

/** Whether "the number of …" the noun may be the argument: it counts those things, is a bare count, or is described as one. */
export function numbersThing(noun: WordToken, field: VocabularyField): boolean {
  const [only, more] = nameWords(field.path.at(-1) ?? "");
  const isBare = more === undefined && /^(?:count|number|quantity|qty|amount|limit|size)$/.test(only ?? "");
  const isDescribed = described.some((each) => field.descriptionStems.includes(each));
  return isBare || isDescribed || countsThing(noun, field);
}

/** The things behind "the number of", "the total count of"; undefined where the words count nothing. */
export function thingsCounted(words: readonly Token[]): readonly Token[] | undefined {
  const at = words.findIndex((token) => token.kind === "word" && !/^(?:the|a|an|total)$/.test(token.lower));
  const [first, of] = words.slice(Math.max(at, 0));
  if (first?.kind !== "word" || !/^(?:number|count|quantity|tally)$/.test(first.lower)) return undefined;
  if (of?.kind !== "word" || of.lower !== "of") return undefined;
  const things = words.slice(at + 2);
  return things.length === 0 ? undefined : things;
}

function isPlural(part: string): boolean {
  return /[^s]s$/.test(part) || /^(?:people|children|staff)$/.test(part);
}
