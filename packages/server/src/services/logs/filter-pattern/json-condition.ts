/** What a JSON pattern asks of one value. */
import { invalidPattern } from "./invalid-pattern.ts";
import { AnyOf } from "./selector.ts";

export type Condition = (value: unknown) => boolean;

export type Comparison = "=" | "!=" | "<" | ">" | "<=" | ">=";

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Compares a value of the event with one of the pattern. What is not there, an object or a list fits no comparison.
 * @throws ServiceFault where an order is asked of what is no number.
 */
export function compareTo(
  operator: Comparison,
  { text, quoted }: { readonly text: string; readonly quoted: boolean },
): Condition {
  const number = !quoted && numeric.test(text) ? Number(text) : undefined;
  if (operator === "=" || operator === "!=") {
    const equals = equality(text, number);
    const wanted = operator === "=";
    return any((value) => isScalar(value) && equals(value) === wanted);
  }
  if (number === undefined)
    throw invalidPattern(`${operator} compares numbers, and ${JSON.stringify(text)} is none`);
  return any((value) => typeof value === "number" && holds(operator, value, number));
}

function any(condition: Condition): Condition {
  return (value) => (value instanceof AnyOf ? value.values.some(condition) : condition(value));
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A number as numbers, all else as text, in which `*` stands for any characters. */
function equality(text: string, number: number | undefined): (value: string | number | boolean) => boolean {
  if (number !== undefined) return (value) => value === number || value === text;
  const pieces = text.split("*");
  if (pieces.length === 1) return (value) => String(value) === text;
  return (value) => fitsWildcards(String(value), pieces);
}

/** Each piece between stars is found once, behind the one before: no searching back and forth. */
function fitsWildcards(value: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last))
    return false;
  const end = value.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = value.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at <= end;
}

function holds(operator: Exclude<Comparison, "=" | "!=">, a: number, b: number): boolean {
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
    default:
      return operator satisfies never;
  }
}
