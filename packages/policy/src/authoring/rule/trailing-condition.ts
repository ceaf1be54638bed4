import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const advice = "Write a sentence for each.";

/** A condition behind "when" or without, and the tokens that say it. */
export interface SaidCondition {
  readonly condition: Condition;
  readonly from: number;
  readonly to: number;
}

/**
 * What "A or B" means with a further condition behind it: "at most 4 weeks, or at most 26 weeks if there is a note" asks
 * for the note with the latter alone, "if A or B, provided C" with both, which is undefined; throws where the commas do not tell.
 */
export function withTrailing(
  before: SaidCondition,
  trailing: Condition,
  reader: Reader,
): Condition | undefined {
  const { condition } = before;
  if (condition.kind !== "any" || !endsOpen(reader, before)) return undefined;
  const last = condition.of.at(-1);
  const belongs = belongsTo(reader, before);
  if (last === undefined || belongs === "both") {
    if (isWider(condition.of)) refuseDoubt(reader, before);
    return undefined;
  }
  if (belongs === "last" || isWider(condition.of)) {
    if (condition.of.length !== 2) refuseDoubt(reader, before);
    return { kind: "any", of: [...condition.of.slice(0, -1), { kind: "all", of: [last, trailing] }] };
  }
  refuseDoubt(reader, before);
}

/** Throws where "unless" may stand with the latter of two alternatives alone: "A, or B unless C". */
export function refuseTrailingExemption(before: SaidCondition, reader: Reader): void {
  if (before.condition.kind !== "any" || !endsOpen(reader, before)) return;
  if (belongsTo(reader, before) === "last" || isWider(before.condition.of)) refuseDoubt(reader, before);
}

function refuseDoubt(reader: Reader, { from, to }: SaidCondition): never {
  refuse(
    "It is not certain whether the condition behind “or” belongs to both sides",
    spanOf(reader.slice(from, to)),
    { advice },
  );
}

/** Whether an "or" outside of brackets and of "either … or" parts the words. */
function endsOpen(reader: Reader, { from, to }: SaidCondition): boolean {
  return lastOr(reader, from, to) !== undefined;
}

function lastOr(reader: Reader, from: number, to: number): number | undefined {
  let depth = 0;
  let either = 0;
  let found: number | undefined;
  for (let at = from; at < to; at += 1) {
    const word = textOf(reader.tokens[at]);
    if (word === "(") depth += 1;
    else if (word === ")") depth -= 1;
    else if (depth === 0 && word === "either") either += 1;
    else if (depth === 0 && (word === "or" || word === "||")) {
      if (either > 0) either -= 1;
      else found = at;
    }
  }
  return found;
}

function belongsTo(reader: Reader, { from, to }: SaidCondition): "both" | "last" | "unknown" {
  const or = lastOr(reader, from, to) ?? from;
  const commaBeforeOr = /^(?:,|;|–|—)$/.test(textOf(reader.tokens[or - 1]));
  const commaBehind = /^(?:,|;|–|—)$/.test(textOf(reader.tokens[to]));
  if (commaBehind === commaBeforeOr) return "unknown";
  return commaBehind ? "both" : "last";
}

/** Whether one alternative says nothing beside the last, which is wider, unless what follows restricts the last. */
function isWider(alternatives: readonly Condition[]): boolean {
  const last = alternatives.at(-1);
  return (
    last?.kind === "order" &&
    alternatives
      .slice(0, -1)
      .some(
        (each) =>
          each.kind === "order" &&
          each.field === last.field &&
          each.order.startsWith(last.order.slice(0, 1)) &&
          (last.order.startsWith("<")
            ? Number(each.value) <= Number(last.value)
            : Number(each.value) >= Number(last.value)),
      )
  );
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
