import type { Context } from "../context.ts";
import { nameWords, type VocabularyField, type VocabularyTool } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import {
  denials,
  havingInName,
  joinsInFlag,
  sameInFlag,
  silentInFlag,
  silentInName,
  telling,
  toldPeople,
} from "../words/flag-words.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

/** A statement about a flag, such as "the fee has not been paid". */
export interface SaidOfFlag {
  readonly field: VocabularyField;
  /** Whether the words deny it. */
  readonly denied: boolean;
}

/**
 * The one flag of the tools that these words speak of, where they say all of its name and nothing else.
 * `having` says that a word such as "with" stands before them; several flags are none.
 */
export function matchFlag(
  words: readonly Token[],
  having: boolean,
  { tools }: Context,
): SaidOfFlag | undefined {
  let merged: SaidOfFlag | undefined;
  for (const tool of tools) {
    const said = flagOfTool(words, having, tool);
    if (said === undefined) return undefined;
    if (merged === undefined) {
      merged = said;
    } else {
      if (merged.field.path.join(".") !== said.field.path.join(".") || merged.denied !== said.denied)
        return undefined;
      const guards = [...new Set([...merged.field.guards, ...said.field.guards])].sort((a, b) => a - b);
      merged = { ...merged, field: { ...merged.field, guards } };
    }
  }
  return merged;
}

function flagOfTool(words: readonly Token[], having: boolean, tool: VocabularyTool): SaidOfFlag | undefined {
  const fits = tool.fields
    .filter((field) => isOfKind(field, "flag"))
    .flatMap((field) => {
      const fit = fitOf(words, having, field, tool);
      return fit === undefined ? [] : [{ field, ...fit }];
    });
  // an argument of another kind that is named so as well is no flag: nothing is certain then
  if (tool.fields.some((field) => !isOfKind(field, "flag") && fitOf(words, false, field, tool) !== undefined))
    return undefined;
  const most = Math.max(...fits.map(({ hits }) => hits));
  const [first, second] = fits.filter(({ hits }) => hits === most);
  return first === undefined || second !== undefined
    ? undefined
    : { field: first.field, denied: first.denied };
}

/** How many words of the flag's name are said, and whether they are denied; undefined where a word is left on either side. */
function fitOf(
  words: readonly Token[],
  having: boolean,
  field: VocabularyField,
  tool: VocabularyTool,
): { readonly hits: number; readonly denied: boolean } | undefined {
  const name = nameWords(field.path.at(-1) ?? "").map(stem);
  // "data without PII"
  const within = words.some((token) => token.kind === "word" && /^with(?:out)?$/.test(token.lower));
  const needed = new Set(
    name.filter((each) => !silentInName.has(each) && !((having || within) && havingInName.has(each))),
  );
  if (needed.size === 0) return undefined;
  // "to be reviewed" is not reviewed yet
  if (words.some((token, at) => isWord(token, "be") && (at === 0 || isWord(words[at - 1], "to"))))
    return undefined;
  let denied = 0;
  let hits = 0;
  const told = new Set<string>();
  for (const token of words) {
    if (token.kind === "mark" && token.text === "'s") continue;
    if (token.kind !== "word") return undefined;
    const parts = partsOf(token).map((part) => hitOf(part, name, field));
    if (parts.every((part) => part !== undefined)) {
      for (const part of parts) {
        told.add(part.name);
        if (part.denied) denied += 1;
      }
      hits += 1;
    } else if (denials.has(token.lower) || (token === words.at(-1) && token.lower === "off")) {
      denied += 1;
    } else if (token.lower === "off") {
      return undefined;
    } else if (
      !silentInFlag.has(token.lower) &&
      !joinsInFlag.has(token.lower) &&
      !isSubject(token, name, field, tool)
    ) {
      return undefined;
    }
  }
  if (denied > 1 || [...needed].some((each) => !told.has(each))) return undefined;
  return { hits, denied: denied === 1 };
}

function isWord(token: Token | undefined, lower: string): boolean {
  return token?.kind === "word" && token.lower === lower;
}

/** "signed-off" is two words, "recursively" one. */
function partsOf({ lower }: WordToken): readonly string[] {
  return /^non-/.test(lower) ? [lower] : lower.split("-").filter((part) => part !== "");
}

function hitOf(
  word: string,
  name: readonly string[],
  field: VocabularyField,
): { readonly name: string; readonly denied: boolean } | undefined {
  if (word === field.path.at(-1)?.toLowerCase()) return { name: name[0] ?? "", denied: false };
  const found = name.find((each) =>
    formsOf(word).some((form) => form === each || sameNoun(form, each) || sameInFlag(form, each)),
  );
  if (found !== undefined) return { name: found, denied: false };
  const plain = /^(?:non-(?=\p{L}{2})|(?:un|non)(?=\p{L}{4}))(\p{L}+)$/u.exec(word)?.[1];
  const turned =
    plain === undefined ? undefined : name.find((each) => formsOf(plain).some((form) => form === each));
  return turned === undefined ? undefined : { name: turned, denied: true };
}

function formsOf(word: string): readonly string[] {
  const plain = word.replace(/(?<=\p{L}{4})ly$/u, "");
  const act = verbOfAct(word);
  return /^(?:them|him|her|it|your)sel(?:f|ves)$/.test(word)
    ? [stem("self")]
    : [...new Set([stem(word), stem(plain), ...(act === undefined ? [] : [act])])];
}

const divides = new Set("or and not no nor unless except without if but".split(" ").map(stem));

/** What the flag is said of: the tool's own noun, or a word of the flag's description. */
function isSubject(
  { lower, stem: own }: WordToken,
  name: readonly string[],
  field: VocabularyField,
  tool: VocabularyTool,
): boolean {
  if (/^(?:request|call|operation|action|they)$/.test(lower)) return true;
  const [first = ""] = name;
  // "notified" does not say who is, "contains personal data" not what does
  if (telling.has(first) && name.length === 1 && field.descriptionStems.length === 0 && toldPeople.has(lower))
    return true;
  if (havingInName.has(first)) {
    if (lower === "data") return true;
    if (
      tool.fields.some(
        ({ path, nameStems }) => path.length === 1 && nameStems.length === 1 && nameStems[0] === own,
      )
    )
      return true;
  }
  // of a description with "or" or "not" one word alone says something else
  const described = field.descriptionStems.some((each) => divides.has(each)) ? [] : field.descriptionStems;
  return [...field.nameStems, ...tool.nameStems, ...tool.descriptionStems, ...described].some(
    (each) => each === own || sameNoun(each, own) || sameVerb(each, own),
  );
}
