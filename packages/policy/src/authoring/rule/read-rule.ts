import type { UnitName } from "../amounts/units.ts";
import { refuseAllOrOne } from "../checks/all-or-one.ts";
import { refuseBoundWithOnly } from "../checks/bound-with-only.ts";
import { refuseDeedsTwice } from "../checks/deeds-named-twice.ts";
import { refuseKindAsValue } from "../checks/kind-as-value.ts";
import { refuseLooseValues } from "../checks/loose-readings.ts";
import { refuseCaseNeverSo, refuseLostException } from "../checks/lost-exception.ts";
import { refuseMistakable } from "../checks/mistakable-words.ts";
import { refuseThingsTwice } from "../checks/things-named-twice.ts";
import { refuseWithoutEither } from "../checks/without-either.ts";
import { withArgumentNames } from "../conditions/argument-names.ts";
import { withValueAt } from "../conditions/value-at.ts";
import type { Context } from "../context.ts";
import { moreTelling, Refusal, refuse } from "../refusal.ts";
import { remembered } from "../remembered.ts";
import { requirementFirst } from "../sentence/act-clause.ts";
import { leadingConditions } from "../sentence/leading-condition.ts";
import { withWhose } from "../sentence/of-which.ts";
import { withoutPreamble } from "../sentence/preamble.ts";
import { inUsualOrder } from "../sentence/usual-order.ts";
import { withReadingTools } from "../tools/reading-tools.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { plainIdioms } from "../words/plain-idioms.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import type { ReadRule } from "./assemble-rule.ts";
import { readEffect } from "./read-effect.ts";
import { readOpening } from "./read-opening.ts";

/** The rule that the tokens of one sentence state; throws {@link Refusal} where a word cannot be placed. */
export function readRule(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  return (stated === undefined ? readOnce : readStated(stated))(tokens, vocabulary);
}

const readStated =
  (stated: UnitName | undefined) =>
  (tokens: readonly Token[], vocabulary: Vocabulary): ReadRule =>
    readAny(tokens, vocabulary, stated);

const readOnce = remembered(readStated(undefined));

function readAny(tokens: readonly Token[], vocabulary: Vocabulary, stated: UnitName | undefined): ReadRule {
  let problem: Refusal | undefined;
  for (const { prefix, main } of leadingConditions(
    withoutPreamble(
      plainIdioms(
        inUsualOrder(
          requirementFirst(
            withWhose(
              withReadingTools(withArgumentNames(withValueAt(tokens, vocabulary), vocabulary), vocabulary),
            ),
            vocabulary,
          ),
        ),
      ),
    ),
  )) {
    try {
      const read = readMain(main, prefix, vocabulary, stated);
      refuseMistakable(tokens, read.rule, vocabulary);
      refuseThingsTwice(tokens, read.rule, vocabulary);
      refuseDeedsTwice(tokens, read.rule, vocabulary);
      refuseBoundWithOnly(tokens, read.rule);
      refuseAllOrOne(tokens, read.rule);
      refuseLostException(tokens, read.rule);
      refuseCaseNeverSo(tokens, read.rule);
      refuseWithoutEither(tokens, read.rule);
      refuseKindAsValue(tokens, read.rule, vocabulary);
      refuseLooseValues(tokens, read.rule, vocabulary);
      return read;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = moreTelling(problem, error, () => false);
    }
  }
  throw problem ?? new Refusal("refused", "There is no sentence here", spanOf(tokens));
}

/** Why words that neither allow nor deny are refused. */
export const noRule = "No rule is recognised: who may or may not do what";

function readMain(
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  const start: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  for (const opening of readEffect(main, start)) {
    try {
      return readOpening(opening, main, prefix, vocabulary, stated);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = further(problem, error);
    }
  }
  if (problem !== undefined) throw problem;
  refuse(noRule, spanOf(main), {
    advice:
      'Begin with "Allow", "Block", "Only … may" or "Require", as in "Allow users with role manager to approve expenses when the amount is less than $5,000".',
  });
}

/** Of two failed readings the one that came further says more. */
function further(a: Refusal | undefined, b: Refusal): Refusal {
  return moreTelling(a, b, () => b.span.start > (a?.span.start ?? 0) && b.advice !== undefined);
}
