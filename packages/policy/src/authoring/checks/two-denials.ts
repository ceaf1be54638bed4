import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { sameTools } from "../sentence/same-tools.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** Throws for "deny refunds with a note and for amounts over 50": whether both are needed, or each is denied, is not said. */
export function refuseTwoDenials(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  if (reads.some(({ rule }) => rule.effect !== "forbid")) return;
  const at = tokens.findIndex((_token, index) => index > 0 && beginsOther(tokens, index));
  if (at < 0 || tokens.slice(0, at).some((token) => isWord(token, "unless"))) return;
  const [one, two] = reads;
  if (one === undefined) return;
  // "from refunds and from transfers over $50" may be from all refunds
  const { tools, when } = one.rule;
  const several = tools.kind === "tools" && tools.tools.length > 1 && when !== undefined;
  // "from refunds over $50 and from transfers": nothing at the end is said of both
  if (two !== undefined && from(tokens, at) && two.rule.when === undefined && two.rule.unless === undefined)
    return;
  const both = two === undefined ? isBoth(when) || several : !sameTools(one.rule, two.rule);
  if (!both) return;
  refuse("It is not certain whether both are needed, or each is denied", spanOf(tokens.slice(at)), {
    candidates: ["when … and …", "when … or …"],
    advice: "Write “when” before both, or a sentence for each.",
    telling: true,
  });
}

/** "… and for scores under 50", "to A and to B", "with A, and in B": what may be another case. */
function beginsOther(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!isWord(tokens[at], "and") || next?.kind !== "word" || !prepositions.test(next.lower)) return false;
  if (next.lower === "with" && tellsOfCallers(tokens.slice(0, at))) return false;
  const comma = before?.kind === "mark" && before.text === ",";
  return comma || next.lower === "for" || tokens.slice(2, at).some((token) => isWord(token, next.lower));
}

function from(tokens: readonly Token[], at: number): boolean {
  return isWord(tokens[at + 1], "from");
}

/** "Block users with role x and with scope y from …": one caller who has both, as what is read back says it. */
function tellsOfCallers(before: readonly Token[]): boolean {
  const isNamed = isWord(before[1], "users") || isWord(before[1], "callers");
  return isNamed && isWord(before[2], "with") && !before.some((token) => isWord(token, "from"));
}

const prepositions = /^(?:for|to|with|without|from|in|on|at|of)$/;

function isBoth(condition: Condition | undefined): boolean {
  return condition?.kind === "all";
}

function isWord(token: Token | undefined, lower: string): boolean {
  return token?.kind === "word" && token.lower === lower;
}
