import type { UnitName } from "../amounts/units.ts";
import type { TextSpan } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import type { ClosingClause } from "./closing-clause.ts";
import { complementOf } from "./complement-of.ts";
import { limitedUnder } from "./limited-under.ts";
import { isTestedBy, otherNamed } from "./no-other.ts";
import { onlyAsBlock } from "./only-as-block.ts";
import { refuseClosing } from "./refuse-closing.ts";
import { refuseOtherSide, refuseOtherTool } from "./refuse-other-closing.ts";
import { requiredOf } from "./required-of.ts";

/** A rule of a sentence and the words that say it. */
export interface SentenceRule {
  readonly part: TextSpan;
  readonly read: ReadRule;
}

/** The rules of a sentence that ends with "otherwise deny" or the like; throws {@link Refusal} where two things may be closed. */
export function closedRules(
  main: readonly Token[],
  closing: ClosingClause,
  read: (tokens: readonly Token[]) => ReadRule,
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] {
  const whole = spanOf([...main, ...closing.tokens]);
  if (closing.tool.length > 0) {
    const required = requiredOf(main, closing.tool, vocabulary, stated);
    if (required !== undefined) return [{ part: whole, read: required }];
  }
  const strict =
    closing.closes === "nothing" ? undefined : onlyAsBlock(main, closing.closes, vocabulary, stated);
  const grants = main.some((token) => token.kind === "word" && granting.has(token.lower));
  if (strict !== undefined && !grants) return [{ part: whole, read: strict }];
  const limit = attempt(() => read(main)) === undefined ? limitedUnder(main, vocabulary, stated) : undefined;
  if (limit !== undefined) {
    refuseOtherSide(closing, limit.rule);
    return [{ part: whole, read: limit }];
  }
  const own = read(main);
  const { rule } = own;
  refuseOtherTool(closing, rule, vocabulary);
  refuseOtherSide(closing, rule);
  if (rule.effect === "forbid") {
    // "requires X, otherwise deny" has said it already
    if (rule.unless === undefined && closing.closes !== "again")
      refuseClosing("What is denied is denied twice", closing.tokens);
    return [{ part: whole, read: own }];
  }
  if (closing.closes === "again") refuseClosing("What is allowed is denied again", closing.tokens);
  const permit: SentenceRule = { part: spanOf(main), read: own };
  if (closing.closes === "nothing") {
    const other = otherNamed(closing.tokens);
    if (other !== undefined && !isTestedBy(other, rule, vocabulary)) {
      refuseClosing("It is not certain which others are meant", closing.tokens);
    }
    if (
      other === undefined &&
      isOfCallers(closing) &&
      rule.who.kind !== "iam" &&
      (rule.who.kind !== "users" || rule.who.condition === undefined)
    ) {
      refuseClosing("It is not certain which other callers are meant", closing.tokens);
    }
    return [{ part: whole, read: withNote(own) }];
  }
  const forbid = strict ?? complementOf(own, closing);
  if (forbid === undefined) return [{ part: whole, read: withNote(own) }];
  const block: SentenceRule = { part: grants ? spanOf(closing.tokens) : whole, read: forbid };
  return grants ? [permit, block] : [block];
}

/** Whether a closing that closes nothing speaks of other callers: "and nobody else". */
export function isOfCallers(closing: ClosingClause): boolean {
  if (otherNamed(closing.tokens) !== undefined) return false;
  return closing.tokens.some(
    (token) => token.kind === "word" && /^(?:nobody|no|anyone|others?)$/.test(token.lower),
  );
}

const granting = new Set(
  "allow allows allowed permit permits permitted let lets may can authorized entitled reserved ok okay fine open enable grant give free".split(
    " ",
  ),
);

function withNote(read: ReadRule): ReadRule {
  const note = "Other calls stay denied by default; this policy does not block what other policies permit.";
  return { rule: read.rule, notes: [...new Set([...read.notes, note])] };
}
