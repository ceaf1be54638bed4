import type { ReadRule } from "./assemble-rule.ts";
import { attempt, closedRules, type SentenceRule } from "./close-rule.ts";
import { withoutClosing } from "./closing-clause.ts";
import type { Context } from "./context.ts";
import { isDroppable } from "./droppable-reason.ts";
import { headAsCallers, headAsTool, headsOf } from "./headed-rule.ts";
import { pointedBack, pointsBack } from "./point-back.ts";
import { readRule } from "./read-rule.ts";
import { spanOf } from "./reader.ts";
import { Refusal } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import { twoRules } from "./two-rules.ts";
import type { UnitName } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The rules of one sentence: as it stands, or by what its structure says; throws {@link Refusal} with the words that could not be placed. */
export function readSentence(
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
      attempt(() => structuredRules(tokens, vocabulary, stated)) ?? twoRules(tokens, vocabulary, stated);
    if (structured === undefined) throw error;
    return structured;
  }
}

function structuredRules(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const read = (words: readonly Token[]): ReadRule => readSimple(words, vocabulary, stated);
  const closed = withoutClosing(tokens);
  if (closed !== undefined) {
    const rules = attempt(() => closedRules(closed.main, closed.closing, read, vocabulary, stated));
    if (rules !== undefined) return rules;
  }
  const simple = headed(tokens, vocabulary, stated);
  return simple === undefined ? undefined : [{ part: spanOf(tokens), read: simple }];
}

/** The rules of two sentences of which the second belongs to the first: "… only when X. Otherwise deny.", "… cost a fortune. Forbid starting them."; undefined where it does not. */
export function readTogether(
  tokens: readonly Token[],
  second: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const closing = withoutClosing(tokens)?.closing.tokens[0];
  const closes = closing !== undefined && closing.start >= (second[0]?.start ?? 0);
  if (!closes && !pointsBack(second)) return undefined;
  return attempt(() => structuredRules(tokens, vocabulary, stated));
}

/** One rule: the sentence as it stands, or without its head. */
function readSimple(
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

function headed(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const read = (words: readonly Token[]): ReadRule => readRule(words, vocabulary, stated);
  const context: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  for (const each of headsOf(tokens)) {
    for (const rest of pointedBack(each.head, each.rest) ?? []) {
      const meant = attempt(() => read(rest));
      if (meant !== undefined && namesItsTool(meant) && isDroppable(each.head, rest, meant, vocabulary))
        return meant;
    }
    const found = headAsTool(each, read, context) ?? headAsCallers(each, read, context);
    if (found !== undefined) return found;
    const rule = attempt(() => readSimple(each.rest, vocabulary, stated));
    if (rule !== undefined && namesItsTool(rule) && isDroppable(each.head, each.rest, rule, vocabulary))
      return rule;
  }
  return undefined;
}

/** A rule that took its tool from its conditions may have been meant for the one named before. */
function namesItsTool({ notes }: ReadRule): boolean {
  return !notes.some((note) => note.startsWith("No tool is named"));
}
