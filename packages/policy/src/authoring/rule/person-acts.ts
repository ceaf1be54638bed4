import { isUserNoun } from "../callers/claims.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { isVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/** Whether the words say that people do something: "employees view profiles", "an employee updates a profile" name callers, not a tool. */
export function personActs(phrase: readonly Token[], { tools }: Pick<Vocabulary, "tools">): boolean {
  const verbs = new Set(tools.map(({ nameStems: [first = ""] }) => first));
  if (mayAct(phrase, verbs)) return true;
  const [one, two] = phrase;
  const article = one?.kind === "word" && /^(?:a|an|the|each|every|all|any)$/.test(one.lower);
  const [noun, verb] = article ? phrase.slice(1) : phrase;
  if (two === undefined || noun?.kind !== "word" || verb?.kind !== "word") return false;
  if (!isVerb(verb.stem) && !verbs.has(verb.stem)) return false;
  if (!isPersonNoun(noun.lower) && !isUserNoun(noun.lower)) return false;
  const isPlural = /[^s]s$|people|staff|crew|personnel|team/.test(noun.lower);
  const isThird = /[^s]s$/.test(verb.lower);
  if (/(?:ing|ed|ment|ion|al)$/.test(verb.lower)) return false;
  // "employee updates" are updates of employees, "an employee updates" is not
  return isPlural ? !isThird : isThird && article && /^(?:a|an|each|every)$/.test(one.lower);
}

/** "crew members to swap duties", "crew from swapping duties": whom it allows or blocks, though the tool's description speaks of crew members too. */
function mayAct(phrase: readonly Token[], verbs: ReadonlySet<string>): boolean {
  const link = phrase.findIndex((token) => token.kind === "word" && /^(?:to|from)$/.test(token.lower));
  const [noun, to, verb] = phrase.slice(Math.max(0, link - 1), link + 2);
  if (link < 1 || link > 4 || noun?.kind !== "word" || to?.kind !== "word" || verb?.kind !== "word")
    return false;
  const acts = to.lower === "from" ? verb.lower.endsWith("ing") : verb.lower !== "be";
  if (!acts || !(isVerb(verb.stem) || verbs.has(verb.stem))) return false;
  if (!isPersonNoun(noun.lower) && !isUserNoun(noun.lower)) return false;
  // "assigning crew to view desks" does something to the crew
  return phrase
    .slice(0, link - 1)
    .every((token) => token.kind === "word" && !isVerb(token.stem) && !verbs.has(token.stem));
}
