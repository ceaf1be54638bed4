import type { UnitName } from "../amounts/units.ts";
import { refuseCurrency } from "../checks/currency-said.ts";
import { refuseFromNumber } from "../checks/from-number.ts";
import { refuseCallersAsFlag, refuseNegativeFlag } from "../checks/negative-flag.ts";
import { refuseNewThings } from "../checks/new-things.ts";
import { refuseOnlyInList } from "../checks/only-in-list.ts";
import { refuseOnlyInside } from "../checks/only-inside.ts";
import { refusePeopleActedOn } from "../checks/people-acted-on.ts";
import { refusePeopleAsValues } from "../checks/people-as-values.ts";
import { refuseSignedNumber } from "../checks/signed-number.ts";
import { refuseSwitchedOff } from "../checks/switched-off.ts";
import { unplacedToken } from "../checks/unplaced-token.ts";
import { refuseUpToBefore } from "../checks/up-to-before.ts";
import { refuseAdjective } from "../checks/value-or-adjective.ts";
import { refuseValuesOfList } from "../checks/values-of-list.ts";
import type { Rule } from "../intermediate.ts";
import { moreTelling, Refusal, refuse } from "../refusal.ts";
import { splitPoints } from "../sentence/split-points.ts";
import { plainTools } from "../tools/plain-tools.ts";
import { restrictedTools } from "../tools/restricted-tools.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import type { ReadRule } from "./assemble-rule.ts";
import { withoutInnerOnly } from "./inner-only.ts";
import type { Opening } from "./opening.ts";
import { readSplit } from "./read-split.ts";

/** The rule of a sentence that begins in this way, with the first end of the tools' words under which every word has a place; throws {@link Refusal}. */
export function readOpening(
  opening: Opening,
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  const plain = withoutInnerOnly(opening);
  try {
    return readAt(opening, main, prefix, vocabulary, stated);
  } catch (error) {
    if (!(error instanceof Refusal) || plain === undefined) throw error;
    return readAt(plain, main, prefix, vocabulary, stated);
  }
}

function readAt(
  opening: Opening,
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  for (const tools of [plainTools, restrictedTools]) {
    for (const at of splitPoints(opening.tail, opening.splits, tools === plainTools ? "short" : "long")) {
      try {
        const read = readSplit(opening, at, prefix, vocabulary, stated, tools);
        lookAgain([...prefix, ...main], read.rule, vocabulary);
        return read;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problem = moreTelling(
          problem,
          error,
          (one, two) => tools === plainTools && two.span.start > one.span.start,
        );
      }
    }
  }
  const all =
    opening.effect === "forbid" ? argumentOnly(opening, main, prefix, vocabulary, stated) : undefined;
  if (all !== undefined) return all;
  throw problem ?? new Refusal("refused", "No tool is named", spanOf(opening.tail));
}

/** "A discount greater than 15% is denied": the argument tells the tool; where it would allow, a tool that is not there could be meant. */
function argumentOnly(
  opening: Opening,
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  try {
    const read = readSplit(opening, 0, prefix, vocabulary, stated, plainTools);
    lookAgain([...prefix, ...main], read.rule, vocabulary);
    return read;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Holds every word of the sentence to its rule, whatever read it; throws {@link Refusal}. */
function lookAgain(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const unplaced = unplacedToken(tokens, rule, vocabulary);
  if (unplaced !== undefined) {
    refuse(`Nothing of the rule that was understood says "${unplaced.text.trim()}"`, unplaced, {
      advice: "Say it with a tool's, an argument's or a claim's own name, or leave it out.",
    });
  }
  refuseUpToBefore(tokens);
  refuseOnlyInside(tokens, rule);
  refuseFromNumber(tokens, rule);
  refuseAdjective(tokens, rule, vocabulary);
  refusePeopleAsValues(tokens, rule);
  refuseNegativeFlag(tokens, rule);
  refuseOnlyInList(tokens, rule);
  refuseCallersAsFlag(tokens, rule);
  refuseCurrency(tokens, rule, vocabulary);
  refuseSignedNumber(tokens, rule);
  refuseSwitchedOff(tokens, rule);
  refuseNewThings(tokens, rule, vocabulary);
  refusePeopleActedOn(tokens, rule);
  refuseValuesOfList(tokens, rule);
}
