import { rolesNamed } from "../callers/claims.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws where what somebody is was taken for the text of an argument: "if the counselor is a manager", "is anyone". */
export function refusePeopleAsValues(tokens: readonly Token[], rule: Rule): void {
  for (const leaf of [rule.when, rule.unless].flatMap(leavesOf)) {
    if (leaf.kind !== "text" || leaf.test !== "is" || leaf.field.values.length > 0) continue;
    if (!namesSomebody(leaf.field)) continue;
    const token = tokens.find(
      (each, at) =>
        each.kind === "word" && leaf.values.includes(each.text) && saysWhat(each.lower, tokens[at - 1]),
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

function namesSomebody({ path, descriptionStems }: VocabularyField): boolean {
  return (
    nameWords(path.at(-1) ?? "").some(
      (each) => isPersonNoun(each.toLowerCase()) || /(?:er|or|ee)$/.test(each),
    ) || descriptionStems.some((each) => persons.has(each))
  );
}

const persons = new Set(["username", "user", "email", "who"].map(stem));

function saysWhat(lower: string, before: Token | undefined): boolean {
  if (/^(?:any|some|every)(?:one|body)$|^nobody$/.test(lower)) return true;
  const article = before?.kind === "word" && /^an?$/.test(before.lower);
  return article && (rolesNamed(lower) !== undefined || isPersonNoun(lower));
}
