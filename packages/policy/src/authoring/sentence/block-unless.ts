import type { UnitName } from "../amounts/units.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { inserted } from "./inserted-words.ts";

/** The rule of a sentence restated as "Block `what` unless `needed`", the two words put in near a token; undefined where it cannot be read so. */
export function blockUnless(
  what: readonly Token[],
  needed: readonly Token[],
  near: Token | undefined,
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const tokens = [...inserted("block", near), ...what, ...inserted("unless", near), ...needed];
  const found = attempt(() => readRule(tokens, vocabulary, stated));
  return found?.rule.effect === "forbid" && found.rule.unless !== undefined ? found : undefined;
}
