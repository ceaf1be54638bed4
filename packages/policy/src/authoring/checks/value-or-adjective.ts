import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import { sentenceWords } from "../words/sentence-words.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/** Throws where a plain word that was taken for the text of an argument stands before a noun of something else: "open" in "open defects" is no tail number. */
export function refuseAdjective(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const fields = toolsOf(rule.tools, vocabulary).flatMap((tool) => tool.fields);
  for (const leaf of [rule.when, rule.unless].flatMap(leavesOf)) {
    if (leaf.kind !== "text" || leaf.field.values.length > 0) continue;
    for (const value of leaf.values) {
      if (!/^\p{Ll}+(?:-\p{Ll}+)*$/u.test(value)) continue;
      const said = tokens.flatMap((token, at) => (token.kind === "word" && token.text === value ? [at] : []));
      const [first] = said;
      if (first === undefined || !said.every((at) => describesNext(tokens, at, leaf.field))) continue;
      const word = tokens[first];
      const next = tokens[first + 1];
      if (word?.kind !== "word" || next?.kind !== "word") continue;
      const meant = fields.find(
        (field) => field !== leaf.field && isOf(next, field) && field.nameStems.includes(word.stem),
      );
      refuse(
        `"${word.text}" may say which ${next.text} are meant, or be the text of "${leaf.field.path.join(".")}"`,
        word,
        {
          candidates: [leaf.field, ...(meant === undefined ? [] : [meant])].map(({ path }) => path.join(".")),
          advice: "Name the argument and put its text in quotes.",
        },
      );
    }
  }
}

/** Whether the word stands right before a noun that is not the argument's own. */
function describesNext(tokens: readonly Token[], at: number, field: VocabularyField): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  return (
    token !== undefined &&
    next?.kind === "word" &&
    next.start === token.end + 1 &&
    !sentenceWords.has(next.lower) &&
    /^\p{Ll}+$/u.test(next.text) &&
    !isOf(next, field)
  );
}

function isOf({ stem }: WordToken, { nameStems, descriptionStems }: VocabularyField): boolean {
  return [...nameStems, ...descriptionStems].some((each) => each === stem || sameNoun(each, stem));
}
