import type { UnitName } from "../amounts/units.ts";
import { refuseDeedAsFlag } from "../checks/deed-as-flag.ts";
import { refuseDoubtfulRules } from "../checks/doubtful-rules.ts";
import { refuseFlagOfOne } from "../checks/flag-of-one.ts";
import { refuseOtherEnd } from "../checks/other-end.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { namesItsTool } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { pointedBack, underTool } from "../words/point-back.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { withAmountApart } from "./amount-noun.ts";
import { withoutArrow } from "./arrow-rule.ts";
import { attempt } from "./attempt.ts";
import { bracketAtCallers, withoutBrackets } from "./bracket-behind.ts";
import { bracketGlosses } from "./bracket-glosses.ts";
import { closedRules, isOfCallers, type SentenceRule } from "./closed-rules.ts";
import { withoutClosing, withoutNobodyElse } from "./closing-clause.ts";
import { commandsInTurn } from "./commands-in-turn.ts";
import { isDroppable } from "./droppable-reason.ts";
import { glossReadings } from "./gloss-decides.ts";
import { headAsCallers, headAsTool, headsOf } from "./headed-rule.ts";
import { exceptNamed } from "./other-callers.ts";
import { inOtherWords } from "./other-wordings.ts";
import { rulesOfEach } from "./own-limits.ts";
import { noted, reasonedRule } from "./reasoned-rule.ts";
import { severalLimits } from "./several-limits.ts";
import { stricterCase } from "./stricter-case.ts";
import { twoRules } from "./two-rules.ts";
import { withoutSecondVerdict } from "./verdict-behind.ts";
import { widensReading } from "./widens-reading.ts";

/** The rules of one sentence: as it stands, or by what its structure says; throws {@link Refusal} with the words that could not be placed. */
export function readSentence(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] {
  const rules = inOtherWords(tokens, vocabulary, (words) => {
    const found = anyRules(words, vocabulary, stated);
    const reads = found.map(({ read }) => read);
    refuseOtherEnd(words, reads);
    refuseFlagOfOne(words, reads);
    refuseDeedAsFlag(words, vocabulary);
    return found;
  });
  refuseDoubtfulRules(
    tokens,
    rules.map(({ read }) => read),
  );
  return rules;
}

function anyRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] {
  const part = spanOf(tokens);
  try {
    return [{ part, read: readRule(tokens, vocabulary, stated) }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const structured =
      severalLimits(tokens, vocabulary, stated) ??
      attempt(() => structuredRules(tokens, vocabulary, stated)) ??
      twoRules(tokens, vocabulary, stated) ??
      commandsInTurn(tokens, (words) => readRule(words, vocabulary, stated));
    // "the read-only tools of A and B": B is no rule of its own for all that it has
    if (structured === undefined || widensReading(tokens, structured, vocabulary)) throw error;
    return structured;
  }
}

export function structuredRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const read = (words: readonly Token[]): ReadRule => readSimple(words, vocabulary, stated);
  const bare = withoutBrackets(tokens);
  const closed = withoutClosing(bare);
  if (closed !== undefined) {
    const rules = attempt(() => closedRules(closed.main, closed.closing, read, vocabulary, stated));
    if (rules !== undefined) return rules;
  }
  const each = rulesOfEach(
    closed?.closing.closes === "nothing" && isOfCallers(closed.closing) ? closed.main : bare,
    read,
    vocabulary,
  );
  if (each !== undefined) return each;
  const strict = stricterCase(bare, read, vocabulary);
  if (strict !== undefined) return strict;
  const again = restated(bare, vocabulary, stated);
  if (again !== undefined) return again;
  const simple = reasonedRule(bare, vocabulary, stated, read) ?? headed(bare, vocabulary, stated);
  return simple === undefined ? undefined : [{ part: spanOf(tokens), read: simple }];
}

/** The rules of a line below a heading, such as "Managers may:" above "approve expenses"; throws {@link Refusal}. */
export function readBelow(
  heading: readonly Token[],
  own: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] {
  const part = spanOf(own);
  if (heading.length === 0) return readSentence(own, vocabulary, stated);
  const colon: Token = { kind: "mark", text: ":", start: part.start, end: part.start };
  const rules =
    attempt(() => readSentence([...heading, ...own], vocabulary, stated)) ??
    attempt(() => readSentence([...own, colon, ...heading], vocabulary, stated)) ??
    readSentence([...heading, colon, ...own], vocabulary, stated);
  return rules.map(({ read }) => ({ part, read }));
}

/** One rule: the sentence as it stands, or without its head. */
export function readSimple(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  try {
    return readRule(tokens, vocabulary, stated);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const found = headed(tokens, vocabulary, stated);
    if (found === undefined) throw error;
    return found;
  }
}

/** The sentence in another order of words: "bonus > 5000 => deny", "Kids must not … (role kid)". */
function restated(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  for (const restate of [
    withoutArrow,
    bracketAtCallers,
    withoutNobodyElse,
    withoutSecondVerdict,
    withAmountApart,
  ]) {
    const words = restate(tokens);
    if (words === undefined) continue;
    const found = attempt(() => readRule(words, vocabulary, stated));
    if (found !== undefined) return [{ part: spanOf(tokens), read: found }];
    const two = twoRules(words, vocabulary, stated);
    if (two !== undefined) return two;
  }
  return unglossed(tokens, vocabulary, stated);
}

/** The sentence with its brackets read as names of arguments. */
function unglossed(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const glosses = [...bracketGlosses(tokens, vocabulary), ...glossReadings(tokens, vocabulary)];
  for (const [at, { tokens: words, tests }] of glosses.entries()) {
    const found = attempt(() => readRule(words, vocabulary, stated));
    const two = found === undefined && at === 0 ? twoRules(words, vocabulary, stated) : undefined;
    const rules = found === undefined ? two : [{ part: spanOf(tokens), read: found }];
    if (rules === undefined) continue;
    if (tests === undefined || rules.some(({ read }) => testedPaths(read.rule).includes(tests))) return rules;
  }
  return undefined;
}

function headed(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const read = (words: readonly Token[]): ReadRule => readRule(words, vocabulary, stated);
  const context: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  for (const each of headsOf(tokens)) {
    const excepted = exceptNamed(each.head, each.rest, context);
    const meant = [
      ...(excepted === undefined ? [] : [excepted]),
      ...pointedBack(each.head, each.rest),
      ...underTool(each),
    ];
    for (const rest of meant) {
      const rule = attempt(() => read(rest));
      if (rule !== undefined && namesItsTool(rule) && isDroppable(each.head, rest, rule, vocabulary))
        return opposes(each.head, rule, read) ? undefined : noted(rule, each.head);
    }
    const found = headAsTool(each, read, context) ?? headAsCallers(each, read, context);
    if (found !== undefined) return found;
    const rule = attempt(() => readSimple(each.rest, vocabulary, stated));
    if (rule !== undefined && namesItsTool(rule) && isDroppable(each.head, each.rest, rule, vocabulary))
      return opposes(each.head, rule, read) ? undefined : noted(rule, each.head);
  }
  return undefined;
}

/** "Allow reading - never those in /secret/": what stands before a denial allows something, and is no title. */
function opposes(
  head: readonly Token[],
  { rule }: ReadRule,
  read: (words: readonly Token[]) => ReadRule,
): boolean {
  const isOnly = head.some((token) => token.kind === "word" && token.lower === "only");
  return rule.effect === "forbid" && !isOnly && attempt(() => read(head))?.rule.effect === "permit";
}
