import { fieldsOf } from "../conditions/fields-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws where "new" may keep a rule from things that are not: "read new messages", but not "create new accounts" or "the new limit". */
export function refuseNewThings(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const tools = toolsOf(rule.tools, vocabulary);
  const tested = [rule.when, rule.unless].flatMap((each) => (each === undefined ? [] : fieldsOf(each)));
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (token.kind !== "word" || !/^(?:new|brand-new|newly)$/.test(token.lower) || next?.kind !== "word")
      continue;
    // "New York"
    if (token.text === "New" && /^\p{Lu}/u.test(next.text)) continue;
    if (tested.some((field) => isOfArgument(next.stem, field))) continue;
    const before = tokens[at - 1];
    const isActedOn = before?.kind === "word" && /^(?:to|for|from|with|by|of)$/.test(before.lower);
    const isMade =
      !isActedOn ||
      !isPersonNoun(next.lower) ||
      tools.every(({ nameStems }) => nameStems.includes(next.stem));
    if (tools.every((tool) => (isMade && makes(tool)) || saysNew(tool))) continue;
    refuse(`"${token.text}" may restrict this rule to what is new, which no tool says`, token, {
      advice: "Leave it out, or name an argument that says it.",
      telling: true,
    });
  }
}

/** Verbs of which the object is new in any case; to list, print, sign or publish is done to what is there. */
const making = new Set(
  (
    "create add make register submit lodge insert issue start begin book hire enroll enrol recruit place post schedule send write upload generate provision order request propose draft " +
    "establish found rent lend grant mint onboard build record log report set enter buy purchase invite subscribe initiate introduce produce compose prepare quote"
  )
    .split(" ")
    .map(stem),
);

function makes({ nameStems: [verb = ""], descriptionStems: [described = ""] }: VocabularyTool): boolean {
  return making.has(verb) || making.has(described);
}

function saysNew({ nameStems, descriptionStems }: VocabularyTool): boolean {
  return [...nameStems, ...descriptionStems].includes("new");
}

function isOfArgument(noun: string, { nameStems }: VocabularyField): boolean {
  return nameStems.some((each) => each === noun || sameNoun(each, noun));
}
