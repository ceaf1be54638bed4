import { Failure } from "../values/failure.ts";
import type { Value } from "../values/value.ts";

/** What an expression comes to: a value, Cedar's error, or, while the arguments are unknown, what it may come to. */
export type Result = Value | Failure | Possible;

/**
 * What an expression may come to. It may hold more than can really happen, never less. What is certain is no `Possible`:
 * one value is that value, and nothing but an error is a {@link Failure}.
 */
export class Possible {
  readonly kind = "possible";
  /** Every value it may have; undefined for any at all. */
  readonly values: readonly Value[] | undefined;
  readonly canError: boolean;
  /** For what is surely a record, when it has a value: its members, or `open` when they are unknown too. */
  readonly members: ReadonlyMap<string, Value | Possible> | "open" | undefined;

  constructor(
    values: readonly Value[] | undefined,
    canError: boolean,
    members?: ReadonlyMap<string, Value | Possible> | "open",
  ) {
    this.values = values;
    this.canError = canError;
    this.members = members;
  }
}

/** Any value, or an error. */
export const anything = new Possible(undefined, true);
/** Any value, and no error. */
export const anyValue = new Possible(undefined, false);
/** Any record: the arguments of a call that is yet to come. */
export const anyRecord = new Possible(undefined, false, "open");
/** Either truth value, and no error. */
export const eitherTruth = new Possible([true, false], false);
/** Either truth value, or an error. */
export const eitherTruthOrError = new Possible([true, false], true);
const trueOrError = new Possible([true], true);
const falseOrError = new Possible([false], true);
const uncertainError = new Failure("A part of the condition fails, whatever the arguments");

/** Which ways a condition can go. */
export interface Truth {
  readonly canBeTrue: boolean;
  readonly canBeFalse: boolean;
  readonly canError: boolean;
}

/** The result as a condition: what is no boolean is an error. */
export function truthOf(result: Result): Truth {
  if (result instanceof Possible) {
    const { values, canError } = result;
    if (values === undefined) {
      const isRecord = result.members !== undefined;
      return { canBeTrue: !isRecord, canBeFalse: !isRecord, canError: true };
    }
    return {
      canBeTrue: values.includes(true),
      canBeFalse: values.includes(false),
      canError: canError || values.some((value) => typeof value !== "boolean"),
    };
  }
  if (typeof result !== "boolean") return failing;
  return result ? surelyTrue : surelyFalse;
}

const surelyTrue: Truth = { canBeTrue: true, canBeFalse: false, canError: false };
const surelyFalse: Truth = { canBeTrue: false, canBeFalse: true, canError: false };
const failing: Truth = { canBeTrue: false, canBeFalse: false, canError: true };

/** The result of a condition that can go these ways. */
export function resultOf({ canBeTrue, canBeFalse, canError }: Truth): boolean | Failure | Possible {
  if (canBeTrue && canBeFalse) return canError ? eitherTruthOrError : eitherTruth;
  if (canBeTrue) return canError ? trueOrError : true;
  if (canBeFalse) return canError ? falseOrError : false;
  return uncertainError;
}

/** The result, which may be an error besides where `canError`. */
export function orError(result: Value | Failure | Possible, canError: boolean): Result {
  if (!canError || result instanceof Failure) return result;
  if (!(result instanceof Possible)) return new Possible([result], true);
  if (result.canError) return result;
  if (result === eitherTruth) return eitherTruthOrError;
  if (result === anyValue) return anything;
  return new Possible(result.values, true, result.members);
}
