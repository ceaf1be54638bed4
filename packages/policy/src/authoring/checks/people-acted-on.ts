import { isUserNoun } from "../callers/claims.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Throws where an exception may name the callers or the people that the tool acts on: "managers may disable users except those
 * with role admin". Where nobody may, the exception says who may after all.
 */
export function refusePeopleActedOn(tokens: readonly Token[], rule: Rule): void {
  const { tools, unless } = rule;
  if (tools.kind !== "tools" || !leavesOf(unless).some(({ kind }) => kind === "claim")) return;
  if (/^(?:nobody|none|no|no-one|neither|only)$/.test(wordOf(tokens[0]))) return;
  for (const [at, token] of tokens.entries()) {
    const word = wordOf(token);
    if (!/^(?:except|excluding|besides|but|other|apart|aside|unless)$/.test(word)) continue;
    const before = tokens[wordOf(tokens[at - 1]) === "" ? at - 2 : at - 1];
    const isObject =
      before?.kind === "word" &&
      (isUserNoun(before.lower) || isPersonNoun(before.lower)) &&
      tools.tools.some(({ nameStems }) =>
        nameStems.slice(1).some((name) => name === before.stem || sameNoun(name, before.stem)),
      );
    const behind = tokens.slice(at + 1, at + 4).map(wordOf);
    if (!isObject || behind.some((each) => callerWords.test(each))) continue;
    if (word === "unless" && !/^(?:they|those|he|she)$/.test(behind[0] ?? "")) continue;
    refuse("It is not certain whether these are the callers or the people that are acted on", token, {
      advice: 'Write "except by …" for the callers, or name the argument.',
      telling: true,
    });
  }
}

const callerWords = /^(?:by|callers?|requesters?|when|if)$/;

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
