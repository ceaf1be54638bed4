import { rolesNamed } from "../callers/claims.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";

/** Throws where what somebody is was taken for the text of an argument: "if the counselor is a manager", "is anyone". */
export function refusePeopleAsValues(tokens: readonly Token[], rule: Rule): void {
  for (const leaf of [rule.when, rule.unless].flatMap(leavesOf)) {
    if (leaf.kind !== "text" || leaf.test !== "is" || leaf.field.values.length > 0) continue;
    const known = new Set(leaf.field.examples.map((each) => each.toLowerCase()));
    const token = tokens.find(
      (each, at) =>
        each.kind === "word" &&
        leaf.values.includes(each.text) &&
        !known.has(each.lower) &&
        saysWhat(each.lower, tokens[at - 1]),
    );
    if (token === undefined) continue;
    refuse(
      `"${token.text}" may say what somebody is, and no value of "${leaf.field.path.join(".")}"`,
      token,
      {
        advice: "Put the value in quotes, or name the argument that says so.",
        telling: true,
      },
    );
  }
}

function saysWhat(lower: string, before: Token | undefined): boolean {
  if (/^(?:any|some|every)(?:one|body)$|^nobody$/.test(lower)) return true;
  const article = before?.kind === "word" && /^an?$/.test(before.lower);
  return article && (rolesNamed(lower) !== undefined || isPersonNoun(lower));
}
