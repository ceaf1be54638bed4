import { type Value, valuesEqual } from "./value.ts";

/**
 * Everything an expression may come to while the arguments are unknown: each possible value, or `any`, and whether it may
 * error. It may hold more than can really happen, never less; no value at all means that it always errors.
 */
export interface Outcome {
  readonly values: readonly Value[] | "any";
  readonly canError: boolean;
}

/** What an operator makes of definite operands; undefined when Cedar errors. */
export type Result = Value | undefined;

/** Nothing is known. */
export const unknown: Outcome = { values: "any", canError: true };
/** Some value, certainly. */
export const someValue: Outcome = { values: "any", canError: false };
/** Either truth value, certainly. */
export const someBoolean: Outcome = { values: [true, false], canError: false };
/** Cedar errors. */
export const failure: Outcome = { values: [], canError: true };

/** Either truth value, or an error. */
export const someTruth: Outcome = { values: [true, false], canError: true };

/** More possibilities than this are as good as any. */
const tracked = 16;

/** Exactly this value, or an error. */
export function known(value: Result): Outcome {
  return value === undefined ? failure : { values: [value], canError: false };
}

/** Either of the two outcomes. */
function either(a: Outcome, b: Outcome): Outcome {
  const canError = a.canError || b.canError;
  if (a.values === "any" || b.values === "any") return { values: "any", canError };
  const values: Value[] = [];
  for (const value of [...a.values, ...b.values]) {
    if (!values.some((other) => valuesEqual(other, value))) values.push(value);
  }
  return { values: values.length > tracked ? "any" : values, canError };
}

/** The operator applied to each possible operand; `otherwise` is what it may come to for an operand we do not know. */
export function map(operand: Outcome, otherwise: Outcome, apply: (value: Value) => Outcome): Outcome {
  if (operand.values === "any") return { ...otherwise, canError: otherwise.canError || operand.canError };
  const start: Outcome = { values: [], canError: operand.canError };
  return operand.values.map(apply).reduce(either, start);
}

/** The same with two operands, both of which Cedar evaluates. */
export function map2(
  left: Outcome,
  right: Outcome,
  otherwise: Outcome,
  apply: (left: Value, right: Value) => Outcome,
): Outcome {
  if (alwaysErrors(left) || alwaysErrors(right)) return failure;
  const applied = map(left, otherwise, (a) => map(right, otherwise, (b) => apply(a, b)));
  return { ...applied, canError: applied.canError || right.canError };
}

/** A condition's truth: which ways it can go. */
export interface Truth {
  readonly canBeTrue: boolean;
  readonly canBeFalse: boolean;
  readonly canError: boolean;
}

/** The outcome as a condition; any value that is no boolean is an error. */
export function truth(outcome: Outcome): Truth {
  const { values } = outcome;
  if (values === "any") return { canBeTrue: true, canBeFalse: true, canError: true };
  return {
    canBeTrue: values.includes(true),
    canBeFalse: values.includes(false),
    canError: outcome.canError || values.some((value) => typeof value !== "boolean"),
  };
}

/** `&&`: the right operand counts only where the left one can be true. */
export function and(left: Outcome, right: Outcome): Outcome {
  const [l, r] = [truth(left), truth(right)];
  return truthOutcome({
    canBeTrue: l.canBeTrue && r.canBeTrue,
    canBeFalse: l.canBeFalse || (l.canBeTrue && r.canBeFalse),
    canError: l.canError || (l.canBeTrue && r.canError),
  });
}

/** `!`. */
export function not(operand: Outcome): Outcome {
  const { canBeTrue, canBeFalse, canError } = truth(operand);
  return truthOutcome({ canBeTrue: canBeFalse, canBeFalse: canBeTrue, canError });
}

/** `if condition then a else b`. */
export function choose(condition: Outcome, a: Outcome, b: Outcome): Outcome {
  const { canBeTrue, canBeFalse, canError } = truth(condition);
  const ways = [...(canBeTrue ? [a] : []), ...(canBeFalse ? [b] : [])];
  return ways.reduce(either, { values: [], canError });
}

/** A value made of several, all of which Cedar evaluates; tracked only while each is certain. */
export function combine(parts: readonly Outcome[], make: (values: readonly Value[]) => Value): Outcome {
  if (parts.some(alwaysErrors)) return failure;
  const canError = parts.some((part) => part.canError);
  const values = parts.flatMap((part) =>
    part.values !== "any" && part.values.length === 1 ? part.values : [],
  );
  return { values: values.length === parts.length ? [make(values)] : "any", canError };
}

function truthOutcome({ canBeTrue, canBeFalse, canError }: Truth): Outcome {
  return { values: [...(canBeTrue ? [true] : []), ...(canBeFalse ? [false] : [])], canError };
}

function alwaysErrors(outcome: Outcome): boolean {
  return outcome.values.length === 0;
}
