import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from "./json-value.ts";

/** Compact JSON text; numbers come out in the text they carry, lone surrogates as escapes. */
export function stringifyJson(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.text;
  if (isJsonArray(value)) return `[${value.map(stringifyJson).join(",")}]`;
  if (isJsonObject(value)) {
    const members = [...value].map(([key, item]) => `${JSON.stringify(key)}:${stringifyJson(item)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
