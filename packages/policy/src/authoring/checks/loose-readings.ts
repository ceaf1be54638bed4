import { leavesOf } from "../conditions/leaves-of.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { isVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws where a value was read that is none: one named twice, a deed behind "and", a person with whom something is done. */
export function refuseLooseValues(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  refuseLimitUnless(tokens, rule);
  const leaves = [rule.when, rule.unless].flatMap(leavesOf);
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const leaf = leaves.find((each) => isOf(each, token.text));
    if (leaf?.kind !== "text") continue;
    const before = tokens[at - 1];
    const twice = leaf.values.filter((value) => value === token.text).length > 1;
    if (twice) {
      refuse("This value is named twice, which may be two cases", token, {
        advice: "Write a sentence for each.",
      });
    }
    const joined = before !== undefined && /^(?:and|or|,)$/.test(patternText([before]));
    const known = leaf.field.values.includes(token.text);
    const isDeed = vocabulary.tools.some(
      ({ nameStems }) => nameStems[0] === token.stem && isVerb(token.stem),
    );
    if (joined && isDeed && !known) {
      refuse("This may be what is done, or a value", token, {
        advice: "Write the value in quotes, or a sentence for each deed.",
      });
    }
    refuseWithPerson(tokens, at, token);
  }
}

function isOf(leaf: Condition, text: string): boolean {
  return leaf.kind === "text" && leaf.values.some((value) => value === text);
}

/** "share files with the owner", where a permission is called so: with whom, and not as what. */
function refuseWithPerson(
  tokens: readonly Token[],
  at: number,
  token: Extract<Token, { kind: "word" }>,
): void {
  const before = patternText(tokens.slice(Math.max(0, at - 2), at));
  const next = tokens[at + 1];
  if (!isPersonNoun(token.lower) || !/(?:^| )(?:with|to|for|by) (?:the|an|a|any|all)$/.test(before)) return;
  if (next?.kind === "word" && !/^(?:and|or|if|when|unless|only|for|in|on|at|up|under)$/.test(next.lower))
    return;
  refuse(`"${token.text}" may be a person, or a value`, token, {
    advice: "Name the argument whose value this is.",
  });
}

/** "… but no more than 1000 lines unless they are a lead": who may have more, or who may have nothing. */
function refuseLimitUnless(tokens: readonly Token[], { effect, unless }: Rule): void {
  if (effect !== "permit" || unless === undefined) return;
  const text = patternText(tokens);
  const found = /\b(?:but|and) (?:no|not|only|at most|up to|at least|never)\b.*\bunless\b/.test(text);
  const at = tokens.findIndex((token) => token.kind === "word" && stem(token.lower) === "unless");
  const token = tokens[at];
  if (!found || token === undefined) return;
  refuse("It is not certain whether “unless” lifts the limit or the permission", token, {
    advice: "Write a sentence for each case.",
  });
}
