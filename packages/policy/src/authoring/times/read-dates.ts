import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";

const months = new Map(
  "january february march april may june july august september october november december"
    .split(" ")
    .flatMap((name, index): [string, number][] => [
      [name, index],
      ...(name === "may" ? [] : [[name.slice(0, 3), index] as [string, number]]),
    ]),
);
months.set("sept", 8);
const day = 86_400_000;

/** Whether the word is the name of a month, or its first three letters. */
export function isMonth(word: string): boolean {
  return months.has(word);
}

/** Days or instants as milliseconds: from the first to before the second. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** What parts the two dates of a period. */
export const periodJoints = ["and", "to", "until", "till", "through", "-", "–", "—"];

/** A day, a month, a quarter, a year, or the beginning or end of one; `year` is that of a date behind it. */
export function readDates(reader: Reader, year?: number): Days | undefined {
  return reader.attempt(() => {
    const edge = reader.take(
      "the end of",
      "the beginning of",
      "the start of",
      "end of",
      "start of",
      "beginning of",
    );
    reader.take("the month of", "the year", "the whole of", "the", "year", "all of");
    const days =
      reader.attempt(() => isoDate(reader)) ??
      reader.attempt(() => dayThenMonth(reader, year)) ??
      reader.attempt(() => monthThenDay(reader, year)) ??
      reader.attempt(() => quarter(reader)) ??
      reader.attempt(() => wholeYear(reader));
    if (days === undefined) return undefined;
    reader.take("( utc )", "utc");
    const instant = edge === undefined && days.to - days.from === day ? timeOfDay(reader) : undefined;
    if (instant !== undefined) return { from: days.from + instant, to: days.from + instant };
    if (edge === undefined) return days;
    return edge.includes("end") ? { from: days.to, to: days.to } : { from: days.from, to: days.from };
  });
}

/** "1 May 2026 at 14:00 UTC": milliseconds of the day. */
function timeOfDay(reader: Reader): number | undefined {
  return reader.attempt(() => {
    reader.take("at");
    const token = reader.peek();
    if (token?.kind !== "time") return undefined;
    reader.at += 1;
    return reader.take("utc", "( utc )", "gmt") === undefined ? undefined : token.minutes * 60_000;
  });
}

function isoDate(reader: Reader): Days | undefined {
  const token = reader.peek();
  if (token?.kind !== "date") return undefined;
  reader.at += 1;
  const exact = token.iso.length > 10;
  const at = Date.parse(
    exact ? `${token.iso.replace(" ", "T").replace(/Z$/, "")}Z` : `${token.iso}T00:00:00Z`,
  );
  if (Number.isNaN(at)) refuse("There is no such date", token);
  return { from: at, to: exact ? at : at + day };
}

/** "1 July 2026", "the 1st of July 2026". */
function dayThenMonth(reader: Reader, year: number | undefined): Days | undefined {
  const date = dayNumber(reader);
  if (date === undefined) return undefined;
  reader.take("of");
  const month = months.get(reader.word());
  if (month === undefined) return undefined;
  reader.at += 1;
  return dayOf(reader, month, date, year);
}

/** "July 2026", "July 1, 2026", "July 1st". */
function monthThenDay(reader: Reader, year: number | undefined): Days | undefined {
  const month = months.get(reader.word());
  if (month === undefined) return undefined;
  reader.at += 1;
  reader.take("of");
  const own = yearAt(reader);
  if (own !== undefined) {
    reader.at += 1;
    window(reader);
    return { from: Date.UTC(own, month), to: Date.UTC(own, month + 1) };
  }
  const date = dayNumber(reader);
  if (date !== undefined) return dayOf(reader, month, date, year);
  if (year !== undefined) return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
  refuse("A month needs its year", reader.here(), { advice: 'Write it as in "January 2025".' });
}

/** "Q1 2026", "the first quarter of 2026". */
function quarter(reader: Reader): Days | undefined {
  const named = /^q([1-4])$/.exec(reader.word())?.[1];
  const words = ["first quarter", "second quarter", "third quarter", "fourth quarter"];
  const taken = named === undefined ? reader.take(...words) : undefined;
  if (named !== undefined) reader.at += 1;
  const index = named === undefined ? words.indexOf(taken ?? "") : Number(named) - 1;
  if (index < 0) return undefined;
  reader.take("of");
  const year = yearAt(reader);
  if (year === undefined) return undefined;
  reader.at += 1;
  return { from: Date.UTC(year, index * 3), to: Date.UTC(year, index * 3 + 3) };
}

function wholeYear(reader: Reader): Days | undefined {
  const year = yearAt(reader);
  if (year === undefined) return undefined;
  reader.at += 1;
  return { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) };
}

function yearAt(reader: Reader): number | undefined {
  const token = reader.peek();
  return token?.kind === "number" && token.plain !== undefined && /^20\d\d$/.test(token.plain)
    ? Number(token.plain)
    : undefined;
}

/** A day of the month, as a number or as "1st". */
function dayNumber(reader: Reader): number | undefined {
  const token = reader.peek();
  const text =
    token?.kind === "word"
      ? /^(\d{1,2})(?:st|nd|rd|th)$/.exec(token.lower)?.[1]
      : token?.kind === "number" && /^\d{1,2}$/.test(token.plain ?? "")
        ? token.plain
        : undefined;
  if (text === undefined) return undefined;
  reader.at += 1;
  return Number(text);
}

/** "the January 2025 open-enrollment window" says no more than its month. */
function window(reader: Reader): void {
  reader.attempt(() => {
    for (let ahead = 0; ahead < 3; ahead += 1) {
      const word = reader.word(ahead);
      if (!/^\p{L}[\p{L}-]*$/u.test(word)) return undefined;
      if (/^(?:window|period|season)$/.test(word)) {
        reader.at += ahead + 1;
        return true;
      }
    }
    return undefined;
  });
}

/** The year behind the first date of a period, for "from June to August 2026"; undefined where there are several. */
export function yearAhead(reader: Reader): number | undefined {
  const years = new Set<number>();
  for (let ahead = 0; ahead < 9; ahead += 1) {
    const token = reader.peek(ahead);
    if (token?.kind === "date") return undefined;
    if (token?.kind === "number" && /^20\d\d$/.test(token.plain ?? "")) years.add(Number(token.plain));
  }
  const [only] = years;
  return years.size === 1 ? only : undefined;
}

function dayOf(reader: Reader, month: number, date: number, borrowed: number | undefined): Days {
  reader.attempt(() => (reader.take(",") !== undefined && yearAt(reader) !== undefined ? true : undefined));
  const own = yearAt(reader);
  const year = own ?? borrowed;
  if (year === undefined) {
    refuse("A date needs its year", reader.here(), {
      advice: 'Write it as in "March 3, 2025" or "2025-03-03".',
    });
  }
  const span = reader.here();
  if (own !== undefined) reader.at += 1;
  const from = Date.UTC(year, month, date);
  if (new Date(from).getUTCMonth() !== month || date < 1) refuse("There is no such date", span);
  return { from, to: from + day };
}
