import type { TextSpan } from "../refusal.ts";

/** A time of day in minutes after midnight, or a date as `YYYY-MM-DD` with or without a time in UTC. */
export type TimeToken =
  | { readonly kind: "time"; readonly text: string; readonly minutes: number }
  | { readonly kind: "date"; readonly text: string; readonly iso: string };

const date = /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?(?![\p{L}\p{N}:-])/uy;
const clock = /(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?\s?m\b\.?/iy;
const military = /([01]?\d|2[0-4]):([0-5]\d)(?![\d:])/y;
const named = /(?:12\s)?(noon|midnight)\b/iy;

/** The time of day or the date that begins at this offset, if one does. */
export function readTime(text: string, at: number, to: number): (TimeToken & TextSpan) | undefined {
  const matched = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found !== null && at + found[0].length <= to ? found : undefined;
  };
  const time = (found: RegExpExecArray, minutes: number): (TimeToken & TextSpan) | undefined => {
    return { kind: "time", text: found[0], minutes, start: at, end: at + found[0].length };
  };
  const day = matched(date);
  if (day !== undefined) {
    return { kind: "date", text: day[0], iso: day[0], start: at, end: at + day[0].length };
  }
  const halfDay = matched(clock);
  if (halfDay !== undefined) {
    const hour = Number(halfDay[1]);
    const minute = Number(halfDay[2] ?? 0);
    if (hour < 1 || hour > 12 || minute > 59) return undefined;
    const afternoon = halfDay[3]?.toLowerCase() === "p" ? 12 : 0;
    return time(halfDay, ((hour % 12) + afternoon) * 60 + minute);
  }
  const full = matched(military);
  if (full !== undefined) {
    const minutes = Number(full[1]) * 60 + Number(full[2]);
    return minutes > 1440 ? undefined : time(full, minutes);
  }
  const word = matched(named);
  if (word !== undefined) return time(word, word[1]?.toLowerCase() === "noon" ? 720 : 0);
  return undefined;
}
