import { isUserNoun } from "../callers/claims.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { isVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/** Whether the words say that people do something: "employees view profiles", "an employee updates a profile" name callers, not a tool. */
export function personActs(phrase: readonly Token[]): boolean {
  const [one, two] = phrase;
  const article = one?.kind === "word" && /^(?:a|an|the|each|every|all|any)$/.test(one.lower);
  const [noun, verb] = article ? phrase.slice(1) : phrase;
  if (two === undefined || noun?.kind !== "word" || verb?.kind !== "word" || !isVerb(verb.stem)) return false;
  if (!isPersonNoun(noun.lower) && !isUserNoun(noun.lower)) return false;
  const isPlural = /[^s]s$|people|staff/.test(noun.lower);
  const isThird = /[^s]s$/.test(verb.lower);
  if (/(?:ing|ed|ment|ion|al)$/.test(verb.lower)) return false;
  // "employee updates" are updates of employees, "an employee updates" is not
  return isPlural ? !isThird : isThird && article && /^(?:a|an|each|every)$/.test(one.lower);
}
