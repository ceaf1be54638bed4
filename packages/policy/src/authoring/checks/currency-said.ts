import { fieldsOf } from "../conditions/fields-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** A sign or a word for dollars is how amounts are written; a code or another currency may be the one that is meant. */
const named = /[A-Z]{3}|€|£|¥|euro|pound|yen/;

/** Throws where a permission names a currency with its amount and the tool can be asked for others: "up to 500 EUR" may not be 500 GBP. */
export function refuseCurrency(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  if (rule.effect !== "permit" || rule.tools.kind === "all") return;
  const tested = [rule.when, rule.unless].flatMap((each) => (each === undefined ? [] : fieldsOf(each)));
  const argument = toolsOf(rule.tools, vocabulary)
    .flatMap(({ fields }) => fields)
    .find(({ nameStems, values }) => nameStems.includes(stem("currency")) && values.length > 1);
  if (argument === undefined || tested.some(({ path }) => path.join(".") === argument.path.join("."))) return;
  const name = argument.path.join(".");
  for (const token of tokens) {
    if (token.kind !== "number" || token.currency === undefined || !named.test(token.text)) continue;
    refuse(`"${token.text.trim()}" may be meant for that currency only, or for each "${name}"`, token, {
      advice: `Say as well in which currency, as in "when ${name} is … and …", or write the amount with $.`,
      telling: true,
    });
  }
}
