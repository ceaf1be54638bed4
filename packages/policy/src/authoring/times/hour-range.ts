import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import { periodJoints } from "./read-dates.ts";

/** `(9 AM–5 PM UTC daily)`, `, defined as 9:00 AM–5:00 PM UTC`, `of 9 to 5`. */
export function definedHours(reader: Reader, context: Context): Condition | undefined {
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

/** "9 AM to 5 PM UTC", "9 to 17 o'clock UTC". */
export function hourRange(reader: Reader, context: Context): Condition | undefined {
  const from = hourAt(reader) ?? reader.attempt(() => bareHour(reader));
  reader.take("utc", "gmt");
  if (from === undefined || reader.take(...periodJoints) === undefined) return undefined;
  const to = hourAt(reader) ?? reader.attempt(() => bareHour(reader));
  if (to === undefined) return undefined;
  if (from.bare !== to.bare) return undefined;
  if (from.bare) {
    reader.take("o'clock", "h", "hrs", "hours");
    // "9 to 5" is hardly through the night
    if (!/^(?:utc|gmt)$/.test(reader.word()) || to.minutes <= from.minutes) return undefined;
  }
  readZone(reader, context);
  return { kind: "hours", from: from.minutes, to: to.minutes, open: false };
}

interface Hour {
  readonly minutes: number;
  readonly bare: boolean;
}

function hourAt(reader: Reader): Hour | undefined {
  const token = reader.peek();
  if (token?.kind !== "time") return undefined;
  reader.at += 1;
  return { minutes: token.minutes, bare: false };
}

/** "9" of "9 to 17 UTC". */
function bareHour(reader: Reader): Hour | undefined {
  const token = reader.peek();
  const hour = token?.kind === "number" && /^\d{1,2}$/.test(token.plain ?? "") ? Number(token.plain) : 25;
  if (hour > 24) return undefined;
  reader.at += 1;
  return { minutes: hour * 60, bare: true };
}

const zones = new Set(
  "est edt et pst pdt pt cst cdt ct mst mdt cet cest bst ist jst aest local eastern pacific central mountain".split(
    " ",
  ),
);

/** Reads the time zone behind a time; throws {@link Refusal} where it is another than UTC. */
export function readZone(reader: Reader, context: Context): void {
  if (zones.has(reader.word())) {
    refuse("Policies know the time in UTC only", reader.here(), { advice: "Write the hours in UTC." });
  }
  const told = reader.take("utc time", "utc", "gmt", "in utc", "( utc )", "( in utc )", "z", "zulu");
  reader.take("daily", "each day", "every day", "a day", "of each day", "of every day");
  if (told === undefined) {
    if (zones.has(reader.word()))
      refuse("Policies know the time in UTC only", reader.here(), { advice: "Write the hours in UTC." });
    context.notes.push("No time zone is said, so the hours are read as UTC.");
  }
}
