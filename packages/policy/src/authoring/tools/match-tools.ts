import { remembered } from "../remembered.ts";
import { personActs } from "../rule/person-acts.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { isArticle, isFillerNoun, isGenericVerb, withoutArticles } from "../words/untelling-words.ts";
import { stem } from "../words/word-stem.ts";
import { fitTool } from "./fit-tool.ts";

const pronouns = new Set(["this", "that", "these", "those", "it", "them", "one"]);

/** The tools that the words of a phrase name, each word placed; several when they fit equally well. */
export const matchTools = remembered(matchOnce);

function matchOnce(phrase: readonly Token[], vocabulary: Vocabulary): readonly VocabularyTool[] {
  const exact = exactNames(phrase, vocabulary);
  if (exact.length > 0) return exact;
  if (personActs(phrase, vocabulary)) return [];
  const odd = phrase.findIndex((token) => token.kind === "word" && isFillerNoun(token.stem));
  const before = phrase[odd - 1];
  const particle = phrase[odd - 2];
  // "listen in on calls": "on" belongs to the verb of the tool's name
  const isOfVerb =
    particle?.kind === "word" && vocabulary.tools.some(({ nameStems }) => nameStems[1] === particle.lower);
  if (before?.kind === "word" && /^(?:in|on|with|at)$/.test(before.lower) && !isOfVerb) return [];
  const words = withoutArticles(phrase);
  const other = phrase.find((token, at) => token.kind !== "word" && !isOwner(phrase, at));
  if (other !== undefined || words.length === 0) return [];
  if (words.some((word) => pronouns.has(word.lower))) return [];
  const fits = vocabulary.tools.map((tool) => fitTool(words, tool)).filter((fit) => fit !== undefined);
  const named = fits.filter((fit) => fit.missing === 0);
  const verbs = fits.filter((fit) => fit.verb);
  const level = named.length > 0 ? named : verbs.length > 0 ? verbs : fits;
  const least = Math.min(...level.map(({ loose }) => loose));
  const best = level.filter(({ loose }) => loose === least);
  const [only] = best;
  // "selling shares" may be short_sell, but also a trade whose side is "sell"
  const rivals =
    only !== undefined && best.length === 1 && only.missing > 0
      ? vocabulary.tools.filter((tool) => tool !== only.tool && hasValue(tool, words))
      : [];
  return [...best.map(({ tool }) => tool), ...rivals];
}

/** The "'s" of "a customer's device"; whoever calls may be meant by "the user's", but not by "a tenant's". */
function isOwner(phrase: readonly Token[], at: number): boolean {
  const [token, owner] = [phrase[at], phrase[at - 1]];
  if (token?.kind !== "mark" || token.text !== "'s" || owner?.kind !== "word") return false;
  return !/^(?:user|caller|requester|principal|person|member|agent|client)s?$/.test(owner.lower);
}

function hasValue({ fields }: VocabularyTool, words: readonly WordToken[]): boolean {
  return fields.some(({ values }) =>
    values.some((value) => words.some((word) => stem(value.toLowerCase()) === word.stem)),
  );
}

/** Tools written as they are called, alone or with words such as "the … tool" around them. */
function exactNames(phrase: readonly Token[], { tools }: Vocabulary): readonly VocabularyTool[] {
  const telling = phrase.filter(
    (token) =>
      token.kind === "quoted" ||
      (token.kind === "word" &&
        !isArticle(token.lower) &&
        !isGenericVerb(token.stem) &&
        !(isFillerNoun(token.stem) && token.lower === token.text)),
  );
  const [only] = telling;
  if (only === undefined || telling.length !== 1 || (only.kind !== "word" && only.kind !== "quoted"))
    return [];
  return tools.filter(
    ({ action, name }) =>
      action === only.text ||
      name === only.text ||
      (/[_A-Z-]/.test(only.text) && name.toLowerCase() === only.text.toLowerCase()),
  );
}
