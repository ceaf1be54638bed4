import { testedPaths } from "../conditions/tested-paths.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { twoEnds } from "../words/two-ends.ts";
import { stem } from "../words/word-stem.ts";

const ends =
  /(?:^| )(to|into|toward|towards|from|out of) (?:(?:the|an?|any|all|their|his|her|its|own|other|another|same|bank|customer) )*([a-z]+)(?= |$)/g;

/** Throws for "transfers to account 5" read as the account that they come from, and for "transfers from 5 to 9" read as sums. */
export function refuseOtherEnd(tokens: readonly Token[], reads: readonly Pick<ReadRule, "rule">[]): void {
  const text = patternText(tokens);
  for (const { rule } of reads) {
    if (rule.tools.kind !== "tools") continue;
    const tested = testedPaths(rule);
    for (const { noun, from, to } of rule.tools.tools.flatMap(twoEnds)) {
      const [source, target] = [from, to].map((field) => tested.includes(field.path.join(".")));
      for (const [, said = "", word = ""] of text.matchAll(ends)) {
        if (stem(word) !== noun) continue;
        const isTo = /^(?:to|into|towards?)$/.test(said);
        if (isTo ? source && !target : target && !source) refuseEnd(tokens, word, [from, to]);
      }
      // "to or from account 5" is both ends
      if (/(?:^| )(?:to|from)(?: ,)? (?:and|or) (?:to|from) /.test(text) && source !== target)
        refuseEnd(tokens, "from", [from, to]);
      // "between account 5 and account 6" says what both ends are, in one direction or in both
      const between = /(?:^| )between (?:[a-z-]+ )*?([a-z]+) (?:#|"|\S*\d\S*)(?= |$)/.exec(text)?.[1] ?? "";
      if (stem(between) === noun) refuseEnd(tokens, between, [from, to]);
      const isBare = /(?:^| )from # to #(?= |$)/.test(text) && tokens.every((token) => !isSum(token));
      if (isBare && !source && !target) refuseEnd(tokens, "from", [from, to]);
    }
  }
}

function isSum(token: Token): boolean {
  return token.kind === "number" && token.currency !== undefined;
}

function refuseEnd(
  tokens: readonly Token[],
  word: string,
  fields: readonly { readonly path: readonly string[] }[],
): never {
  const at = tokens.find((token) => token.kind === "word" && token.lower === word);
  refuse("It is not certain which of these arguments is meant", spanOf(at === undefined ? tokens : [at]), {
    candidates: fields.map(({ path }) => path.join(".")),
    advice: "Name the argument as the tool does.",
    telling: true,
  });
}
