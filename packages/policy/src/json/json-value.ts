/** JSON as a caller wrote it: numbers keep their text, objects are maps, so no key can touch a prototype. */

/** A number by its text, so that nothing is rounded before someone who knows its type reads it. */
export class JsonNumber {
  readonly text: string;

  /** `text` is a number as RFC 8259 writes it. */
  constructor(text: string) {
    this.text = text;
  }
}

export type JsonObject = ReadonlyMap<string, JsonValue>;

export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;

/** What JSON can carry as plain JavaScript values; members that are `undefined` are left out. */
export type PlainJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly PlainJson[]
  | { readonly [key: string]: PlainJson | undefined };

/** Whether `value` is a JSON object. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/** Whether `value` is a JSON array; narrows where `Array.isArray` would lose the readonly elements. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The plain JavaScript value; numbers are rounded as `JSON.parse` rounds them. */
export function toPlain(value: JsonValue): PlainJson {
  if (value instanceof JsonNumber) return Number(value.text);
  if (isJsonArray(value)) return value.map(toPlain);
  // fromEntries defines each member, so `__proto__` becomes an ordinary one
  if (isJsonObject(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toPlain(item)]));
  return value;
}

/** The JSON value of a plain one; as in `JSON.stringify`, a number that is not finite becomes null. */
export function fromPlain(value: PlainJson): JsonValue {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? new JsonNumber(String(value)) : null;
    case "bigint":
      return new JsonNumber(value.toString());
    case "object":
      return value === null ? null : fromPlainObject(value);
    default:
      return value;
  }
}

function fromPlainObject(value: Exclude<PlainJson, string | number | bigint | boolean | null>): JsonValue {
  if (isPlainArray(value)) return value.map(fromPlain);
  const members = new Map<string, JsonValue>();
  for (const [key, item] of Object.entries(value)) if (item !== undefined) members.set(key, fromPlain(item));
  return members;
}

function isPlainArray(value: PlainJson): value is readonly PlainJson[] {
  return Array.isArray(value);
}
