import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";

/**
 * Whether people in the plural come next where a value of a claim might: "users in group ops or managers" speaks of managers,
 * and of no group of that name; "in groups ops and managers" names groups.
 */
export function isRoleAhead(reader: Reader): boolean {
  const token = reader.peek();
  if (token?.kind !== "word" || !isPeople(token.lower)) return false;
  const before = reader
    .slice(Math.max(0, reader.at - farthest), reader.at)
    .flatMap((each) => (each.kind === "word" && !/^(?:and|or)$/.test(each.lower) ? [each.lower] : []));
  return !before.some((word) => plurals.test(word)) && !isPeople(before.at(-1) ?? "");
}

const farthest = 6;
const plurals = /^(?:groups|roles|teams|departments|scopes|tiers|claims|names|usernames)$/;

function isPeople(lower: string): boolean {
  return /[^s]s$/.test(lower) && isPersonNoun(lower);
}
