import {
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
} from "../json/json-value.ts";
import { type ExtensionName, extensionFunctions, extensionMethods } from "../syntax/ast.ts";
import { callExtension } from "./extension-operations.ts";
import { Failure } from "./failure.ts";
import { EntityValue, long, RecordValue, SetValue, type Value } from "./value.ts";

const extensions = new Map<string, ExtensionName>(
  [...extensionFunctions, ...extensionMethods].map((name) => [name, name]),
);
const integer = /^-?\d{1,19}$/;
const entityType = /^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)*$/;

/** The value that Cedar's JSON form tells, with `__entity` and `__extn`; undefined for what tells none, such as null and 1.5. */
export function valueFromJson(json: JsonValue): Value | undefined {
  if (typeof json === "boolean" || typeof json === "string") return json;
  if (json instanceof JsonNumber) return integer.test(json.text) ? long(BigInt(json.text)) : undefined;
  if (isJsonArray(json)) {
    const items = all(json.map(valueFromJson));
    return items === undefined ? undefined : new SetValue(items);
  }
  if (!isJsonObject(json)) return undefined;
  if (json.has("__entity")) return entityFromJson(json.get("__entity"));
  if (json.has("__extn")) return extension(json.get("__extn"));
  return record(json);
}

/** The entity that `{"type", "id"}` names. */
export function entityFromJson(json: JsonValue | undefined): EntityValue | undefined {
  if (!isJsonObject(json)) return undefined;
  const type = json.get("type");
  const id = json.get("id");
  return typeof type === "string" && entityType.test(type) && typeof id === "string"
    ? new EntityValue(type, id)
    : undefined;
}

function extension(json: JsonValue | undefined): Value | undefined {
  if (!isJsonObject(json)) return undefined;
  const fn = json.get("fn");
  const name = typeof fn === "string" ? extensions.get(fn) : undefined;
  const args = json.get("args");
  const arg = json.get("arg");
  const given = isJsonArray(args) ? args : arg === undefined ? [] : [arg];
  const values = all(given.map(valueFromJson));
  if (name === undefined || values === undefined) return undefined;
  const result = callExtension(name, values);
  return result instanceof Failure ? undefined : result;
}

function record(json: JsonObject): Value | undefined {
  const members = new Map<string, Value>();
  for (const [name, member] of json) {
    const value = valueFromJson(member);
    if (value === undefined) return undefined;
    members.set(name, value);
  }
  return new RecordValue(members);
}

function all(values: readonly (Value | undefined)[]): readonly Value[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}
