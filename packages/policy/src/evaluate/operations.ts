import type { BinaryOperator } from "../syntax/ast.ts";
import { Failure, typeOf } from "../values/failure.ts";
import { addLongs, multiplyLongs, subtractLongs } from "../values/long-arithmetic.ts";
import { setContains, setContainsAll, setContainsAny } from "../values/set-operations.ts";
import type { Long, SetValue, Value } from "../values/value.ts";
import { valuesEqual } from "../values/values-equal.ts";
import { onOne, onTwo } from "./possible-results.ts";
import { anything, eitherTruth, eitherTruthOrError, type Result } from "./result.ts";

/** The operators whose result hangs on their two operands alone. */
export type Operator = Exclude<BinaryOperator, "in" | "hasTag" | "getTag">;

export type Operation = (left: Result, right: Result) => Result;

/** Comparing, calculating, and asking sets. Source: Cedar language guide, "Operators and functions". */
export const operations: Readonly<Record<Operator, Operation>> = {
  "==": (left, right) => {
    if (typeof left !== "object" && typeof right !== "object") return left === right;
    return onTwo(left, right, eitherTruth, valuesEqual);
  },
  "!=": (left, right) => {
    if (typeof left !== "object" && typeof right !== "object") return left !== right;
    return onTwo(left, right, eitherTruth, valuesDiffer);
  },
  "<": comparison("<", (a, b) => a < b),
  "<=": comparison("<=", (a, b) => a <= b),
  ">": comparison(">", (a, b) => a > b),
  ">=": comparison(">=", (a, b) => a >= b),
  "+": calculation("+", addLongs),
  "-": calculation("-", subtractLongs),
  "*": calculation("*", multiplyLongs),
  contains: (left, right) =>
    onTwo(left, right, eitherTruthOrError, (set, item) =>
      isSet(set) ? setContains(set, item) : mistyped("contains", "a set", set),
    ),
  containsAll: onSets("containsAll", setContainsAll),
  containsAny: onSets("containsAny", setContainsAny),
};

function valuesDiffer(a: Value, b: Value): boolean {
  return !valuesEqual(a, b);
}

const negateOverflow = new Failure("Integer overflow in `-`");

/** Unary minus. */
export function negate(operand: Result): Result {
  if (typeof operand === "number") return 0 - operand;
  return onOne(operand, anything, (value) => {
    if (typeof value !== "number" && typeof value !== "bigint") return mistyped("-", "an integer", value);
    return subtractLongs(0, value) ?? negateOverflow;
  });
}

/** `isEmpty()`. */
export function isEmpty(operand: Result): Result {
  return onOne(operand, eitherTruthOrError, (value) =>
    isSet(value) ? value.items.length === 0 : mistyped("isEmpty", "a set", value),
  );
}

/** The error of an operand of the wrong type. */
export function mistyped(operator: string, wanted: string, value: Value): Failure {
  return new Failure(`\`${operator}\` needs ${wanted}, and got ${typeOf(value)}`);
}

function comparison(operator: string, test: (a: Long, b: Long) => boolean): Operation {
  const compare = (a: Value, b: Value): Result => {
    if (isLong(a)) return isLong(b) ? test(a, b) : mistyped(operator, "two integers", b);
    if (typeof a !== "object" || (a.kind !== "datetime" && a.kind !== "duration")) {
      return mistyped(operator, "two integers, datetimes or durations", a);
    }
    if (typeof b !== "object" || a.kind !== b.kind) return mistyped(operator, `two ${a.kind}s`, b);
    return test(a.amount, b.amount);
  };
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return test(left, right);
    return onTwo(left, right, eitherTruthOrError, compare);
  };
}

function calculation(operator: string, apply: (a: Long, b: Long) => Long | undefined): Operation {
  const overflow = new Failure(`Integer overflow in \`${operator}\``);
  return (left, right) =>
    onTwo(left, right, anything, (a, b) => {
      if (!isLong(a)) return mistyped(operator, "two integers", a);
      return isLong(b) ? (apply(a, b) ?? overflow) : mistyped(operator, "two integers", b);
    });
}

function onSets(operator: string, test: (a: SetValue, b: SetValue) => boolean): Operation {
  return (left, right) =>
    onTwo(left, right, eitherTruthOrError, (a, b) => {
      if (!isSet(a)) return mistyped(operator, "two sets", a);
      return isSet(b) ? test(a, b) : mistyped(operator, "two sets", b);
    });
}

function isLong(value: Value): value is Long {
  return typeof value === "number" || typeof value === "bigint";
}

function isSet(value: Value): value is SetValue {
  return typeof value === "object" && value.kind === "set";
}
