import { beginsOtherName } from "../conditions/begins-other-name.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import { sentenceWords } from "../words/sentence-words.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";

/** Throws where a plain word that was taken for the text of an argument, or for a flag, stands before a noun of something else: "open" in "open defects" is no tail number. */
export function refuseAdjective(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const tools = toolsOf(rule.tools, vocabulary);
  for (const leaf of [rule.when, rule.unless].flatMap(leavesOf)) {
    if (leaf.kind !== "text" && leaf.kind !== "flag") continue;
    for (const said of wordsOf(leaf, tokens)) {
      const isFree = leaf.kind === "text" && leaf.field.values.length === 0;
      const [first] = said;
      const isOther = said.every(
        (at) =>
          isFollowed(tokens, at) &&
          (beginsOtherName(tokens[at], tokens[at + 1], leaf.field, tools) !== undefined ||
            (isFree && describesNext(tokens, at, leaf.field))),
      );
      const [word, next] = first === undefined ? [] : tokens.slice(first, first + 2);
      if (!isOther || word?.kind !== "word" || next?.kind !== "word") continue;
      const meant = beginsOtherName(word, next, leaf.field, tools);
      const name = leaf.field.path.join(".");
      refuse(`"${word.text}" may say which ${next.text} is meant, or be of the argument "${name}"`, word, {
        candidates: [leaf.field, ...(meant === undefined ? [] : [meant])].map(({ path }) => path.join(".")),
        advice: "Name the argument, and put its text in quotes.",
      });
    }
  }
}

/** Where in the sentence each plain value of a test is said, or the words of a flag of one word. */
function wordsOf(
  leaf: Extract<Condition, { kind: "text" | "flag" }>,
  tokens: readonly Token[],
): readonly (readonly number[])[] {
  if (leaf.kind === "flag" && leaf.field.nameStems.length > 1) return [];
  const where = (isSaid: (word: WordToken) => boolean): readonly number[] =>
    tokens.flatMap((token, at) => (token.kind === "word" && isSaid(token) ? [at] : []));
  if (leaf.kind === "flag") return [where(({ stem }) => leaf.field.nameStems[0] === stem)];
  return leaf.values
    .filter((value) => /^\p{Ll}+(?:-\p{Ll}+)*$/u.test(value))
    .map((value) => where(({ text }) => text.toLowerCase() === value));
}

/** Whether the next word stands right behind, and no mark between them. */
function isFollowed(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  return token !== undefined && next?.kind === "word" && next.start === token.end + 1;
}

/** Whether the word stands right before a noun that is not the argument's own. */
function describesNext(tokens: readonly Token[], at: number, field: VocabularyField): boolean {
  const next = tokens[at + 1];
  return (
    next?.kind === "word" &&
    !sentenceWords.has(next.lower) &&
    /^\p{Ll}+$/u.test(next.text) &&
    !isOf(next, field)
  );
}

function isOf({ stem }: WordToken, { nameStems, descriptionStems }: VocabularyField): boolean {
  return [...nameStems, ...descriptionStems].some((each) => each === stem || sameNoun(each, stem));
}
