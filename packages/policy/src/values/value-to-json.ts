import type { CedarValueJson } from "../evaluate/decision.ts";
import { formatDatetime } from "./datetime.ts";
import { formatDecimal } from "./decimal.ts";
import { formatDuration } from "./duration.ts";
import { formatIp } from "./ip-address.ts";
import { type DatetimeValue, DurationValue, type Value } from "./value.ts";

/** The value in Cedar's JSON form, with `__entity` and `__extn`. Source: Cedar guide, "Entities and context: JSON format". */
export function valueToJson(value: Value): CedarValueJson {
  if (typeof value !== "object") return value;
  switch (value.kind) {
    case "entity":
      return { __entity: { type: value.type, id: value.id } };
    case "set":
      return value.items.map(valueToJson);
    case "record":
      // fromEntries defines each member, so `__proto__` becomes an ordinary one
      return Object.fromEntries([...value.members].map(([name, member]) => [name, valueToJson(member)]));
    case "decimal":
      return extension("decimal", formatDecimal(value));
    case "datetime":
      return datetime(value);
    case "duration":
      return extension("duration", formatDuration(value));
    case "ip":
      return extension("ip", formatIp(value));
  }
}

/** What no text writes is told as a distance from the epoch, as Cedar tells it. */
function datetime(value: DatetimeValue): CedarValueJson {
  const text = formatDatetime(value);
  if (text !== undefined) return extension("datetime", text);
  const epoch = extension("datetime", "1970-01-01");
  return { __extn: { fn: "offset", args: [epoch, valueToJson(new DurationValue(value.amount))] } };
}

function extension(fn: string, arg: string): CedarValueJson {
  return { __extn: { fn, arg } };
}
