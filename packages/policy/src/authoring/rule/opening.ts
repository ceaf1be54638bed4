import { meant } from "../checks/claim-or-argument.ts";
import type { Owner } from "../conditions/owner-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition, Who } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** How a sentence begins: what it decides and for whom. Its tail names the tools and conditions. */
export interface Opening {
  readonly effect: "permit" | "forbid";
  readonly who: Who;
  readonly tail: readonly Token[];
  /** A verb that stands behind its object: "refunds may be issued". */
  readonly verb: readonly Token[];
  readonly splits: "longest" | "whole";
  /** What calls must have, as in "Require a description for claims". */
  readonly requires?: readonly Token[];
  /** Callers for whom a denial does not hold, as in "no one but managers". */
  readonly exempt?: Condition;
  /** Whose the thing has to be, as in "the owner of a job may cancel it". */
  readonly owner?: Owner;
  /** Whether callers stand before the tools; callers behind them are then those who are acted on. */
  readonly named: boolean;
  /** Whether "to …" behind the tools names callers, as in "is open to managers". */
  readonly gives: boolean;
  readonly only: boolean;
  /** A bare command is a rule only where it says "only". */
  readonly needsOnly: boolean;
  readonly notes: readonly string[];
}

/** Every kind of caller. */
export const anyone: Who = { kind: "anyone" };

/** An opening whose tail is what the reader has left; callers that stand before it are certain to be callers. */
export function opening(
  effect: "permit" | "forbid",
  who: Who,
  reader: Reader,
  context: Context | undefined,
  more: Partial<Opening> = {},
): Opening {
  const tail = reader.slice(reader.at, reader.end);
  const notes = context === undefined ? [] : [...context.notes];
  if (context !== undefined) context.notes.length = 0;
  const known: Who = who.kind === "users" ? { ...who, condition: meant(who.condition, "caller") } : who;
  return {
    effect,
    who: known,
    tail,
    verb: [],
    splits: "longest",
    named: who !== anyone,
    gives: false,
    only: false,
    needsOnly: false,
    notes,
    ...more,
  };
}

/** A word that the text does not have, for readings that need one. */
export function word(text: string): Token {
  return { kind: "word", text, lower: text, stem: text, start: 0, end: 0 };
}
