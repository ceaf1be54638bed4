import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
} from "../json/json-value.ts";
import { RecordValue, SetValue, type Value } from "../values/value.ts";
import type { CedarShape, RecordMember } from "./cedar-shape.ts";
import { decimalFromText, longFromText } from "./number-text.ts";
import { cedarShape, type ToolSchema } from "./tool-schema.ts";

export interface ToolArgumentsOptions {
  /** Cut a decimal's further places off, as AWS does, instead of refusing them. */
  readonly strictAws?: boolean | undefined;
}

export type ToolArguments =
  | {
      readonly ok: true;
      /** `context.input`. */
      readonly input: RecordValue;
      /** What the tool gets: exactly what the policies saw. */
      readonly forward: JsonValue;
      /** Paths left out of both: undeclared members, and null where a member is optional. At most 100, and a count. */
      readonly dropped: readonly string[];
    }
  | {
      readonly ok: false;
      /** Where, e.g. `order.items[2]`; empty for the arguments as a whole. */
      readonly path: string;
      /** What does not fit, without the value itself. */
      readonly message: string;
    };

/** Reads a call's arguments by the tool's schema, for policies and tool alike; what does not fit is refused, never guessed. */
export function toolArguments(
  schema: ToolSchema,
  args: JsonValue | undefined,
  options: ToolArgumentsOptions = {},
): ToolArguments {
  const given = args ?? (args === undefined ? new Map<string, JsonValue>() : null);
  if (!isJsonObject(given)) return misfit("", `are ${kindOf(given)}, expected an object`);
  const shape = cedarShape(schema);
  if (shape.kind !== "record") return { ok: true, input: nothing, forward: given, dropped: [] };

  const reading = new Reading(options.strictAws === true);
  const read = reading.record(shape.members, given, "");
  return read.ok ? { ok: true, input: read.seen, forward: read.sent, dropped: reading.dropped() } : read;
}

type Misfit = Extract<ToolArguments, { ok: false }>;
type Read<Seen extends Value = Value> =
  | { readonly ok: true; readonly seen: Seen; readonly sent: JsonValue }
  | Misfit;

const nothing = new RecordValue(new Map());
const loneSurrogate = /\p{Surrogate}/u;
const namedPaths = 100;

class Reading {
  private readonly paths: string[] = [];
  private left = 0;
  private readonly truncate: boolean;

  constructor(truncate: boolean) {
    this.truncate = truncate;
  }

  dropped(): readonly string[] {
    return this.left > this.paths.length
      ? [...this.paths, `and ${this.left - this.paths.length} more`]
      : this.paths;
  }

  record(members: readonly RecordMember[], given: JsonObject, path: string): Read<RecordValue> {
    const seen = new Map<string, Value>();
    const sent = new Map<string, JsonValue>();
    let declared = 0;
    for (const { name, shape, required, nullable } of members) {
      const value = given.get(name);
      const place = join(path, name);
      if (value === undefined) {
        if (required) return misfit(place, "is missing");
        continue;
      }
      declared += 1;
      if (value === null) {
        // A required member is absent to policies in this case alone, so that both still say the same.
        if (required && nullable) sent.set(name, null);
        else if (required) return misfit(place, "is null, but it is required");
        else this.drop(place);
        continue;
      }
      const read = this.value(shape, value, place);
      if (!read.ok) return read;
      seen.set(name, read.seen);
      sent.set(name, read.sent);
    }
    if (declared < given.size) this.dropUndeclared(members, given, path);
    return { ok: true, seen: new RecordValue(seen), sent };
  }

  private dropUndeclared(members: readonly RecordMember[], given: JsonObject, path: string): void {
    const declared = new Set(members.map(({ name }) => name));
    for (const name of given.keys()) if (!declared.has(name)) this.drop(join(path, name));
  }

  private value(shape: CedarShape, value: JsonValue, path: string): Read {
    switch (shape.kind) {
      case "string":
        return this.string(value, path);
      case "long":
        return this.long(value, path);
      case "bool":
        return typeof value === "boolean"
          ? { ok: true, seen: value, sent: value }
          : expected("a boolean", value, path);
      case "decimal":
        return this.decimal(value, path);
      case "set":
        return isJsonArray(value) ? this.set(shape.items, value, path) : expected("an array", value, path);
      case "record":
        return isJsonObject(value)
          ? this.record(shape.members, value, path)
          : expected("an object", value, path);
      case "opaque":
        return this.opaque(shape.type, value, path);
    }
  }

  private string(value: JsonValue, path: string): Read {
    if (typeof value !== "string") return expected("a string", value, path);
    if (loneSurrogate.test(value))
      return misfit(path, "holds half of a surrogate pair, which is no character");
    return { ok: true, seen: value, sent: value };
  }

  private long(value: JsonValue, path: string): Read {
    if (!(value instanceof JsonNumber)) return expected("an integer", value, path);
    const long = longFromText(value.text);
    if (!long.ok) return misfit(path, `${long.message}, expected an integer`);
    return { ok: true, seen: long.value, sent: new JsonNumber(long.value.toString()) };
  }

  private decimal(value: JsonValue, path: string): Read {
    if (!(value instanceof JsonNumber)) return expected("a number", value, path);
    const decimal = decimalFromText(value.text, this.truncate);
    if (!decimal.ok) return misfit(path, decimal.message);
    return { ok: true, seen: decimal.value.decimal, sent: new JsonNumber(decimal.value.json) };
  }

  private set(items: CedarShape, values: readonly JsonValue[], path: string): Read {
    const seen: Value[] = [];
    const sent: JsonValue[] = [];
    for (const [index, value] of values.entries()) {
      const read = this.value(items, value, `${path}[${index}]`);
      if (!read.ok) return read;
      seen.push(read.seen);
      sent.push(read.sent);
    }
    return { ok: true, seen: new SetValue(seen), sent };
  }

  /** Policies see that it is there; the type it was declared with still holds. */
  private opaque(type: "array" | "object" | undefined, value: JsonValue, path: string): Read {
    if (type === "array" && !isJsonArray(value)) return expected("an array", value, path);
    if (type === "object" && !isJsonObject(value)) return expected("an object", value, path);
    return value === null ? expected("a value", value, path) : { ok: true, seen: nothing, sent: value };
  }

  private drop(path: string): void {
    this.left += 1;
    if (this.paths.length < namedPaths) this.paths.push(path);
  }
}

function expected(what: string, value: JsonValue, path: string): Misfit {
  return misfit(path, `is ${kindOf(value)}, expected ${what}`);
}

function misfit(path: string, message: string): Misfit {
  return { ok: false, path, message };
}

/** Names are the caller's words and may be of any length. */
function join(path: string, name: string): string {
  const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  return path === "" ? shown : `${path}.${shown}`;
}

function kindOf(value: JsonValue): string {
  if (value === null) return "null";
  if (value instanceof JsonNumber) return "a number";
  if (isJsonArray(value)) return "an array";
  if (isJsonObject(value)) return "an object";
  return typeof value === "string" ? "a string" : "a boolean";
}
