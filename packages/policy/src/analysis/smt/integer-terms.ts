import { type Bool, choose, type Int, not, type Term, truth } from "./term.ts";

/** The integer as a term. */
export function integer(value: bigint | number): Int {
  const constant = BigInt(value);
  return { sort: "Int", text: constant < 0n ? `(- ${-constant})` : `${constant}`, constant };
}

export const plus = operation("+", (a, b) => a + b);
export const minus = operation("-", (a, b) => a - b);
export const times = operation("*", (a, b) => a * b);
/** Rounded down; the divisor is a constant above zero. */
const divide = operation("div", (a, b) => (a - modulo(a, b)) / b);
/** Between 0 and the divisor, a constant above zero. */
export const remainder = operation("mod", modulo);
export const less = comparison("<", (a, b) => a < b);
export const atMost = comparison("<=", (a, b) => a <= b);

/** `a / by` towards zero, as Cedar divides. */
export function divideTowardsZero(a: Int, by: number): Int {
  const divisor = integer(by);
  const zero = integer(0);
  return choose(less(a, zero), minus(zero, divide(minus(zero, a), divisor)), divide(a, divisor));
}

/** The range of 64-bit integers. */
export const longest = { from: integer(-(2n ** 63n)), to: integer(2n ** 63n - 1n) } as const;

/** Whether the integer fits 64 bits. */
export function fitsLong(term: Int): Bool {
  return between(term, longest.from, longest.to);
}

/** Whether the integer is one from `from` to `to`. */
export function between(term: Int, from: Int, to: Int): Bool {
  if (term.constant !== undefined && typeof term.constant === "bigint") {
    return truth(atMost(from, term).constant === true && atMost(term, to).constant === true);
  }
  return { sort: "Bool", text: `(<= ${from.text} ${term.text} ${to.text})` };
}

function operation(name: string, apply: (a: bigint, b: bigint) => bigint) {
  return (a: Int, b: Int): Int => {
    const [left, right] = [constantOf(a), constantOf(b)];
    if (left !== undefined && right !== undefined) return integer(apply(left, right));
    return { sort: "Int", text: `(${name} ${a.text} ${b.text})` };
  };
}

function comparison(name: "<" | "<=", test: (a: bigint, b: bigint) => boolean) {
  return (a: Int, b: Int): Bool => {
    const [left, right] = [constantOf(a), constantOf(b)];
    if (left !== undefined && right !== undefined) return truth(test(left, right));
    if (a.text === b.text) return truth(name === "<=");
    // one form for one question, so that `a < b` and `not (b <= a)` are seen to be the same
    return name === "<"
      ? not({ sort: "Bool", text: `(<= ${b.text} ${a.text})` })
      : { sort: "Bool", text: `(<= ${a.text} ${b.text})` };
  };
}

function modulo(a: bigint, b: bigint): bigint {
  return ((a % b) + b) % b;
}

function constantOf(term: Term): bigint | undefined {
  return typeof term.constant === "bigint" ? term.constant : undefined;
}
