import { DurationValue, long } from "./value.ts";

const durationText = /^(-?)(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** No 64-bit integer has more digits, and longer text is costly to read. */
const mostDigits = 19;
/** Milliseconds of a day, an hour, a minute, a second and a millisecond, as the text has them. */
const units = [86_400_000n, 3_600_000n, 60_000n, 1_000n, 1n] as const;

/** The duration that the text writes, such as `-1d12h`, within 64 bits of milliseconds; else undefined. */
export function parseDuration(text: string): DurationValue | undefined {
  const [whole, sign, ...parts] = durationText.exec(text) ?? [];
  if (whole === undefined) return undefined;
  let size = 0n;
  for (const [index, unit] of units.entries()) {
    const digits = (parts[index] ?? "0").replace(/^0+(?=\d)/, "");
    if (digits.length > mostDigits) return undefined;
    size += unit * BigInt(digits);
  }
  const amount = long(sign === "-" ? -size : size);
  return amount === undefined ? undefined : new DurationValue(amount);
}

/** The duration as `duration("…")` reads it. */
export function formatDuration({ amount }: DurationValue): string {
  return `${amount}ms`;
}
