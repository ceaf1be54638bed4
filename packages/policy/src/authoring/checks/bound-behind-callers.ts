import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const bound =
  /(?:,|and|but)(?: and| but)?(?: then)?(?: only)? (?:up to|at most|under|below|less than|fewer than|no more than|not more than|not exceeding|within|a maximum of) (?:\S+ )?#[^,;]*$/;

/** Throws for "must only be approved by managers, up to $5,000": whether managers may do no more, or whether more is free for all, is not said. */
export function refuseBoundBehindCallers(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  const isDoubtful = reads.some(
    ({ rule }) => rule.effect === "forbid" && rule.unless !== undefined && hasUpperBound(rule.when),
  );
  if (!isDoubtful) return;
  const text = patternText(tokens);
  const found = bound.exec(text);
  if (
    found === null ||
    !/(?:^| )(?:by|but|except|only|than|requires?|needs?|takes) /.test(text.slice(0, found.index))
  )
    return;
  const at = text.slice(0, found.index).split(" ").length - 1;
  refuse("It is not certain whether this is demanded as well", spanOf(tokens.slice(at)), {
    candidates: ["only … may do this, and nobody above the bound", "above the bound everybody may"],
    advice: "Write what is allowed, or what is demanded beside it in a sentence of its own.",
    telling: true,
  });
}

function hasUpperBound(condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.kind === "all" || condition.kind === "any") return condition.of.some(hasUpperBound);
  return condition.kind === "order" && condition.order.startsWith("<");
}
