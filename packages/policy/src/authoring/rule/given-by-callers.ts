import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { isToolVerb } from "../words/participles.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { type Opening, opening, word } from "./opening.ts";

const giving = ["give", "provide", "specify", "state", "supply", "attach", "enter", "include"];
const having = ["have", "hold"];
const purpose = /^(?:to|when|whenever|before|for|if|while)$/;
const claims = /^(?:roles?|groups?|scopes?|tiers?|departments?|claims?)$/;

/** "Users with role x must give a reason to quarantine a batch", "Clerks need a ticket to void cards": what certain callers need for what they do. */
export function givenByCallers(reader: Reader, context: Context): readonly Opening[] {
  const who = readWho(reader, context);
  if (who === undefined) return [];
  const must = reader.take(
    "must always",
    "must",
    "have to",
    "has to",
    "need to",
    "needs to",
    "are required to",
    "is required to",
  );
  const verb =
    must === undefined
      ? reader.take("need", "needs", "require", "requires")
      : reader.take(...giving, ...having);
  if (verb === undefined) return [];
  const from = reader.at;
  const isOwn = reader.slice(from, reader.end).findIndex((token) => claims.test(wordOf(token)));
  for (let at = from + 1; at < reader.end; at += 1) {
    const joint = wordOf(reader.tokens[at]);
    if (/^(?:unless|except|and|or|only|must|may|can)$/.test(joint)) return [];
    if (!purpose.test(joint)) continue;
    const needed = reader.slice(from, at);
    const isClaim = isOwn >= 0 && from + isOwn < at;
    if (having.includes(verb) && !isClaim) return [];
    reader.at = at + 1;
    if (joint !== "to" && joint !== "for") reader.take("they", "he", "she");
    if (!isToolVerb(reader.peek(), context)) continue;
    // "… and only during the day" asks for more than what is to be given
    if (reader.slice(reader.at, reader.end).some((token) => /^(?:only|but|then)$/.test(wordOf(token))))
      return [];
    const requires = isClaim ? [word("they"), word("have"), ...needed] : needed;
    return [opening("forbid", who, reader, context, { requires })];
  }
  return [];
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
