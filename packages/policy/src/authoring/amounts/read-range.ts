import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import { readCounted } from "../words/counted-nouns.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { beyond, part, type ReadPart } from "./interval-part.ts";
import { type Interval, isInverted } from "./quantity.ts";
import { saidOfBounds } from "./said-of-bounds.ts";

const leads = [
  ...["anything", "any value", "any amount", "any number", "values", "amounts"].flatMap((any) => [
    `${any} between`,
    `${any} from`,
  ]),
  "anywhere between",
  "anywhere from",
  "strictly between",
  "between",
  "in the range of",
  "in the range from",
  "in the range",
  "within the range of",
  "within the range",
  "ranging from",
  "from",
];

const upwards = ["and up", "and upwards", "upwards", "onwards", "and above", "up"];
/** What parts the ends of a range whose upper one is left out. */
const belows = [
  "up to , but not including ,",
  "up to but not including",
  "up to but excluding",
  "to just under",
  "to just below",
  "to under",
  "to below",
];
/** "5 to 10 kg", "from 5 upwards", "between 1 and 3 inclusive": where "between" does not say whether the bounds belong to it, it is refused. */
export function readRange(reader: Reader, context: Context): ReadPart | undefined {
  const start = reader.at;
  const strictly = reader.sees("strictly");
  const before = reader.tokens[start - 1];
  const lead =
    reader.take(...leads) ?? (before?.kind === "word" && before.lower === "from" ? before.lower : undefined);
  const low = reader.peek();
  if (low?.kind !== "number") return undefined;
  reader.at += 1;
  const lowCounted = readCounted(reader, context);
  const rises = lead === "from" && !reader.sees("up to") && reader.take(...upwards) !== undefined;
  if (rises) {
    return part(beyond({ order: ">=", of: [] }, { number: low, unit: lowCounted.unit }), [], lowCounted);
  }
  const upTo = reader.take(...belows) !== undefined;
  const joint = upTo
    ? "up to"
    : reader.take(
        "to",
        "through",
        "thru",
        "up to",
        "-",
        "–",
        "—",
        ...(lead?.endsWith("between") ? ["and"] : []),
      );
  if (joint === undefined) return undefined;
  const high = reader.peek();
  if (high?.kind !== "number") return undefined;
  reader.at += 1;
  const highCounted = readCounted(reader, context);
  const open = strictly ? true : upTo ? false : saidOfBounds(reader);
  if (open === undefined && lead?.endsWith("between")) {
    refuse("It is not said whether the bounds belong to the range", spanOf(reader.slice(start, reader.at)), {
      advice: 'Add "inclusive" or "exclusive", or write "at least … and at most …".',
      telling: true,
    });
  }
  if (
    open === undefined &&
    lead === "from" &&
    context.tools.some(({ nameStems }) => changes.has(nameStems[0] ?? ""))
  ) {
    refuse("“from … to …” may be a range or a change", spanOf(reader.slice(start, reader.at)), {
      advice: 'Write "at least … and at most …".',
      telling: true,
    });
  }
  const interval = {
    low: { at: { number: low, unit: lowCounted.unit }, open: open === true },
    high: { at: { number: high, unit: highCounted.unit }, open: open === true || upTo },
  };
  refuseInverted(interval, reader);
  return part(interval, [], lowCounted, highCounted);
}

/** Tools of these verbs turn one number into another. */
const changes = new Set(
  "change update adjust scale resize modify raise increase decrease reduce lower move convert upgrade extend set"
    .split(" ")
    .map(stem),
);

/** Throws where the range ends before it begins. */
export function refuseInverted(interval: Interval, reader: Reader): void {
  if (!isInverted(interval)) return;
  refuse("No number is in this range", interval.low?.at.number ?? reader.here(), {
    advice: 'Write the smaller number first, or "or" where one of two is enough.',
    telling: true,
  });
}
