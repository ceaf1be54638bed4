import { sameNoun } from "./synonyms.ts";
import type { Vocabulary, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** Words that show nothing by themselves. */
const small = new Set(
  (
    "a an the any all each every of for in on at to from with without within during over until unless once after before if " +
    "has have had been be is are was were must should not never no already just first their its his her this that they it " +
    "and or than more less fewer most least only most per by contain contains include includes"
  ).split(" "),
);

/** Whether one tool's own words, arguments and values say all that the phrase says, so that it shows nothing beyond a call. */
export function accountedFor(phrase: string, { tools }: Vocabulary): boolean {
  const words = (phrase.toLowerCase().match(/\p{L}[\p{L}\p{N}]*/gu) ?? []).filter((word) => !small.has(word));
  return words.length > 0 && tools.some((tool) => words.every((word) => isWordOf(word, tool)));
}

function isWordOf(word: string, tool: VocabularyTool): boolean {
  const forms = new Set([word, word.replace(/ly$/, ""), adverbs.get(word) ?? `${word}ly`].map(stem));
  const known = [
    ...tool.nameStems,
    ...tool.descriptionStems,
    ...tool.fields.flatMap(({ nameStems, descriptionStems }) => [...nameStems, ...descriptionStems]),
    ...tool.fields.flatMap(({ values }) => values.map((value) => stem(value.toLowerCase()))),
  ];
  return known.some((each) => [...forms].some((form) => form === each || sameNoun(form, each)));
}

/** "per day" is what an argument dailyBudget counts by. */
const adverbs: ReadonlyMap<string, string> = new Map([["day", "daily"]]);
