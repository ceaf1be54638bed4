import { quoteText } from "../syntax/quote-text.ts";
import { formatDatetime } from "./datetime.ts";
import { formatDecimal } from "./decimal.ts";
import { formatDuration } from "./duration.ts";
import { formatIp } from "./ip-address.ts";
import type { DatetimeValue, Value } from "./value.ts";

/** The value as a policy writes it. What is longer than `longest` characters is cut, without reading it to its end. */
export function valueToText(value: Value, longest: number): string {
  const text = written(value, longest);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function written(value: Value, longest: number): string {
  if (typeof value === "string") return quoteText(value.slice(0, longest));
  if (typeof value !== "object") return String(value);
  switch (value.kind) {
    case "entity":
      return `${value.type}::${quoteText(value.id.slice(0, longest))}`;
    case "set":
      return `[${joined(value.items, longest, (item, room) => written(item, room))}]`;
    case "record":
      return `{${joined(value.members, longest, ([name, member], room) => `${quoteText(name.slice(0, longest))}: ${written(member, room)}`)}}`;
    case "decimal":
      return `decimal("${formatDecimal(value)}")`;
    case "datetime":
      return datetimeText(value);
    case "duration":
      return `duration("${formatDuration(value)}")`;
    case "ip":
      return `ip("${formatIp(value)}")`;
  }
}

/** What no text writes is told as a distance from the epoch. */
function datetimeText(value: DatetimeValue): string {
  const text = formatDatetime(value);
  return text === undefined
    ? `datetime("1970-01-01").offset(duration("${value.amount}ms"))`
    : `datetime("${text}")`;
}

/** The texts of the parts with commas, up to the first that has no room any more. */
function joined<Part>(
  parts: Iterable<Part>,
  longest: number,
  textOf: (part: Part, room: number) => string,
): string {
  let text = "";
  for (const part of parts) {
    if (text !== "") text += ", ";
    if (text.length > longest) break;
    text += textOf(part, longest - text.length);
  }
  return text;
}
