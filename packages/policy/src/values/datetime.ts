import { addLongs, moduloLongs, subtractLongs } from "./long-arithmetic.ts";
import { DatetimeValue, DurationValue } from "./value.ts";

const datetimeText =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?(?:Z|([+-])(\d\d)(\d\d)))?$/;
const minute = 60_000;
const day = 86_400_000;
/** The first and last millisecond that the text form can write: the years 0000 to 9999. */
const earliest = -62_167_219_200_000;
const latest = 253_402_300_799_999;

/** The instant that the text writes, `YYYY-MM-DD` or with `Thh:mm:ss[.SSS]` and `Z` or `±hhmm`; else undefined. */
export function parseDatetime(text: string): DatetimeValue | undefined {
  const found = datetimeText.exec(text);
  if (found === null) return undefined;
  const part = (index: number): number => Number(found[index] ?? 0);
  const [hour, minutes, seconds, offsetHours, offsetMinutes] = [part(4), part(5), part(6), part(9), part(10)];
  if (hour > 23 || minutes > 59 || seconds > 59 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for those of the 20th century
  date.setUTCFullYear(part(1), part(2) - 1, part(3));
  if (date.getUTCMonth() !== part(2) - 1 || date.getUTCDate() !== part(3)) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * minute * (found[8] === "-" ? -1 : 1);
  const time = ((hour * 60 + minutes) * 60 + seconds) * 1000 + part(7);
  return new DatetimeValue(date.getTime() + time - offset);
}

/** The instant as `datetime("…")` reads it; undefined where no text writes it: before the year 0 and after 9999. */
export function formatDatetime({ amount }: DatetimeValue): string | undefined {
  if (amount < earliest || amount > latest) return undefined;
  return new Date(Number(amount)).toISOString();
}

/** The instant moved by the duration; undefined where it does not fit 64 bits. */
export function offsetDatetime(datetime: DatetimeValue, by: DurationValue): DatetimeValue | undefined {
  const amount = addLongs(datetime.amount, by.amount);
  return amount === undefined ? undefined : new DatetimeValue(amount);
}

/** The time from `from` to the instant; undefined where it does not fit 64 bits. */
export function durationSince(datetime: DatetimeValue, from: DatetimeValue): DurationValue | undefined {
  const amount = subtractLongs(datetime.amount, from.amount);
  return amount === undefined ? undefined : new DurationValue(amount);
}

/** The midnight, in UTC, at or before the instant; undefined where it does not fit 64 bits. */
export function dateOf(datetime: DatetimeValue): DatetimeValue | undefined {
  const amount = subtractLongs(datetime.amount, moduloLongs(datetime.amount, day));
  return amount === undefined ? undefined : new DatetimeValue(amount);
}

/** The time since the midnight, in UTC, at or before the instant. */
export function timeOf(datetime: DatetimeValue): DurationValue {
  return new DurationValue(moduloLongs(datetime.amount, day));
}
