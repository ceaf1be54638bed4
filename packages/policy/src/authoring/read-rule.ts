import type { ReadRule } from "./assemble-rule.ts";
import type { Context } from "./context.ts";
import { leadingConditions } from "./leading-condition.ts";
import { refuseMistakable } from "./mistakable-words.ts";
import { withWhose } from "./of-which.ts";
import { plainIdioms } from "./plain-idioms.ts";
import { withoutPreamble } from "./preamble.ts";
import { readEffect } from "./read-effect.ts";
import { readOpening } from "./read-opening.ts";
import { spanOf } from "./reader.ts";
import { moreTelling, Refusal, refuse } from "./refusal.ts";
import { remembered } from "./remembered.ts";
import type { Token } from "./tokens.ts";
import type { UnitName } from "./units.ts";
import { inUsualOrder } from "./usual-order.ts";
import type { Vocabulary } from "./vocabulary.ts";

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
    withoutPreamble(plainIdioms(inUsualOrder(withWhose(tokens)))),
  )) {
    try {
      const read = readMain(main, prefix, vocabulary, stated);
      refuseMistakable(tokens, read.rule, vocabulary);
      return read;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = moreTelling(problem, error, () => false);
    }
  }
  throw problem ?? new Refusal("refused", "There is no sentence here", spanOf(tokens));
}

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
  refuse("No rule is recognised: who may or may not do what", spanOf(main), {
    advice:
      'Begin with "Allow", "Block", "Only … may" or "Require", as in "Allow users with role manager to approve expenses when the amount is less than $5,000".',
  });
}

/** Of two failed readings the one that came further says more. */
function further(a: Refusal | undefined, b: Refusal): Refusal {
  return moreTelling(a, b, () => b.span.start > (a?.span.start ?? 0) && b.advice !== undefined);
}
