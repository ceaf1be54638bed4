import { Failure } from "../values/failure.ts";
import type { Value } from "../values/value.ts";
import { valuesEqual } from "../values/values-equal.ts";
import { anything, anyValue, orError, Possible, type Result } from "./result.ts";

/** More possibilities than this are as good as any. */
const tracked = 16;

/** Either of the two results. */
export function either(a: Result, b: Result): Result {
  if (a instanceof Failure) return b instanceof Failure ? a : orError(b, true);
  if (b instanceof Failure) return orError(a, true);
  const canError = canFail(a) || canFail(b);
  const left = valuesOf(a);
  const right = valuesOf(b);
  if (left === undefined || right === undefined) return canError ? anything : anyValue;
  const values = [...left];
  for (const value of right) if (!values.some((other) => valuesEqual(other, value))) values.push(value);
  if (values.length > tracked) return canError ? anything : anyValue;
  const [only] = values;
  return values.length === 1 && only !== undefined && !canError ? only : new Possible(values, canError);
}

/** An operator on one operand that is no plain value: `otherwise` is what it comes to for an operand that may be anything. */
export function onOne(operand: Result, otherwise: Possible, apply: (value: Value) => Result): Result {
  if (operand instanceof Failure) return operand;
  if (!(operand instanceof Possible)) return apply(operand);
  if (operand.values === undefined) return orError(otherwise, operand.canError);
  return orError(operand.values.map(apply).reduce(either), operand.canError);
}

/** The same with two operands, both of which Cedar evaluates, the left one first. */
export function onTwo(
  left: Result,
  right: Result,
  otherwise: Possible,
  apply: (left: Value, right: Value) => Result,
): Result {
  if (left instanceof Failure) return left;
  if (right instanceof Failure) return right;
  if (!(left instanceof Possible) && !(right instanceof Possible)) return apply(left, right);
  if (isOpen(left) || isOpen(right)) return orError(otherwise, canFail(left) || canFail(right));
  const result = onOne(left, otherwise, (a) => onOne(right, otherwise, (b) => apply(a, b)));
  return orError(result, canFail(right));
}

function isOpen(result: Value | Possible): boolean {
  return result instanceof Possible && result.values === undefined;
}

function canFail(result: Value | Possible): boolean {
  return result instanceof Possible && result.canError;
}

function valuesOf(result: Value | Possible): readonly Value[] | undefined {
  return result instanceof Possible ? result.values : [result];
}
