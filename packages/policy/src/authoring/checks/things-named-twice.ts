import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { lowerAt } from "../sentence/words-at.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/**
 * Throws where things of one kind are named twice and were read as one: "urgent transfers and transfers above 500" are two
 * kinds of transfers, each with a condition of its own, and no transfers that are both.
 */
export function refuseThingsTwice(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  if (rule.tools.kind !== "tools") return;
  const both = isBoth(rule.when) || isBoth(rule.unless);
  const things = thingsOf(rule, vocabulary);
  for (const [at, token] of tokens.entries()) {
    const thing = lowerAt(tokens, at);
    if (thing === "" || !things(token)) continue;
    const ahead = tokens.slice(0, at);
    const first = ahead.findIndex(
      (each) => isSame(each, token) || (pronoun.test(thing) && isPlural(each) && things(each)),
    );
    const join = ahead.findLastIndex((each, index) => joins(each, ahead[index - 1]));
    if (both && join > 0 && at - join <= mostBetween && isSecond(ahead, join, first)) {
      refuse("It is not certain whether one condition or both must hold", token, {
        advice: "Write a sentence for each.",
      });
    }
    const not = ahead.findLastIndex((each) => each.kind === "word" && each.lower === "not");
    if (
      rule.effect === "permit" &&
      rule.unless === undefined &&
      first >= 0 &&
      first < not &&
      goesOn(tokens, at)
    ) {
      if (at - not > 1 && at - not <= mostBetween && plainBetween(tokens.slice(not + 1, at)))
        refuse("It is not certain what of this is not allowed", token, {
          advice: "Write “unless … and …” behind the permission.",
        });
    }
  }
}

/** So many places behind "and" stands what is named again: "and all urgent transfers". */
const mostBetween = 3;
const pronoun = /^(?:those|ones)$/;

/** Conditions that must all hold. */
function isBoth(condition: Condition | undefined): boolean {
  return condition?.kind === "all";
}

/** Whether what stands behind the last "and" is another kind of what was named before it. */
function isSecond(ahead: readonly Token[], join: number, first: number): boolean {
  const between = ahead.slice(join + 1);
  if (!plainBetween(between)) return false;
  if (first >= 0 && first < join) return true;
  // "suites and rooms over 200": a value stands for rooms
  return between.length === 0 && ahead[join]?.kind === "word" && isPlural(ahead[join - 1]);
}

/** What may stand before a noun, and neither restricts nor denies what was said before. */
function plainBetween(between: readonly Token[]): boolean {
  return between.every(
    (token) => token.kind === "word" && !notPlain.test(token.lower) && !isVerb(token.stem),
  );
}

const notPlain =
  /^(?:only|not|no|but|except|the|their|its|a|an|when|if|that|which|whose|of|in|on|to|for|with|from|at|by|may|must|can|is|are)$/;

function goesOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return next?.kind === "word" && !/^(?:and|or|but|if|when|unless|may|can|are|is)$/.test(next.lower);
}

/** Whether the word, in the plural, names what the rule's tools act on. */
function thingsOf(rule: Rule, vocabulary: Vocabulary): (token: Token) => boolean {
  const nouns = new Set(
    toolsOf(rule.tools, vocabulary).flatMap(({ nameStems }) =>
      nameStems.filter((each, at) => at > 0 || nameStems.length === 1 || !isVerb(each)),
    ),
  );
  return (token) =>
    token.kind === "word" && (pronoun.test(token.lower) || (isPlural(token) && nouns.has(token.stem)));
}

function isPlural(token: Token | undefined): boolean {
  return token?.kind === "word" && /[^s]s$/.test(token.lower);
}

function isSame(one: Token, other: Token): boolean {
  return one.kind === "word" && other.kind === "word" && isPlural(one) && one.stem === other.stem;
}

function joins(token: Token, before: Token | undefined): boolean {
  if (token.kind !== "word") return token.kind === "mark" && token.text === ",";
  if (/^(?:and|or|plus|like|including)$/.test(token.lower)) return true;
  const led = before?.kind === "word" ? `${before.lower} ${token.lower}` : "";
  return /^(?:(?:as|along|together) with|as (?:are|is|do|does|for)|addition to)$/.test(led);
}
