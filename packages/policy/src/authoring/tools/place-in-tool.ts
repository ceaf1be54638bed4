import type { VocabularyTool } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { verbWithParticle } from "../words/particle-nouns.ts";
import { isVerb, sameNoun, sameVerb } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { isFillerNoun, isGenericVerb } from "../words/untelling-words.ts";
import { stem } from "../words/word-stem.ts";

const participles = new Set(
  "recorded applied made done performed executed issued used called invoked run initiated".split(" "),
);

/** Whether the word is a participle of a verb that says nothing of what is done: "issued", "used". */
export function isGenericParticiple(lower: string): boolean {
  return participles.has(lower);
}

/** Where in a tool a word of a phrase is found. */
interface Place {
  /** Which word of the name it is, if it is one. */
  readonly at: number | undefined;
  /** 1 where it is found only by synonym or target, 2 only in the description. */
  readonly loose: number;
  /** Whether the word helps to tell this tool from others. */
  readonly telling: boolean;
}

/** Where the tool has the word of a phrase, `first` where it begins it; undefined where it has no place for it. */
export function placeInTool(word: WordToken, tool: VocabularyTool, first: boolean): Place | undefined {
  const parts = word.lower.split(/[-/]/).map(stem);
  const exact = tool.nameStems.indexOf(word.stem);
  if (exact >= 0) return { at: exact, loose: 0, telling: true };
  if (parts.length > 1 && parts.every((part) => tool.nameStems.includes(part))) {
    return { at: tool.nameStems.indexOf(parts[0] ?? ""), loose: 0, telling: true };
  }
  const made = verbWithParticle(word.lower);
  if (made !== undefined && tool.nameStems[0] === made.verb && tool.nameStems[1] === made.particle) {
    return { at: 0, loose: 0, telling: true };
  }
  // a value or a flag of the tool restricts it, whatever else the word may mean
  if (isRestriction(word, tool)) return undefined;
  const spelledOut = first ? undefined : spelledOutAt(word, tool);
  if (spelledOut !== undefined) return { at: spelledOut, loose: 1, telling: true };
  const [verb = ""] = tool.nameStems;
  if (sameVerb(word.stem, verb) && isVerb(word.stem)) return { at: 0, loose: 1, telling: true };
  const act = verbOfAct(word.lower);
  if (act !== undefined && sameVerb(act, verb)) return { at: 0, loose: 1, telling: true };
  const noun = tool.nameStems.findIndex((each, at) => (at > 0 || !isVerb(each)) && sameNoun(each, word.stem));
  if (noun >= 0) return { at: noun, loose: 1, telling: true };
  if (tool.targetStems.some((each) => each === word.stem || sameNoun(each, word.stem))) {
    return { at: undefined, loose: 1, telling: true };
  }
  if ((first || participles.has(word.lower)) && isGenericVerb(word.stem))
    return { at: undefined, loose: 0, telling: false };
  const described = tool.descriptionStems.some(
    (each, at) => each === word.stem || sameNoun(each, word.stem) || (at === 0 && sameVerb(each, word.stem)),
  );
  if (described) return { at: undefined, loose: 2, telling: true };
  if (isFillerNoun(word.stem) && !first) return { at: undefined, loose: 0, telling: false };
  return !first && isObject(word, tool) ? { at: undefined, loose: 2, telling: false } : undefined;
}

/** Which word of the name is short for this one, as "auth" is for the "authorization" that the description speaks of. */
function spelledOutAt({ stem: word }: WordToken, tool: VocabularyTool): number | undefined {
  if (!tool.descriptionStems.includes(word, 1)) return undefined;
  const at = tool.nameStems.findIndex(
    (each, place) => place > 0 && each.length >= 3 && each.length < word.length && word.startsWith(each),
  );
  return at < 0 ? undefined : at;
}

/** "view user profiles": whose the thing is, where the tool knows it by nothing but its `userId`, which every call has. */
function ownerOf({ nameStems, fields }: VocabularyTool): string | undefined {
  const ids = fields.filter(
    ({ path, shape, nameStems: name, guards }) =>
      path.length === 1 &&
      shape.kind === "string" &&
      guards.length === 0 &&
      name.length === 2 &&
      name[1] === "id",
  );
  const [owner] = ids[0]?.nameStems ?? [];
  return ids.length === 1 && owner !== undefined && !nameStems.includes(owner) ? owner : undefined;
}

/** "scale a service": what a tool named by a verb alone is done to is its first argument. */
export function objectOf({ nameStems, fields: [field] }: VocabularyTool): readonly string[] {
  if (nameStems.length > 1 || field?.shape.kind !== "string" || field.values.length > 0) return [];
  const named = field.nameStems.filter((each) => !/^(?:id|name)$/.test(each));
  return named.length === 1 ? named : [];
}

function isObject(word: WordToken, tool: VocabularyTool): boolean {
  return (
    objectOf(tool).some((each) => each === word.stem || sameNoun(each, word.stem)) ||
    ownerOf(tool) === word.stem
  );
}

function isRestriction(word: WordToken, tool: VocabularyTool): boolean {
  return tool.fields.some(
    ({ values, shape, nameStems }) =>
      values.some((value) => stem(value.toLowerCase()) === word.stem) ||
      (shape.kind === "bool" && nameStems.length === 1 && nameStems[0] === word.stem),
  );
}
