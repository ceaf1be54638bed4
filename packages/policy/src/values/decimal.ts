import { DecimalValue, type Long, long } from "./value.ts";

const decimalText = /^(-?)(\d+)\.(\d{1,4})$/;
const leadingZeros = /^0+(?=\d)/;
/** No 64-bit integer has more digits, and longer text is costly to read. */
const mostDigits = 19;

/** The decimal that the text writes: a 64-bit number of ten-thousandths, one to four digits behind the point; else undefined. */
export function parseDecimal(text: string): DecimalValue | undefined {
  const [, sign, written, fraction = ""] = decimalText.exec(text) ?? [];
  const whole = written?.replace(leadingZeros, "");
  if (whole === undefined || whole.length > mostDigits) return undefined;
  const size = BigInt(whole + fraction.padEnd(4, "0"));
  const amount = long(sign === "-" ? -size : size);
  return amount === undefined ? undefined : new DecimalValue(amount);
}

/** The decimal as `decimal("…")` reads it, with four digits behind the point. */
export function formatDecimal({ amount }: { readonly amount: Long }): string {
  const negative = amount < 0;
  const digits = String(amount)
    .slice(negative ? 1 : 0)
    .padStart(5, "0");
  return `${negative ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
