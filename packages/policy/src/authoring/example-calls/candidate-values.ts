import { JsonNumber, type JsonValue } from "../../json/json-value.ts";
import type { CedarShape } from "../../schema/cedar-shape.ts";
import { type Expression, wildcard } from "../../syntax/ast.ts";
import { parseDatetime } from "../../values/datetime.ts";
import { formatDecimal, parseDecimal } from "../../values/decimal.ts";
import { parseDuration } from "../../values/duration.ts";

/** Values that decide a comparison: first those that make it true, nearest to the bound. None of what is no literal. */
export function valuesBeside(order: string, literal: Expression): readonly JsonValue[] {
  if (literal.kind === "literal") {
    const { value } = literal;
    if (typeof value === "bigint") return beside(order, value, 1n).map((each) => new JsonNumber(`${each}`));
    if (typeof value === "boolean") return order === "!=" ? [!value, value] : [value, !value];
    return [value];
  }
  if (
    literal.kind === "negate" &&
    literal.operand.kind === "literal" &&
    typeof literal.operand.value === "bigint"
  ) {
    return beside(order, -literal.operand.value, 1n).map((each) => new JsonNumber(`${each}`));
  }
  const [text] = literal.kind === "call" ? literal.arguments : [];
  if (literal.kind !== "call" || text?.kind !== "literal" || typeof text.value !== "string") return [];
  switch (literal.name) {
    case "decimal": {
      const amount = parseDecimal(text.value)?.amount;
      if (amount === undefined) return [];
      const step = BigInt(amount) % 100n === 0n ? 100n : 1n;
      return beside(order, BigInt(amount), step).map((each) => new JsonNumber(decimalText(each)));
    }
    case "datetime": {
      const amount = parseDatetime(text.value)?.amount;
      return amount === undefined
        ? []
        : beside(order, BigInt(amount), 1_000n).map((each) => new JsonNumber(`${each}`));
    }
    case "duration": {
      const amount = parseDuration(text.value)?.amount;
      const day = BigInt(Date.UTC(2026, 6, 1));
      if (amount === undefined || amount < 0 || amount > 86_400_000) return [];
      return beside(order, day + BigInt(amount), 60_000n).map((each) => new JsonNumber(`${each}`));
    }
    default:
      return [];
  }
}

/** A text that the pattern takes. */
export function sampleOf({ pattern }: Extract<Expression, { kind: "like" }>): string {
  return pattern
    .map((part, index) => {
      if (typeof part === "string") return part;
      return index > 0 && index < pattern.length - 1 && part === wildcard ? "x" : "";
    })
    .join("");
}

/** Any two different values of the shape. */
export function anyTwo(shape: CedarShape | undefined): readonly JsonValue[] {
  switch (shape?.kind) {
    case "long":
    case "decimal":
      return [new JsonNumber("1"), new JsonNumber("2")];
    case "bool":
      return [true, false];
    case "set":
      return [[], anyTwo(shape.items).slice(0, 1)];
    case "string":
    case undefined:
      return ["ann", "bob"];
    default:
      return [];
  }
}

function beside(order: string, bound: bigint, step: bigint): readonly bigint[] {
  const [below, above] = [bound - step, bound + step];
  switch (order) {
    case "<":
      return [below, bound];
    case "<=":
      return [bound, above];
    case ">":
      return [above, bound];
    case ">=":
      return [bound, below];
    case "!=":
      return [above, bound];
    default:
      return [bound, above];
  }
}

/** `499.99`, as JSON has it. */
function decimalText(amount: bigint): string {
  return formatDecimal({ amount }).replace(/\.?0+$/, "");
}
