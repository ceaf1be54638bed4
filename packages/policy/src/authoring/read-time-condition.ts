import type { Context } from "./context.ts";
import { allOf, type Condition } from "./intermediate.ts";
import type { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";

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

/** Days or instants as milliseconds: from the first to before the second. */
interface Days {
  readonly from: number;
  readonly to: number;
}

/** A condition on the time of the call, such as `during business hours (9 AM–5 PM UTC)` or `before 2025-06-01`, if one comes next. */
export function readTimeCondition(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => outside(reader, context) ?? inside(reader, context));
}

function outside(reader: Reader, context: Context): Condition | undefined {
  if (reader.take("outside of", "outside", "not during", "not between") === undefined) return undefined;
  reader.at -= /^(?:during|between)$/.test(wordBefore(reader)) ? 1 : 0;
  const of = inside(reader, context, true);
  return of === undefined ? undefined : { kind: "not", of };
}

function wordBefore(reader: Reader): string {
  const token = reader.tokens[reader.at - 1];
  return token?.kind === "word" ? token.lower : "";
}

function inside(reader: Reader, context: Context, bare = false): Condition | undefined {
  reader.take(
    "it is",
    "the time is",
    "the current time is",
    "the call is made",
    "the request is made",
    "called",
    "current time is",
    "time is",
  );
  const during = reader.take(
    "only during",
    "on or after",
    "on and after",
    "on or before",
    "at or after",
    "at or before",
    "during",
    "within",
    "between the hours of",
    "between",
    "from",
    "in",
    "on",
    "before",
    "after",
    "until",
    "till",
    "through",
    "by",
    "since",
    "starting",
    "starting from",
    "at or after",
    "on or after",
    "on and after",
    "at or before",
    "on or before",
  );
  if (during === undefined && !bare) return undefined;
  reader.take("the");
  const named = reader.take("business hours", "working hours", "office hours", "opening hours", "hours");
  if (named !== undefined) {
    const told = definedHours(reader, context);
    if (told !== undefined) return told;
    refuse(`"${named}" needs its hours`, reader.here(), {
      advice: `Say which, such as "during ${named} (9 AM to 5 PM UTC)".`,
    });
  }
  const range = reader.attempt(() => hourRange(reader, context));
  if (range !== undefined) {
    const dates = reader.attempt(() =>
      reader.take("in", "during", "on") === undefined ? undefined : dateRange(reader),
    );
    return dates === undefined ? range : allOf([range, asDates(dates)]);
  }
  const before = /^(?:before|until|till|by|through|at or before|on or before)$/.test(during ?? "");
  const after = /^(?:after|since|from|starting|starting from|at or after|on or after|on and after)$/.test(
    during ?? "",
  );
  const time = reader.peek();
  if ((before || after) && time?.kind === "time") {
    reader.at += 1;
    zone(reader, context);
    return before
      ? { kind: "hours", from: undefined, to: time.minutes, open: during === "before" }
      : { kind: "hours", from: time.minutes, to: undefined, open: false };
  }
  const dates = dateRange(reader);
  if (dates === undefined) return undefined;
  reader.take("utc");
  if (before) return asDates({ from: Number.NaN, to: during === "before" ? dates.from : dates.to });
  if (after) return asDates({ from: during === "after" ? dates.to : dates.from, to: Number.NaN });
  if (during === "between" || during === "from") {
    if (reader.take("and", "to", "until", "through", "-", "–") === undefined) return undefined;
    const last = dateRange(reader);
    if (last === undefined) return undefined;
    reader.take("utc");
    reader.take("inclusive", "included");
    context.notes.push("The last day of the period is part of it.");
    return asDates({ from: dates.from, to: last.to });
  }
  return asDates(dates);
}

function asDates({ from, to }: Days): Condition {
  const text = (at: number): string | undefined =>
    Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(".000Z", "Z");
  return { kind: "dates", from: text(from), to: text(to) };
}

