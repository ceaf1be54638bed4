import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { claim } from "../rule/caller-restriction.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import { rolesNamed } from "./claims.ts";

/** "a fleet-admin": the role of that name; without an article it may be a role, a group or one user, so it throws. */
export function hyphenedRole(
  reader: Reader,
  context: Context,
  determiner: string | undefined,
): Condition | undefined {
  const token = reader.peek();
  const head = token?.kind === "word" ? /^\p{L}+(?:-\p{L}+)*-(\p{L}+)$/u.exec(token.lower)?.[1] : undefined;
  if (token?.kind !== "word" || head === undefined) return undefined;
  if (/^(?:non|ex|un|anti|semi|co|self|sub|vice|all)-/.test(token.lower) || !isPersonNoun(head))
    return undefined;
  const isPlural = /[^s]s$/.test(head);
  if (determiner === undefined && isPlural) {
    refuse(`"${token.text}" may be a role, a group or a user`, token, {
      candidates: [`users with role ${token.text.replace(/s$/, "")}`, `members of group ${token.text}`],
      advice: "Say which claim is meant.",
    });
  }
  const isOne = determiner === "a" || determiner === "an" || determiner === "each" || determiner === "every";
  if (!isOne || isPlural || rolesNamed(head) === undefined) return undefined;
  reader.at += 1;
  context.notes.push(`"${token.text}" is read as a role.`);
  return claim("role", [token.text]);
}
