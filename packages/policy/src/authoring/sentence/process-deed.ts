import type { Vocabulary } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { introducesCondition } from "./leading-condition.ts";

const light = /^(?:process|handle|perform|make|execute)$/;

/** "process the return", "handle returns of damaged books" as "return", "return damaged books" where a tool returns; undefined where none does. */
export function withDeedOfNoun(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  // "when a book is damaged, only librarians …" leaves the other books to everyone
  if (introducesCondition(tokens) && tokens.some((token) => token.kind === "word" && token.lower === "only"))
    return undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !light.test(token.lower)) continue;
    if (tools.some(({ nameStems }) => nameStems[0] === token.stem)) continue;
    const article = /^(?:the|a|an|any|all)$/.test(patternText(tokens.slice(at + 1, at + 2))) ? 1 : 0;
    const noun = tokens[at + 1 + article];
    if (noun?.kind !== "word") continue;
    const deed = verbOfAct(noun.lower) ?? noun.stem;
    if (!tools.some(({ nameStems }) => nameStems.length > 1 && nameStems[0] === deed)) continue;
    const end = at + 2 + article;
    const of = patternText(tokens.slice(end, end + 1)) === "of" ? 1 : 0;
    return [...tokens.slice(0, at), noun, ...tokens.slice(end + of)];
  }
  return undefined;
}
