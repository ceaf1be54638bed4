import { refuseYear } from "../conditions/year-condition.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { refuseDailyLimit, refuseLimitBehindDay } from "./daily-limit.ts";
import { takeDaysIncluded } from "./days-included.ts";
import { definedHours, hourRange, readZone } from "./hour-range.ts";
import { takePeriodName } from "./period-name.ts";
import { type Days, periodJoints, readDates, yearAhead } from "./read-dates.ts";
import { endOfUntil, openUntils } from "./until-day.ts";

/** What stands before a time, by what it means of it. */
const leads = {
  before: ["before", "prior to", "earlier than", "ahead of"],
  until: [
    "until and including",
    "up to and including",
    "up until",
    "until",
    "till",
    "through",
    "by",
    "at or before",
    "on or before",
    "no later than",
    "not later than",
    "not after",
  ],
  since: [
    "from and including",
    "from",
    "since",
    "starting from",
    "starting on",
    "starting at",
    "starting",
    "beginning on",
    "beginning",
    "as of",
    "as from",
    "effective from",
    "effective",
    "at or after",
    "on or after",
    "on and after",
    "no earlier than",
    "not earlier than",
    "no sooner than",
    "not before",
  ],
  after: ["after", "later than"],
  between: ["between the hours of", "between"],
  within: ["only during", "throughout", "during", "within", "in", "on"],
} as const;

type Lead = keyof typeof leads;

const order: readonly Lead[] = ["until", "since", "before", "after", "between", "within"];

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

/** "between 9 AM and 5 PM UTC on any day in May 2026". */
const withinDates = ["on any", "on each", "on every", "any", "each", "every"].flatMap((day) =>
  ["in", "of", "during"].map((preposition) => `${day} day ${preposition}`),
);

function inside(reader: Reader, context: Context, bare = false): Condition | undefined {
  refuseDailyLimit(reader);
  reader.take(
    "it is",
    "the time is",
    "the current time is",
    "the call is made",
    "the request is made",
    "called",
    "current time is",
    "time is",
    "every day",
    "each day",
    "daily",
    "on any day",
    "on each day",
    "on every day",
  );
  const from = reader.at;
  const lead = order.find((each) => reader.take(...leads[each]) !== undefined);
  const said = patternText(reader.slice(from, reader.at));
  const open = lead === "before";
  if (lead === undefined && !bare) return undefined;
  refuseYear(reader, context);
  reader.take("the");
  const hours = reader.take("business hours", "working hours", "office hours", "opening hours", "hours");
  if (hours !== undefined) {
    const told = definedHours(reader, context);
    if (told !== undefined) return told;
    refuse(`"${hours}" needs its hours`, reader.here(), {
      advice: `Say which, such as "during ${hours} (9 AM to 5 PM UTC)".`,
    });
  }
  if (lead !== "before" && lead !== "after" && lead !== "until") {
    const range = reader.attempt(() => hourRange(reader, context));
    if (range !== undefined) {
      refuseLimitBehindDay(reader);
      const dates = reader.attempt(() =>
        reader.take(...withinDates, ...(wordBefore(reader) === "day" ? ["of"] : []), "in", "during", "on") ===
        undefined
          ? undefined
          : readDates(reader),
      );
      return dates === undefined ? range : allOf([range, asDates(dates)]);
    }
  }
  const time = reader.peek();
  if (lead !== "between" && lead !== "within" && lead !== undefined && time?.kind === "time") {
    reader.at += 1;
    if (lead === "since") reader.take("on", "onward", "onwards");
    readZone(reader, context);
    if (lead === "since") reader.take("on", "onward", "onwards");
    return lead === "before" || lead === "until"
      ? { kind: "hours", from: undefined, to: time.minutes, open }
      : { kind: "hours", from: time.minutes, to: undefined, open: false };
  }
  if (lead !== "within" && lead !== undefined) return dated(reader, lead, context, openUntils.has(said));
  const named = takePeriodName(reader, context);
  const condition = dated(reader, lead, context, false);
  return named?.bracket === true && reader.take(")") === undefined ? undefined : condition;
}

function dated(
  reader: Reader,
  lead: Lead | undefined,
  context: Context,
  openEnd: boolean,
): Condition | undefined {
  const year = reader.peek();
  // "1 January 2027" is a day, and no year
  const isYearAlone = year?.kind === "number" && !/^\d{1,2}$/.test(year.plain ?? "");
  if (year !== undefined && isYearAlone && context.tools.some(({ fields }) => fields.some(isYear))) {
    refuse("This may be the year of the call or the tool's argument", year, { candidates: ["year"] });
  }
  const isPeriod = lead === "between" || lead === "since" || lead === undefined || lead === "within";
  const from = readDates(reader, isPeriod ? yearAhead(reader) : undefined);
  if (from === undefined) return undefined;
  if (lead === "before" || lead === "until") {
    if (lead === "before") return asDates({ from: Number.NaN, to: from.from });
    const isOpen = openEnd && reader.take("( inclusive )", ", inclusive", "inclusive") === undefined;
    return asDates({ from: Number.NaN, to: isOpen ? endOfUntil(from, reader, context) : from.to });
  }
  if (lead === "after") return asDates({ from: from.to, to: Number.NaN });
  const period = reader.attempt(() => {
    // "in January and February" are two, "from January to February" is one
    const joints = lead === "between" ? periodJoints : periodJoints.slice(1);
    if (reader.take(...joints) === undefined) return undefined;
    const last = readDates(reader);
    return last === undefined ? undefined : { from: from.from, to: last.to };
  });
  if (period !== undefined) {
    if (period.to <= period.from) refuse("This period ends before it begins", reader.here());
    takeDaysIncluded(reader);
    context.notes.push("The last day of the period is part of it.");
    return asDates(period);
  }
  if (lead === "between") return undefined;
  if (
    reader.take("onwards", "onward", "or later", "and later", "and after", "or after", "forward") !==
    undefined
  ) {
    return asDates({ from: from.from, to: Number.NaN });
  }
  if (lead === "since") {
    reader.take("on");
    return asDates({ from: from.from, to: Number.NaN });
  }
  if (reader.take("or earlier", "and earlier", "or before") !== undefined) {
    return asDates({ from: Number.NaN, to: from.to });
  }
  return asDates(from);
}

function isYear({ nameStems }: VocabularyField): boolean {
  return nameStems.length === 1 && nameStems[0] === "year";
}

function asDates({ from, to }: Days): Condition {
  const text = (at: number): string | undefined =>
    Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(".000Z", "Z");
  return { kind: "dates", from: text(from), to: text(to) };
}
