import { isNearMiss } from "./near-miss.ts";
import { personActs } from "./person-acts.ts";
import { refuse, type TextSpan } from "./refusal.ts";
import { remembered } from "./remembered.ts";
import { isActingVerb, isKnownWord, isReadingVerb, isVerb, sameNoun, sameVerb } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import type { Vocabulary, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** Words that say nothing about which tool is meant. */
const articles = new Set([
  "a",
  "an",
  "the",
  "any",
  "all",
  "every",
  "each",
  "of",
  "on",
  "for",
  "to",
  "in",
  "into",
  "and",
  "with",
  "from",
  "between",
  "new",
  "some",
  "as",
  "be",
  "being",
]);
const pronouns = new Set(["this", "that", "these", "those", "it", "them", "one"]);
const fillers = new Set(
  [
    "tool",
    "tools",
    "action",
    "actions",
    "operation",
    "operations",
    "function",
    "call",
    "calls",
    "request",
    "requests",
    "details",
    "detail",
    "information",
    "info",
    "feature",
    "api",
    "endpoint",
    "capability",
    "ability",
    "data",
    "process",
  ].map(stem),
);
const generic = new Set(
  [
    "use",
    "using",
    "call",
    "invoke",
    "run",
    "execute",
    "perform",
    "access",
    "issue",
    "make",
    "do",
    "initiate",
    "record",
    "carry",
    "apply",
    "out",
  ].map(stem),
);

/** Whether the verb says nothing of what is done: "use", "call", "run". */
export function isGenericVerb(stemmed: string): boolean {
  return generic.has(stemmed);
}

const participles = new Set([
  "recorded",
  "applied",
  "made",
  "done",
  "performed",
  "executed",
  "issued",
  "used",
  "called",
  "invoked",
  "run",
  "initiated",
]);

/** How a tool fits a phrase; lower is better. */
interface Fit {
  readonly tool: VocabularyTool;
  /** Name words that the phrase leaves out. */
  readonly missing: number;
  /** Words found only by synonym, target or description. */
  readonly loose: number;
  readonly verb: boolean;
}

/** The tools that the words of a phrase name, each word placed; several when they fit equally well. */
export const matchTools = remembered(matchOnce);

function matchOnce(phrase: readonly Token[], vocabulary: Vocabulary): readonly VocabularyTool[] {
  const exact = exactNames(phrase, vocabulary);
  if (exact.length > 0) return exact;
  if (personActs(phrase)) return [];
  const odd = phrase.findIndex((token) => token.kind === "word" && fillers.has(token.stem));
  const before = phrase[odd - 1];
  const particle = phrase[odd - 2];
  // "listen in on calls": "on" belongs to the verb of the tool's name
  const isOfVerb =
    particle?.kind === "word" && vocabulary.tools.some(({ nameStems }) => nameStems[1] === particle.lower);
  if (before?.kind === "word" && /^(?:in|on|with|at)$/.test(before.lower) && !isOfVerb) return [];
  const words = phrase.filter(
    (token): token is WordToken => token.kind === "word" && !articles.has(token.lower),
  );
  const other = phrase.find((token) => token.kind !== "word");
  if (other !== undefined || words.length === 0) return [];
  if (words.some((word) => pronouns.has(word.lower))) return [];
  const fits = vocabulary.tools.map((tool) => fitOf(words, tool)).filter((fit) => fit !== undefined);
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
        !articles.has(token.lower) &&
        !generic.has(token.stem) &&
        !(fillers.has(token.stem) && token.lower === token.text)),
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

function fitOf(words: readonly WordToken[], tool: VocabularyTool): Fit | undefined {
  const [verb = ""] = tool.nameStems;
  const placed = new Set<number>();
  let loose = 0;
  let telling = false;
  let byVerb = false;
  for (const [index, word] of words.entries()) {
    const found = placeOf(word, tool, index === 0);
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
    !generic.has(head.stem) &&
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

const spare = new Set(
  ["fund", "money", "api", "tool", "by", "for", "to", "of", "id", "the", "a", "from", "in", "new"].map(stem),
);

function coveredTwice(name: string, words: readonly WordToken[]): boolean {
  return words.some((word) => word.stem === name || sameNoun(word.stem, name));
}

function verbFits(head: WordToken, tool: VocabularyTool): boolean {
  const [verb = ""] = tool.nameStems;
  const [described = ""] = tool.descriptionStems;
  return tool.nameStems.includes(head.stem) || sameVerb(head.stem, verb) || sameVerb(head.stem, described);
}

interface Place {
  readonly at: number | undefined;
  readonly loose: number;
  /** Whether the word helps to tell this tool from others. */
  readonly telling: boolean;
}

function placeOf(word: WordToken, tool: VocabularyTool, first: boolean): Place | undefined {
  const parts = word.lower.split(/[-/]/).map(stem);
  const exact = tool.nameStems.indexOf(word.stem);
  if (exact >= 0) return { at: exact, loose: 0, telling: true };
  if (parts.length > 1 && parts.every((part) => tool.nameStems.includes(part))) {
    return { at: tool.nameStems.indexOf(parts[0] ?? ""), loose: 0, telling: true };
  }
  // a value or a flag of the tool restricts it, whatever else the word may mean
  if (isRestriction(word, tool)) return undefined;
  const [verb = ""] = tool.nameStems;
  if (sameVerb(word.stem, verb) && isVerb(word.stem)) return { at: 0, loose: 1, telling: true };
  const noun = tool.nameStems.findIndex((each, at) => (at > 0 || !isVerb(each)) && sameNoun(each, word.stem));
  if (noun >= 0) return { at: noun, loose: 1, telling: true };
  if (tool.targetStems.some((each) => each === word.stem || sameNoun(each, word.stem))) {
    return { at: undefined, loose: 1, telling: true };
  }
  if ((first || participles.has(word.lower)) && generic.has(word.stem))
    return { at: undefined, loose: 0, telling: false };
  const described = tool.descriptionStems.some(
    (each, at) => each === word.stem || sameNoun(each, word.stem) || (at === 0 && sameVerb(each, word.stem)),
  );
  if (described) return { at: undefined, loose: 2, telling: true };
  if (fillers.has(word.stem) && !first) return { at: undefined, loose: 0, telling: false };
  return undefined;
}

function isRestriction(word: WordToken, tool: VocabularyTool): boolean {
  return tool.fields.some(
    ({ values, shape, nameStems }) =>
      values.some((value) => stem(value.toLowerCase()) === word.stem) ||
      (shape.kind === "bool" && nameStems.length === 1 && nameStems[0] === word.stem),
  );
}

/** Says which words of the phrase no tool explains, and what may have been meant. */
export function refuseTools(phrase: readonly Token[], vocabulary: Vocabulary, span: TextSpan): never {
  const names = vocabulary.tools.map(({ action }) => action);
  const words = phrase.filter(
    (token): token is WordToken => token.kind === "word" && !articles.has(token.lower),
  );
  const unknown = words.find(
    (word) => !vocabulary.tools.some((tool) => placeOf(word, tool, word === words[0]) !== undefined),
  );
  if (unknown !== undefined) {
    const near = vocabulary.tools.filter((tool) =>
      [...tool.nameStems, ...tool.targetStems].some((each) => isNearMiss(unknown.stem, each)),
    );
    refuse(`No tool of this gateway is described by "${unknown.text}"`, unknown, {
      candidates: (near.length > 0 ? near.map(({ action }) => action) : names).slice(0, 10),
    });
  }
  refuse("No tool of this gateway fits all these words", span, { candidates: names.slice(0, 10) });
}

/** The phrase with misspelt words replaced, each one a single slip away from exactly one word of the gateway's tools. */
export function respelt(
  phrase: readonly Token[],
  vocabulary: Vocabulary,
): { readonly phrase: readonly Token[]; readonly notes: readonly string[] } | undefined {
  const notes: string[] = [];
  const stems = new Set(
    vocabulary.tools.flatMap(({ nameStems, targetStems }) => [...nameStems, ...targetStems]),
  );
  const mended = phrase.map((token) => {
    if (
      token.kind !== "word" ||
      articles.has(token.lower) ||
      stems.has(token.stem) ||
      isKnownWord(token.stem)
    )
      return token;
    if (fillers.has(token.stem) || generic.has(token.stem)) return token;
    const near = [...stems].filter((each) => isNearMiss(token.stem, each));
    const [only] = near;
    if (only === undefined || near.length > 1) return token;
    notes.push(`"${token.text}" is read as a misspelling of "${only}…"`);
    return { ...token, stem: only };
  });
  return notes.length === 0 ? undefined : { phrase: mended, notes };
}
