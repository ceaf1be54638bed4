/** Numbers read from their text, so that neither size nor fraction is ever rounded. */
import { DecimalValue, type Long, long } from "../values/value.ts";

/** A number as `digits * 10^exponent`; zero has no digits and no sign. */
interface Scaled {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** The answer, or what keeps the number from being one; never the number itself, which is the caller's secret. */
export type NumberResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** What JavaScript's own number holds exactly, which is nearly every integer that anyone sends. */
const shortInteger = /^-?\d{1,15}$/;
const longest = 2n ** 63n;
const numberText = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A 64-bit integer from any spelling of a whole number, such as `450`, `450.0` or `4.5e2`. */
export function longFromText(text: string): NumberResult<Long> {
  // adding 0 takes the sign off a zero
  if (shortInteger.test(text)) return { ok: true, value: Number(text) + 0 };
  const number = scaled(text);
  if (number.exponent < 0) return { ok: false, message: "is not a whole number" };
  const whole = atScale(number, 0, 19);
  const value = whole === undefined ? undefined : long(whole);
  return value === undefined ? { ok: false, message: "is beyond 64 bits" } : { ok: true, value };
}

/** A decimal, and the same number as JSON carries it. */
export interface ReadDecimal {
  readonly decimal: DecimalValue;
  readonly json: string;
}

/** A decimal of at most four places within ±922337203685477.5807; `truncate` cuts further places off, toward zero. */
export function decimalFromText(text: string, truncate: boolean): NumberResult<ReadDecimal> {
  const exact = scaled(text);
  if (exact.exponent < -4 && !truncate) return { ok: false, message: "has more than four decimals" };
  const tenThousandths = atScale(exact, 4, 19);
  const amount = tenThousandths === undefined ? undefined : long(tenThousandths);
  if (tenThousandths === undefined || amount === undefined || tenThousandths === -longest) {
    return { ok: false, message: "is beyond the range of a decimal, ±922337203685477.5807" };
  }
  return { ok: true, value: { decimal: new DecimalValue(amount), json: jsonOf(tenThousandths) } };
}

function jsonOf(tenThousandths: bigint): string {
  const size = tenThousandths < 0n ? -tenThousandths : tenThousandths;
  const sign = tenThousandths < 0n ? "-" : "";
  const whole = `${sign}${size / 10_000n}`;
  const fraction = (size % 10_000n)
    .toString()
    .padStart(4, "0")
    .replace(/0{1,4}$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function scaled(text: string): Scaled {
  const [, sign, whole = "", fraction = "", exponent = "0"] = numberText.exec(text) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (all[start] === "0") start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === "0") end -= 1;
  if (start === end) return { negative: false, digits: "", exponent: 0 };
  return {
    negative: sign === "-",
    digits: all.slice(start, end),
    exponent: Number(exponent) - fraction.length + (all.length - end),
  };
}

/** `number * 10^scale`, cut toward zero; undefined when that has more than `maxDigits`, before any large number is built. */
function atScale(number: Scaled, scale: number, maxDigits: number): bigint | undefined {
  const shift = number.exponent + scale;
  const wholeDigits = number.digits.length + shift;
  if (number.digits === "" || wholeDigits <= 0) return 0n;
  if (wholeDigits > maxDigits) return undefined;
  const digits = shift >= 0 ? number.digits + "0".repeat(shift) : number.digits.slice(0, wholeDigits);
  return number.negative ? -BigInt(digits) : BigInt(digits);
}
