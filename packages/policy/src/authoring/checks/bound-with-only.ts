import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const some =
  /, (?:but |and |yet )?(?:[a-z]+ly|(?:for )?(?:(?:amounts|sums|those|ones|anything|everything) )?(?:above|over|below|under|beyond|from|more than|less than|at least|exceeding) (?:\S+ )?#(?: [a-z]+)?) only (?:by|for|to) /;

/** Throws for "refunds are allowed, above $100 only for managers" read as what managers may alone: the smaller ones are for all. */
export function refuseBoundWithOnly(tokens: readonly Token[], { effect, who }: Rule): void {
  if (effect !== "permit" || who.kind === "anyone") return;
  if (who.kind === "users" && who.condition === undefined) return;
  const text = patternText(tokens);
  const found = some.exec(text);
  if (found === null) return;
  const at = text.slice(0, found.index).split(" ").length - 1;
  refuse("It is not certain who may do the rest", spanOf(tokens.slice(at)), {
    advice: "Write a sentence for each bound.",
    telling: true,
  });
}

/** Throws for "refunds up to $500 are allowed, but above $100 only for managers" where managers come out without the $500. */
export function refuseWiderCase(tokens: readonly Token[], reads: readonly { readonly rule: Rule }[]): void {
  const [one, two] = reads.filter(({ rule }) => rule.effect === "permit");
  const text = patternText(tokens);
  const found = some.exec(text);
  if (one === undefined || two === undefined || found === null) return;
  const below = boundsOf(one.rule.when, "<").some((path) => !boundsOf(two.rule.when, "<").includes(path));
  const above = boundsOf(one.rule.when, ">").some((path) => !boundsOf(two.rule.when, ">").includes(path));
  if (!below && !above) return;
  const at = text.slice(0, found.index).split(" ").length - 1;
  refuse("It is not certain whether the first bound holds here, too", spanOf(tokens.slice(at)), {
    advice: "Write a sentence for each bound.",
    telling: true,
  });
}

/** The arguments that are bounded from that side, as dotted paths. */
function boundsOf(condition: Condition | undefined, side: "<" | ">"): readonly string[] {
  if (condition === undefined) return [];
  if (condition.kind === "all") return condition.of.flatMap((each) => boundsOf(each, side));
  return condition.kind === "order" && condition.order.startsWith(side)
    ? [condition.field.path.join(".")]
    : [];
}
