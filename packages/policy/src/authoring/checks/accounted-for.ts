import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import { stem } from "../words/word-stem.ts";

/** Words that show nothing by themselves. */
const small = new Set(
  (
    "a an the any all each every of for in on at to from with without within during over until unless once after before if " +
    "has have had been be is are was were must should not never no already just first their its his her this that they it " +
    "performed made done given obtained carried and or than more less fewer most least only most per by contain contains include includes"
  ).split(" "),
);

/**
 * Whether the words, arguments and values of a tool that the rest of the sentence speaks of say all that the phrase says,
 * so that it shows nothing beyond a call.
 */
export function accountedFor(phrase: string, rest: string, { tools }: Vocabulary): boolean {
  const words = wordsOf(phrase).filter((word) => !small.has(word));
  if (words.length === 0) return false;
  const others = wordsOf(rest).map(stem);
  return tools.some(
    (tool) =>
      tool.nameStems.some((name) => others.some((other) => other === name || sameVerb(other, name))) &&
      words.every((word) => isWordOf(word, tool)),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}\p{N}]*/gu) ?? [];
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
