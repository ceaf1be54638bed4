import type { Expression } from "./ast.ts";
import type { Parsing } from "./parsing.ts";

const largest = 9223372036854775807n;

/** The integer whose digits it stands on; the largest number a minus may stand before is one more than the largest without. */
export function integerAt(p: Parsing, isNegative: boolean): bigint {
  const { start, end } = p;
  const magnitude = end - start <= 15 ? BigInt(Number(p.source)) : integerOf(p.source);
  if (magnitude === undefined || magnitude > (isNegative ? largest + 1n : largest))
    p.fail(
      `${isNegative ? "-" : ""}${p.found().replaceAll("`", "")} does not fit in a 64-bit integer`,
      "Integers run from -9223372036854775808 to 9223372036854775807",
    );
  return isNegative ? -magnitude : magnitude;
}

/** A megabyte of digits would take long to convert; leading zeros count for nothing. */
function integerOf(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+(?=.)/, "");
  return significant.length > 20 ? undefined : BigInt(significant);
}

export function parseInteger(p: Parsing): Expression {
  const { start, end } = p;
  const value = integerAt(p, false);
  p.advance();
  failAtFraction(p, start);
  return { kind: "literal", value, span: { start, end } };
}

/** Fails where a decimal number is written as such, `1.5`; `start` is where its first digit is. */
export function failAtFraction(p: Parsing, start: number): void {
  if (!p.at(".")) return;
  const fraction = /^\.[0-9]+/.exec(p.text.slice(p.start, p.start + 40))?.[0];
  if (fraction === undefined) return;
  const written = p.text.slice(start, p.start) + fraction;
  p.fail(
    `\`${written}\` is no integer, and Cedar has no other numbers`,
    `Write decimal("${written}"), and compare it by a method: .lessThan(decimal("${written}"))`,
    start,
    p.start + fraction.length,
  );
}
