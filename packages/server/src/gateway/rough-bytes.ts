import { isJsonArray, isJsonObject, JsonNumber, type JsonValue } from "@toolgate/policy";

/** About how many bytes of memory the value takes; counting ends soon after `enough`. */
export function roughBytes(value: JsonValue, enough: number): number {
  if (typeof value === "string") return 40 + 2 * value.length;
  if (value instanceof JsonNumber) return 60 + value.text.length;
  let bytes = 16;
  if (isJsonArray(value)) {
    for (const item of value) {
      if (bytes > enough) break;
      bytes += 8 + roughBytes(item, enough - bytes);
    }
  } else if (isJsonObject(value)) {
    for (const [name, item] of value) {
      if (bytes > enough) break;
      bytes += 80 + 2 * name.length + roughBytes(item, enough - bytes);
    }
  }
  return bytes;
}
