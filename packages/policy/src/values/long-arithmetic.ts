import { type Long, long } from "./value.ts";

/** 64-bit arithmetic; undefined where the result does not fit. Source: Cedar language guide, "Arithmetic operators". */
export function addLongs(a: Long, b: Long): Long | undefined {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return long(BigInt(a) + BigInt(b));
}

/** `a - b`; undefined where the result does not fit. */
export function subtractLongs(a: Long, b: Long): Long | undefined {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return long(BigInt(a) - BigInt(b));
}

/** `a * b`; undefined where the result does not fit. */
export function multiplyLongs(a: Long, b: Long): Long | undefined {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    // a product beyond the safe integers never rounds to one; adding 0 turns -0 into 0
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return long(BigInt(a) * BigInt(b));
}

/** `a / b` towards zero; `b` is not zero. */
export function divideLongs(a: Long, b: number): Long {
  if (typeof a === "number") return Math.trunc(a / b) + 0;
  const quotient = a / BigInt(b);
  return long(quotient) ?? quotient;
}

/** The remainder of `a / b`, between 0 and `b`; `b` is above zero. */
export function moduloLongs(a: Long, b: number): number {
  if (typeof a === "number") return ((a % b) + b) % b;
  return (Number(a % BigInt(b)) + b) % b;
}
