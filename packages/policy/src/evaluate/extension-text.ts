import type { AmountValue } from "./value.ts";

/** Cedar's extension literals. What these do not read may still be one to Cedar, so undefined means "not known", not "wrong". */

const decimalText = /^(-?)(\d{1,15})\.(\d{1,4})$/;
const datetimeText =
  /^([1-9]\d{3})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?(?:Z|([+-])(\d\d)(\d\d)))?$/;
const durationText = /^(-?)(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const longest = 2n ** 63n;

/** The decimal, datetime or duration that the text writes, if it is surely one. */
export function extensionFromText(kind: string, text: string): AmountValue | undefined {
  switch (kind) {
    case "decimal":
      return decimalFrom(text);
    case "datetime":
      return datetimeFrom(text);
    case "duration":
      return durationFrom(text);
    default:
      return undefined;
  }
}

function decimalFrom(text: string): AmountValue | undefined {
  const [, sign, whole, fraction = ""] = decimalText.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const amount = BigInt(whole + fraction.padEnd(4, "0"));
  return amount < longest ? { kind: "decimal", amount: sign === "-" ? -amount : amount } : undefined;
}

function datetimeFrom(text: string): AmountValue | undefined {
  const found = datetimeText.exec(text);
  if (found === null) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const real =
    month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
  if (!real || part(9) >= 24 || part(10) >= 60) return undefined;
  const offset = (part(9) * 60 + part(10)) * 60_000 * (found[8] === "-" ? -1 : 1);
  const amount = Date.UTC(year, month - 1, day, hour, minute, second, part(7)) - offset;
  return { kind: "datetime", amount: BigInt(amount) };
}

function durationFrom(text: string): AmountValue | undefined {
  const [whole, sign, ...parts] = durationText.exec(text) ?? [];
  if (whole === undefined || whole.length > 60) return undefined;
  const units = [86_400_000n, 3_600_000n, 60_000n, 1_000n, 1n];
  const size = units.reduce((sum, unit, index) => sum + unit * BigInt(parts[index] ?? "0"), 0n);
  return size < longest ? { kind: "duration", amount: sign === "-" ? -size : size } : undefined;
}
