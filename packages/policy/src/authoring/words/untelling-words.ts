import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

const articles = new Set(
  "a an the any all every each of on for to in into and with from between new as be being".split(" "),
);
const fillers = new Set(
  "tool tools action actions operation operations function call calls request requests details detail information info feature api endpoint capability ability data process"
    .split(" ")
    .map(stem),
);
const generic = new Set(
  "use using call invoke run execute perform access issue make do initiate record carry apply out"
    .split(" ")
    .map(stem),
);

/** Whether the word in lower case says nothing about which tool is meant, wherever it stands. */
export function isArticle(lower: string): boolean {
  return articles.has(lower);
}

/** Whether the noun says only that a tool is meant, not which: "operation", "request", "data". */
export function isFillerNoun(stemmed: string): boolean {
  return fillers.has(stemmed);
}

/** Whether the verb says nothing of what is done: "use", "call", "run". */
export function isGenericVerb(stemmed: string): boolean {
  return generic.has(stemmed);
}

/** The words of a phrase that may say which tool is meant. */
export function withoutArticles(phrase: readonly Token[]): readonly WordToken[] {
  return phrase.filter((token): token is WordToken => token.kind === "word" && !isArticle(token.lower));
}
