import type { ReadRule } from "./assemble-rule.ts";
import { introducesCondition, noToolNamed, readRule } from "./read-rule.ts";
import { Refusal, type TextSpan } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import type { UnitName } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** At so many places is a sentence tried as two rules. */
const mostJoins = 6;

/** "Let adjusters do this and managers do that" is two rules; where only the last has a condition it is not certain whose it is. */
export function twoRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly { readonly part: TextSpan; readonly read: ReadRule }[] | undefined {
  const [first] = tokens;
  if (first?.kind !== "word") return undefined;
  const ahead = conditionAhead(tokens);
  if (ahead === undefined) return undefined;
  let joins = 0;
  for (const [at, token] of tokens.entries()) {
    if (joins >= mostJoins) return undefined;
    if (
      token.kind !== "word" ||
      (token.lower !== "and" && token.lower !== "but") ||
      at < 2 ||
      at > tokens.length - 3
    )
      continue;
    joins += 1;
    const comma = tokens[at - 1]?.kind === "mark" && tokens[at - 1]?.text === "," ? 1 : 0;
    const left = tokens.slice(0, at - comma);
    const right = tokens.slice(at + 1);
    if (restrictsBefore(right)) continue;
    const seconds =
      ahead.length === 0
        ? [right, [first, ...right]]
        : [introducesCondition(right) ? right : [...ahead, ...right]];
    for (const second of seconds) {
      try {
        const one = readRule(left, vocabulary, stated);
        const two = readRule(second, vocabulary, stated);
        // a rule beside another that names no tool goes on speaking of the other's
        if ([one, two].some(({ notes }) => notes.includes(noToolNamed))) continue;
        const conditions = [one, two].map(({ rule }) => rule.when !== undefined || rule.unless !== undefined);
        const alike = one.rule.effect === two.rule.effect;
        if (conditions[0] !== conditions[1] && (second !== right || (alike && endsInCondition(right))))
          continue;
        if (ahead.length > 0 && !alike) continue;
        const [from, mid, to] = [left[0], right[0], right.at(-1)];
        const end = left.at(-1);
        if (from === undefined || mid === undefined || to === undefined || end === undefined) continue;
        return [
          { part: { start: from.start, end: end.end }, read: one },
          { part: { start: mid.start, end: to.end }, read: two },
        ];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }
  }
  return undefined;
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
