import type { UnitName } from "../amounts/units.ts";
import { rolesNamed } from "../callers/claims.ts";
import type { TextSpan } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { isBareSecond, isExceptionOfSome } from "./bare-second.ts";
import { isConditionOfSecond } from "./condition-of-second.ts";
import { goesOnWithCondition } from "./goes-on-with-condition.ts";
import { introducesCondition } from "./leading-condition.ts";
import { withObjectSaid } from "./object-said-before.ts";
import { isOtherDeed } from "./other-deed.ts";
import {
  endsForEveryone,
  isRestricted,
  isSecondDeed,
  refuseOpenCallers,
  startsCommand,
} from "./second-command.ts";
import { isModal, secondRules, subjectOf } from "./second-subject.ts";
import { mayShareTail } from "./shared-tail.ts";
import { verdictLeftOut } from "./verdict-left-out.ts";

/** At so many places is a sentence tried as two rules. */
const mostJoins = 6;

/** "Let adjusters do this and managers do that" is two rules; where only the last has a condition it is not certain whose it is. */
export function twoRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  depth = 1,
): readonly { readonly part: TextSpan; readonly read: ReadRule }[] | undefined {
  const [first] = tokens;
  if (first?.kind !== "word") return undefined;
  const ahead = conditionAhead(tokens);
  if (ahead === undefined) return undefined;
  const elliptic = ahead.length > 0 ? undefined : verdictLeftOut(tokens, vocabulary, stated);
  if (elliptic !== undefined) return elliptic;
  const subject = ahead.length > 0 ? undefined : subjectOf(tokens, vocabulary, stated);
  let joins = 0;
  for (const [at, token] of tokens.entries()) {
    if (joins >= mostJoins) return undefined;
    const isWord = token.kind === "word" && /^(?:and|but|while|whereas)$/.test(token.lower);
    const isComma =
      token.kind === "mark" &&
      token.text === "," &&
      (startsCallers(tokens, at + 1) ||
        isModal(tokens.slice(at + 1, at + 6)) ||
        startsCommand(tokens, at + 1));
    if ((!isWord && !isComma) || at < 2 || at > tokens.length - 3) continue;
    joins += 1;
    const comma = tokens[at - 1]?.kind === "mark" && tokens[at - 1]?.text === "," ? 1 : 0;
    const left = tokens.slice(0, at - comma);
    const right = tokens.slice(at + 1);
    // "A may do this, and if X, B may do that": what stands before a bare comma may be a condition of what follows
    if (isComma && (ahead.length > 0 || endsInCondition(left))) continue;
    if (restrictsBefore(right)) continue;
    const one = attempt(() => readRule(left, vocabulary, stated));
    // a rule beside another that names no tool goes on speaking of the other's
    if (one === undefined || one.notes.includes(noToolNamed)) continue;
    // "block contractors, …" goes on naming callers
    if (one.rule.tools.kind === "all" && !namesAll(left)) continue;
    // "allow everything but X" allows no X
    // what ends "sport stories and opinion stories under 800 words" may be said of both
    if (one.rule.effect === "permit" && one.rule.when !== undefined && mayShareTail(left, right)) continue;
    const allowsAll = one.rule.tools.kind !== "tools";
    if (allowsAll && wordOf(token) === "but" && !isModal(right) && !startsCallers(tokens, at + 1)) continue;
    const elided = ahead.length === 0 ? withSaidBefore(left, right, vocabulary, stated) : undefined;
    const tries = secondRules(withObjectSaid(left, right, one) ?? right, first, ahead, subject);
    const goesOn = goesOnWithCondition(left, right);
    const isDeed = subject !== undefined && isSecondDeed(subject.modal, wordOf(token), right);
    for (const { second, own } of elided === undefined ? tries : [{ second: elided, own: true }, ...tries]) {
      if ((!own && goesOn) || (isDeed && second[0] === right[0])) continue;
      const two = attempt(() => readRule(second, vocabulary, stated));
      const more =
        two === undefined && own && depth < 2 && ahead.length === 0 && startsCallers(second, 0)
          ? twoRules(second, vocabulary, stated, depth + 1)
          : undefined;
      const [from, mid, to] = [left[0], right[0], right.at(-1)];
      const end = left.at(-1);
      if (from === undefined || mid === undefined || to === undefined || end === undefined) continue;
      const before = { part: { start: from.start, end: end.end }, read: one };
      if (more !== undefined && !endsInCondition(second)) return [before, ...more];
      if (two === undefined || (two.notes.includes(noToolNamed) && !isOfSame(left, right, one, two)))
        continue;
      const conditions = [one, two].map(({ rule }) => rule.when !== undefined || rule.unless !== undefined);
      // "anything but view reports" leaves out what "but" names
      if (!own && wordOf(token) === "but" && wordOf(right[0]) !== "only") continue;
      if (own && (isBareSecond(right, one, two) || isExceptionOfSome(right, one, two))) continue;
      if (isOtherDeed(right, one, two)) continue;
      const alike = one.rule.effect === two.rule.effect;
      if (!alike && (!own || ahead.length > 0)) continue;
      // "block interns from A and B" speaks of interns in both
      const all =
        (subject === undefined && endsForEveryone(left, right, vocabulary)) ||
        (one.rule.effect === "permit" && namesEveryone(right));
      if (!own && !all && one.rule.who.kind !== "anyone" && two.rule.who.kind === "anyone") continue;
      refuseOpenCallers(right, one, two);
      // "allow A and B to clerks" speaks of clerks in both
      if (!own && !isRestricted(one.rule.who) && isRestricted(two.rule.who) && !startsCallers(right, 0))
        continue;
      const beside = !own && !(isConditionOfSecond(one, two, vocabulary) && !endsInCondition(right));
      if (conditions[0] !== conditions[1] && (beside || (alike && endsInCondition(right)))) continue;
      return [before, { part: { start: mid.start, end: to.end }, read: two }];
    }
  }
  return undefined;
}

