import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const condition =
  /^(?:when|whenever|if) (?:(?:a|an|the) )?(?:[\p{L}-]+ ){0,2}?([\p{L}-]+) (?:is|are|was|were|has|have) /u;
const verbs = /^(?:may|can|must|shall|should|to|not|never)$/;

/** "When a book is damaged, only librarians may return it" with the book itself; undefined where no condition ahead names it. */
export function withThingOfCondition(tokens: readonly Token[]): readonly Token[] | undefined {
  const comma = tokens.findIndex(({ kind, text }) => kind === "mark" && text === ",");
  const said = comma < 3 ? null : condition.exec(patternText(tokens.slice(0, comma)));
  // "when a book is damaged, only librarians …" leaves the other books to everyone
  if (said === null || patternText(tokens.slice(comma, comma + 2)) === ", only") return undefined;
  const end = said[0].trim().split(" ").length - 1;
  const noun = tokens[end - 1];
  const at = tokens.findIndex(
    (token, index) =>
      index > comma + 1 &&
      token.kind === "word" &&
      /^(?:it|them)$/.test(token.lower) &&
      isObject(tokens, index),
  );
  if (at < 0 || noun === undefined) return undefined;
  return [...tokens.slice(0, at), ...inserted("the", tokens[at]), noun, ...tokens.slice(at + 1)];
}

/** Whether the pronoun is the object of the verb of the rule: "may return it", "is allowed to return it". */
function isObject(tokens: readonly Token[], at: number): boolean {
  const [modal, verb] = [tokens[at - 2], tokens[at - 1]];
  return (
    verb?.kind === "word" &&
    verb.lower !== "do" &&
    modal?.kind === "word" &&
    verbs.test(modal.lower) &&
    verb.lower !== "be"
  );
}
