import { nameWords, type Vocabulary, type VocabularyTool } from "../vocabulary.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted, patternText } from "./inserted-words.ts";

const modal = /^(can|may|must|shall|should) (?:(not|never) )?be $/;
const ends =
  /^(?:when|whenever|if|unless|except|only|provided|once|as|but|and|or|while|where|during|before|after|between|until|for|up|at|under|over|above|below|without)$/;

/**
 * "Results with a reviewer can be published by role x" as "role x can publish results with a reviewer": what stands before the verb is
 * read as what stands behind it; undefined where nothing is said so.
 */
export function withActiveVerb(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const be = tokens.findIndex((token) => wordOf(token) === "be");
  const from = be < 1 ? -1 : /^(?:not|never)$/.test(wordOf(tokens[be - 1])) ? be - 2 : be - 1;
  const said = from < 1 ? null : modal.exec(`${patternText(tokens.slice(from, be + 1))} `);
  const [, can = "", how = ""] = said ?? [];
  const participle = tokens[be + 1];
  if (said === null || participle?.kind !== "word" || tokens.slice(be + 1).some(isModal)) return undefined;
  const verb = verbOf(participle, tools);
  const by = wordOf(tokens[be + 2]) === "of" ? be + 3 : be + 2;
  if (verb === undefined || wordOf(tokens[by]) !== "by") return undefined;
  const stop = tokens.findIndex(
    (token, at) =>
      at > by + 1 && (ends.test(wordOf(token)) || (token.kind === "mark" && token.text !== "'s")),
  );
  // ", others by everyone" and "and archived" tell of more
  const tail = stop < 0 ? "" : patternText(tokens.slice(stop));
  if (
    !/^(?:[.;!]?$|(?:, )?(?:when|whenever|if|unless|except|provided|once|during|before|after|between|for|up|at|under|over|above|below|without) )/.test(
      tail,
    ) ||
    / by | others? /.test(tail)
  )
    return undefined;
  const callers = tokens.slice(by + 1, stop < 0 ? tokens.length : stop);
  const thing = tokens.slice(0, from);
  // "nobody", "only X" and conditions in front have readings of their own
  if (
    callers.length === 0 ||
    callers.some((token) => wordOf(token) === "only") ||
    thing.some(({ kind }) => kind === "mark")
  )
    return undefined;
  if (/^(?:no|nobody|nothing|none|only|if|when|unless|neither|both|either|not|never)$/.test(wordOf(thing[0])))
    return undefined;
  return [
    ...callers,
    ...inserted(how === "" ? can : `${can} ${how}`, tokens[from]),
    verb,
    ...tokens.slice(be + 2, by),
    ...thing,
    ...(stop < 0 ? [] : tokens.slice(stop)),
  ];
}

/** The verb of a tool, as its name or its description has it, at the place of its participle. */
function verbOf(participle: WordToken, tools: readonly VocabularyTool[]): WordToken | undefined {
  const isVerb = (each: string | undefined): boolean => each === participle.stem;
  const named = tools
    .map(({ name }) => nameWords(name)[0] ?? "")
    .find((word) => isVerb(word === "" ? undefined : stem(word)));
  if (named !== undefined) return { ...participle, lower: named, stem: participle.stem };
  const described = tools.some(({ descriptionStems }) => isVerb(descriptionStems[0]));
  return described ? { ...participle, lower: participle.stem } : undefined;
}

function isModal(token: Token): boolean {
  return /^(?:can|may|must|shall|should|is|are|not|never)$/.test(wordOf(token));
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