/** "role y may not" behind "role x may deploy": what, has been said. */
function withSaidBefore(
  left: readonly Token[],
  right: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly Token[] | undefined {
  const last = wordOf(right.findLast(({ kind }) => kind !== "mark"));
  if (!/^(?:may|can|not|never|to)$/.test(last)) return undefined;
  const [one, two] = [subjectOf(left, vocabulary, stated), subjectOf(right, vocabulary, stated)];
  if (one === undefined || two === undefined || one.modal.length === 0 || two.modal.length === 0)
    return undefined;
  if (two.said.some(({ kind }) => kind !== "mark") || endsInCondition(one.said)) return undefined;
  return [...two.callers, ...two.modal, ...one.said];
}

/** "refunds must have a reason and refunds cannot exceed $300": the same words for the same tool. */
function isOfSame(left: readonly Token[], right: readonly Token[], one: ReadRule, two: ReadRule): boolean {
  const [tools, others] = [one.rule.tools, two.rule.tools].map((choice) =>
    choice.kind === "tools" ? choice.tools.map(({ action }) => action).join(" ") : undefined,
  );
  return wordOf(left[0]) === wordOf(right[0]) && tools !== undefined && tools === others;
}

/** "everyone to list", as "users to list" names who is meant. */
function namesEveryone([who, verb]: readonly Token[]): boolean {
  return /^(?:everyone|everybody|anyone|anybody)$/.test(wordOf(who)) && wordOf(verb) === "to";
}

function namesAll(tokens: readonly Token[]): boolean {
  return tokens.some((token) =>
    /^(?:all|any|every|each|everything|anything|tools?|calls?|shutdown)$/.test(wordOf(token)),
  );
}

/** Whether callers with a claim, or everyone, come next, so that a comma may begin a rule of its own. */
function startsCallers(tokens: readonly Token[], at: number): boolean {
  const word = wordOf(tokens[at]);
  return (
    /^(?:users?|callers?|members?|roles?|groups?|everyone|everybody|anyone|nobody|only)$/.test(word) ||
    (word !== "" && rolesNamed(word) !== undefined)
  );
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}

/** The condition before the first rule, which holds for the second as well; undefined where its end is not certain. */
function conditionAhead(tokens: readonly Token[]): readonly Token[] | undefined {
  if (!introducesCondition(tokens)) return [];
  const end = tokens.findIndex((token) => token.kind === "mark" && /^[,:]$/.test(token.text));
  return end < 0 ? undefined : tokens.slice(0, end + 1);
}

/** "… and only when …" goes on with the rule before it. */
function restrictsBefore(tokens: readonly Token[]): boolean {
  const [first, second] = tokens.map((token) => (token.kind === "word" ? token.lower : ""));
  return (
    first === "only" &&
    /^(?:when|whenever|if|where|while|during|for|by|with|in|on|at|from|to)$/.test(second ?? "")
  );
}

/** "A may do this and B may do that when …" may mean the condition for both. */
function endsInCondition(tokens: readonly Token[]): boolean {
  return tokens.some(
    (token) =>
      token.kind === "word" &&
      /^(?:when|whenever|if|unless|except|provided|while|during|until|where|before|after|between|assuming|outside)$/.test(
        token.lower,
      ),
  );
}
