import type { UnitName } from "../amounts/units.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { namesItsTool } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { pointedBack, pointsBack } from "../words/point-back.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { withoutClosing } from "./closing-clause.ts";
import { isDroppable } from "./droppable-reason.ts";
import { elidedAct, elidesAct } from "./elided-act.ts";
import { patternText } from "./inserted-words.ts";
import { demandOfCallers, demandsOfTool, limitOfTool } from "./limit-of-tool.ts";
import { withObjectSaid } from "./object-said-before.ts";
import {
  exemptingOthers,
  othersAllowed,
  othersLimited,
  othersThan,
  startsWithOthers,
} from "./other-callers.ts";
import { inOtherWords } from "./other-wordings.ts";
import { rulesOfEach } from "./own-limits.ts";
import { pointedAtTool } from "./pointed-at-tool.ts";
import { readSentence, readSimple, structuredRules } from "./read-sentence.ts";
import { isReasonClause, isReasonOfDenial } from "./reason-clause.ts";
import { noted } from "./reasoned-rule.ts";
import { withSubjectSaid } from "./second-subject.ts";
import { isRemark } from "./stated-reason.ts";
import { stricterCase } from "./stricter-case.ts";

/** The rules of two sentences of which the second belongs to the first: "… only when X. Otherwise deny.", "… cost a fortune. Forbid starting them."; undefined where it does not. */
export function readTogether(
  tokens: readonly Token[],
  border: number,
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const behind = tokens.filter(({ start }) => start >= border);
  const first = tokens.slice(0, tokens.length - behind.length);
  const second = withoutAdverb(behind);
  // "We do not pay in RUB. Block it.": both say so, or the first only tells
  if (pointsBack(second) && patternText(first.slice(0, 1)) === "we") return undefined;
  if (elidesAct(second)) {
    const own = attempt(() => readSentence(first, vocabulary, stated));
    const both = own === undefined ? undefined : elidedAct(own, second, vocabulary, stated);
    if (both !== undefined) return both;
  }
  const closing = withoutClosing(tokens)?.closing.tokens[0];
  if (closing !== undefined && closing.start >= border) {
    return attempt(() =>
      inOtherWords(tokens, vocabulary, (words) => {
        const rules = structuredRules(words, vocabulary, stated);
        if (rules === undefined) throw new Refusal("refused", "These sentences are no rule", spanOf(words));
        return rules;
      }),
    );
  }
  if (attempt(() => readSentence(second, vocabulary, stated)) === undefined) {
    const read = (words: readonly Token[]): ReadRule => readSimple(words, vocabulary, stated);
    const both = rulesOfEach(tokens, read, vocabulary) ?? stricterCase(tokens, read, vocabulary);
    if (both !== undefined) return both;
    const limited =
      demandsOfTool(withoutEnd(second)) || patternText(second.slice(0, 1)) === "they"
        ? attempt(() => limitedRules(first, second, vocabulary, stated))
        : undefined;
    if (limited !== undefined) return limited;
  }
  const capped = othersLimited(withoutEnd(first), second);
  const limits = capped === undefined ? undefined : attempt(() => readSentence(capped, vocabulary, stated));
  if (limits?.length === 2) return limits;
  const asked = first.at(-1)?.kind === "mark" && first.at(-1)?.text === "?";
  const context: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  const others = othersThan(first, second, context);
  if (!asked && others === undefined && !pointsBack(second) && !startsWithOthers(second)) {
    const plain = isReasonClause(withoutEnd(second))
      ? attempt(() => readRule(first, vocabulary, stated))
      : undefined;
    if (
      plain === undefined ||
      !namesItsTool(plain) ||
      attempt(() => readSentence(second, vocabulary, stated)) !== undefined
    )
      return undefined;
    return isReasonOfDenial(withoutEnd(second), first, plain, vocabulary)
      ? [{ part: spanOf(tokens), read: noted(plain, second) }]
      : undefined;
  }
  const own = attempt(() => readSentence(first, vocabulary, stated));
  if (own === undefined) return attempt(() => structuredRules(tokens, vocabulary, stated));
  // a sentence that is a rule of its own is no mere reason
  if (attempt(() => readSentence(second, vocabulary, stated)) !== undefined) return undefined;
  const tool = pointedAtTool(own, second) ?? withSubjectSaid(first, second, own, vocabulary, stated);
  const [before, more] = own;
  const named =
    before === undefined || more !== undefined
      ? undefined
      : withObjectSaid(
          withoutEnd(first),
          second,
          before.read,
          !/^(?:they|it|he|she)\b/.test(patternText(second)),
        );
  const rest = before === undefined || more !== undefined ? undefined : othersAllowed(second, before.read);
  const back = [tool, rest, named]
    .filter((words) => words !== undefined)
    .concat(pointedBack(withoutEnd(first), second));
  for (const meant of others === undefined ? back : [others]) {
    const read = attempt(() => readRule(meant, vocabulary, stated));
    if (read !== undefined && namesItsTool(read)) {
      return [...own, { part: spanOf(second), read: others === undefined ? read : exemptingOthers(read) }];
    }
  }
  const [only] = own;
  const why = withoutEnd(second);
  if (only?.read.rule.effect === "forbid" && own.length === 1 && isRemark(why)) {
    if (isDroppable(why, first, only.read, vocabulary))
      return [{ part: spanOf(tokens), read: noted(only.read, second) }];
  }
  return undefined;
}

/** A permission, and what is demanded behind it of the calls of its tool. */
function limitedRules(
  first: readonly Token[],
  second: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const own = readSentence(first, vocabulary, stated);
  const demand = withoutEnd(second);
  const meant = demandsOfTool(demand) ? limitOfTool(own, demand) : demandOfCallers(own, first, demand);
  const read = meant === undefined ? undefined : readRule(meant, vocabulary, stated);
  return read?.rule.effect === "forbid" && namesItsTool(read)
    ? [...own, { part: spanOf(second), read }]
    : undefined;
}

/** "However, they may not …" without its first word. */
function withoutAdverb(tokens: readonly Token[]): readonly Token[] {
  return /^(?:however|nevertheless|still|moreover|furthermore|additionally|also|besides) ,/.test(
    patternText(tokens.slice(0, 2)),
  )
    ? tokens.slice(2)
    : tokens;
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  return tokens.at(-1)?.kind === "mark" ? tokens.slice(0, -1) : tokens;
}
