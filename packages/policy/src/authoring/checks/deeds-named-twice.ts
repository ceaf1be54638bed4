import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Throws where what is done is named twice and was read as one: "recursive deletes and any delete under /archive" are two
 * kinds of deletes, each with a condition of its own.
 */
export function refuseDeedsTwice(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  if (rule.tools.kind !== "tools" || !(isBoth(rule.when) || isBoth(rule.unless))) return;
  const acts = new Set(toolsOf(rule.tools, vocabulary).flatMap(({ nameStems }) => nameStems));
  const deeds = tokens.flatMap((token, at) => {
    const act = isDeed(tokens, at) ? actOf(token) : undefined;
    return act !== undefined && acts.has(act) ? [{ token, at, act }] : [];
  });
  for (const [index, { token, at, act }] of deeds.entries()) {
    const before = deeds.slice(0, index).findLast((each) => each.act === act);
    if (before === undefined || !isJoined(tokens.slice(before.at + 1, at))) continue;
    refuse("It is not certain whether one condition or both must hold", token, {
      advice: "Write a sentence for each.",
    });
  }
}

function isBoth(condition: Condition | undefined): boolean {
  return condition?.kind === "all";
}

/** Whether the words before the second deed end in "and", "or" or a comma, and perhaps in "any" or "all". */
function isJoined(between: readonly Token[]): boolean {
  const words = between.map((token) =>
    token.kind === "word" || token.kind === "mark" ? token.text.toLowerCase() : "",
  );
  const last = words.findLastIndex((word) => !every.test(word));
  return /^(?:and|or|,|plus)$/.test(words[last] ?? "");
}

const every = /^(?:any|all|every|each|also)$/;

/** "deletes", "deletion", "deleting", "any delete": what is done, as a noun. */
function isDeed(tokens: readonly Token[], at: number): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token?.kind !== "word") return false;
  if (/(?:[^s]s|ing|ion|al|ment)$/.test(token.lower)) return true;
  return before?.kind === "word" && every.test(before.lower);
}

function actOf(token: Token): string | undefined {
  return token.kind === "word" ? (verbOfAct(token.lower) ?? token.stem) : undefined;
}
