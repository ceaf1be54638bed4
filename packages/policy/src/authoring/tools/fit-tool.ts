import type { VocabularyTool } from "../vocabulary.ts";
import { verbWithParticle } from "../words/particle-nouns.ts";
import { isActingVerb, isReadingVerb, isVerb, sameNoun, sameVerb } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { isGenericVerb } from "../words/untelling-words.ts";
import { stem } from "../words/word-stem.ts";
import { isGenericParticiple, placeInTool } from "./place-in-tool.ts";

/** How a tool fits a phrase; lower is better. */
interface ToolFit {
  readonly tool: VocabularyTool;
  /** Name words that the phrase leaves out. */
  readonly missing: number;
  /** Words found only by synonym, target or description. */
  readonly loose: number;
  readonly verb: boolean;
}

/** Words of names that phrases leave out. */
const spare = new Set(
  ["fund", "money", "api", "tool", "by", "for", "to", "of", "id", "the", "a", "from", "in", "new"].map(stem),
);

/** How the tool fits the words of a phrase; undefined where one of them has no place in it. */
export function fitTool(words: readonly WordToken[], tool: VocabularyTool): ToolFit | undefined {
  const [verb = ""] = tool.nameStems;
  const placed = new Set<number>();
  let loose = 0;
  let telling = false;
  let byVerb = false;
  for (const [index, word] of words.entries()) {
    const found = isAdjective(words, index, tool) ? undefined : placeInTool(word, tool, index === 0);
    if (found === undefined) return undefined;
    loose += found.loose;
    // two words for one are one too many, unless they are the same: one of them may restrict
    if (found.at !== undefined && found.loose > 0 && placed.has(found.at)) return undefined;
    if (found.at !== undefined) placed.add(found.at);
    if (found.at === 0 && isVerb(verb)) byVerb = true;
    telling ||= found.telling;
  }
  if (!telling) return undefined;
  // a phrase with a verb must name the tool's verb: deleting is no reading, whatever the description says
  const [head] = words;
  if (
    head !== undefined &&
    !byVerb &&
    isVerb(head.stem) &&
    !isGenericVerb(head.stem) &&
    !verbFits(head, tool)
  ) {
    return undefined;
  }
  const missing = tool.nameStems.filter(
    (each, at) =>
      !placed.has(at) && !(at === 0 && isActingVerb(each)) && !spare.has(each) && !coveredTwice(each, words),
  ).length;
  const distinct = !byVerb && isReadingVerb(verb) ? 1 : 0;
  return { tool, missing, loose: loose + distinct, verb: byVerb };
}

function coveredTwice(name: string, words: readonly WordToken[]): boolean {
  return words.some(
    (word) =>
      word.stem === name || sameNoun(word.stem, name) || verbWithParticle(word.lower)?.particle === name,
  );
}

function verbFits(head: WordToken, tool: VocabularyTool): boolean {
  const [verb = ""] = tool.nameStems;
  const [described = ""] = tool.descriptionStems;
  return tool.nameStems.includes(head.stem) || sameVerb(head.stem, verb) || sameVerb(head.stem, described);
}

/** "used books", "executed wires": a participle before what the tool is about tells which of them. */
function isAdjective(words: readonly WordToken[], index: number, { nameStems }: VocabularyTool): boolean {
  const [before, word, next] = [words[index - 1], words[index], words[index + 1]];
  // what is said of a thing behind it, as in "refunds are issued", is put before it
  if (word === undefined || next === undefined || word.start >= next.start) return false;
  if (!isGenericParticiple(word.lower) || word.lower === "run") return false;
  const isThing = ({ stem }: WordToken): boolean =>
    nameStems.slice(1).some((name) => name === stem || sameNoun(name, stem));
  return isThing(next) && (before === undefined || !isThing(before));
}
