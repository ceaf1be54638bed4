const decimal = /^([+-]?)(\d{1,64})(?:\.(\d{1,64}))?$/;

/** Minus one, nought or one as two decimal numbers compare, exactly; undefined when one of them is none. */
export function compareNumbers(left: string, right: string): number | undefined {
  const [one, other] = [decimal.exec(left.trim()), decimal.exec(right.trim())];
  if (!one || !other) return undefined;
  const places = Math.max(one[3]?.length ?? 0, other[3]?.length ?? 0);
  return order(scaled(one, places), scaled(other, places));
}

function scaled([, sign, whole = "", fraction = ""]: RegExpExecArray, places: number): bigint {
  const value = BigInt(whole + fraction.padEnd(places, "0"));
  return sign === "-" ? -value : value;
}

const date =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):?(\d\d)))?)?)?$/;

/** Minus one, nought or one as two points in time compare: W3C's ISO 8601 profile, or seconds since 1970. */
export function compareDates(left: string, right: string): number | undefined {
  const [one, other] = [instant(left.trim()), instant(right.trim())];
  return one === undefined || other === undefined ? undefined : order(one, other);
}

/** Nanoseconds since 1970. */
function instant(text: string): bigint | undefined {
  const found = date.exec(text);
  if (!found) return /^-?\d{1,15}$/.test(text) ? BigInt(text) * 1_000_000_000n : undefined;
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", fraction = ""] = found;
  const [sign, offsetHours = "0", offsetMinutes = "0"] = found.slice(8);
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime()) || time.getUTCDate() !== Number(day)) return undefined;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === "-" ? -60_000 : 60_000);
  return BigInt(time.getTime() - offset) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}

function order(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