/** `(9 AM–5 PM UTC daily)`, `, defined as 9:00 AM–5:00 PM UTC`, `of 9 to 5`. */
function definedHours(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const bracket = reader.take("(") !== undefined;
    if (!bracket) reader.take(",");
    reader.take("defined as", "that is", "i.e", "meaning", "which are", "of", "from", "between");
    reader.take("from", "between");
    const range = hourRange(reader, context);
    if (range === undefined || (bracket && reader.take(")") === undefined)) return undefined;
    if (!bracket)
      reader.attempt(() =>
        reader.word() === "," && reader.word(1) === "and" && reader.word(2) === "only"
          ? reader.take(",")
          : undefined,
      );
    return range;
  });
}

function hourRange(reader: Reader, context: Context): Condition | undefined {
  const from = hourAt(reader);
  reader.take("utc", "gmt");
  if (from === undefined || reader.take("to", "and", "-", "–", "—", "until", "till", "through") === undefined)
    return undefined;
  const to = hourAt(reader);
  if (to === undefined) return undefined;
  zone(reader, context);
  return { kind: "hours", from, to, open: false };
}

function hourAt(reader: Reader): number | undefined {
  const token = reader.peek();
  if (token?.kind !== "time") return undefined;
  reader.at += 1;
  return token.minutes;
}

const zones = new Set(
  "est edt et pst pdt pt cst cdt ct mst mdt cet cest bst ist jst aest local eastern pacific central mountain".split(
    " ",
  ),
);

function zone(reader: Reader, context: Context): void {
  if (zones.has(reader.word())) {
    refuse("Policies know the time in UTC only", reader.here(), { advice: "Write the hours in UTC." });
  }
  const told = reader.take("utc", "gmt", "in utc", "( utc )");
  reader.take("daily", "each day", "every day", "a day", "of each day", "of every day");
  if (told === undefined) {
    if (zones.has(reader.word()))
      refuse("Policies know the time in UTC only", reader.here(), { advice: "Write the hours in UTC." });
    context.notes.push("No time zone is said, so the hours are read as UTC.");
  }
}

/** A day, a month or a year, and words such as "enrollment window" after a month. */
function dateRange(reader: Reader): Days | undefined {
  return reader.attempt(() => {
    reader.take("the");
    const token = reader.peek();
    if (token?.kind === "date") {
      reader.at += 1;
      const exact = token.iso.length > 10;
      const at = Date.parse(
        exact ? `${token.iso.replace(" ", "T").replace(/Z$/, "")}Z` : `${token.iso}T00:00:00Z`,
      );
      if (Number.isNaN(at)) refuse("There is no such date", token);
      return { from: at, to: exact ? at : at + day };
    }
    if (token?.kind === "number" && token.plain !== undefined) {
      const month = months.get(reader.word(1) === "of" ? reader.word(2) : reader.word(1));
      if (month !== undefined && Number(token.plain) <= 31) {
        reader.at += reader.word(1) === "of" ? 3 : 2;
        return dayOf(reader, month, Number(token.plain));
      }
      if (/^20\d\d$/.test(token.plain)) {
        reader.at += 1;
        return { from: Date.UTC(Number(token.plain), 0), to: Date.UTC(Number(token.plain) + 1, 0) };
      }
      return undefined;
    }
    const month = months.get(reader.word());
    if (month === undefined) return undefined;
    reader.at += 1;
    const next = reader.peek();
    const ordinal = next?.kind === "word" ? /^(\d{1,2})(?:st|nd|rd|th)$/.exec(next.lower)?.[1] : undefined;
    const number = ordinal ?? (next?.kind === "number" ? next.plain : undefined);
    if (number === undefined)
      refuse("A month needs its year", reader.here(), { advice: 'Write it as in "January 2025".' });
    if (/^20\d\d$/.test(number)) {
      reader.at += 1;
      const year = Number(number);
      window(reader);
      return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) };
    }
    reader.at += 1;
    return dayOf(reader, month, Number(number));
  });
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

function dayOf(reader: Reader, month: number, date: number): Days | undefined {
  reader.take(",");
  const year = reader.peek();
  if (year?.kind !== "number" || year.plain === undefined || !/^20\d\d$/.test(year.plain)) {
    refuse("A date needs its year", reader.here(), {
      advice: 'Write it as in "March 3, 2025" or "2025-03-03".',
    });
  }
  reader.at += 1;
  const from = Date.UTC(Number(year.plain), month, date);
  if (new Date(from).getUTCMonth() !== month) refuse("There is no such date", year);
  return { from, to: from + day };
}
