import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from "./json-value.ts";

/** Compact JSON text; numbers come out in the text they carry, lone surrogates as escapes. */
export function stringifyJson(value: JsonValue): string {
  if (typeof value === "string") return stringText(value);
  if (value instanceof JsonNumber) return value.text;
  let text = "";
  if (isJsonObject(value)) {
    for (const [key, item] of value) {
      text += `${text === "" ? "" : ","}${stringText(key)}:${stringifyJson(item)}`;
    }
    return `{${text}}`;
  }
  if (isJsonArray(value)) {
    for (const item of value) text += `${text === "" ? "" : ","}${stringifyJson(item)}`;
    return `[${text}]`;
  }
  return String(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;
/** Up to here it costs less to look than to have it written. */
const shortLength = 64;

function stringText(text: string): string {
  return text.length <= shortLength && !escaped.test(text) ? `"${text}"` : JSON.stringify(text);
}
