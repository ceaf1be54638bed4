import { isPersonNoun } from "./people-words.ts";
import { reflexives } from "./reflexives.ts";
import type { Token } from "./tokens.ts";

const ownWords = new Set(["their", "own", "his", "her"]);

/** Whether the word names people of the caller's: "the salary of their employees" is nobody's own. */
export function isOthers(token: Token, before: Token | undefined, behind: Token | undefined): boolean {
  return (
    token.kind === "word" &&
    before?.kind === "word" &&
    ownWords.has(before.lower) &&
    /[^s]s$/.test(token.lower) &&
    isPersonNoun(token.lower) &&
    // "their own accounts" are things
    !/^(?:accounts|services|desks|offices|departments|bots|hosts)$/.test(token.lower) &&
    behind?.kind !== "word" &&
    behind?.text !== "'s"
  );
}

/** "book hotels for themselves", "reset only their own password": the tool's words alone. */
export function withoutOwnWords(phrase: readonly Token[]): readonly Token[] {
  const word = (at: number): string => {
    const token = phrase[at];
    return token?.kind === "word" ? token.lower : "";
  };
  return phrase.filter((_, at) => {
    if (ownWords.has(word(at)) || reflexives.has(word(at))) return false;
    if (word(at) === "only" && ownWords.has(word(at + 1))) return false;
    return !(word(at) === "for" && reflexives.has(word(at + 1)));
  });
}
