import { endOfString } from "./end-of-string.ts";

/** Cuts valid JSON text into its parts, so that what is passed on stays letter for letter as it came. */

/** The members of an object as text; undefined when `text` is no object or names a member twice. `text` has to be valid JSON. */
export function membersOf(text: string): ReadonlyMap<string, string> | undefined {
  const parts = partsOf(text, "{", "}");
  if (parts === undefined) return undefined;
  const members = new Map<string, string>();
  for (const part of parts) {
    const nameEnd = endOfString(part, 0);
    const name: unknown = JSON.parse(part.slice(0, nameEnd));
    if (typeof name !== "string" || members.has(name)) return undefined;
    members.set(name, part.slice(part.indexOf(":", nameEnd) + 1).trim());
  }
  return members;
}

/** The elements of an array as text; undefined when `text` is no array. `text` has to be valid JSON. */
export function elementsOf(text: string): readonly string[] | undefined {
  return partsOf(text, "[", "]");
}

const quote = 0x22;
const comma = 0x2c;

/** What stands between the commas of the outermost brackets, trimmed. */
function partsOf(text: string, open: "{" | "[", close: "}" | "]"): readonly string[] | undefined {
  const whole = text.trim();
  if (!whole.startsWith(open) || !whole.endsWith(close)) return undefined;
  const parts: string[] = [];
  const last = whole.length - 1;
  let start = 1;
  let depth = 0;
  for (let at = 1; at < last; at += 1) {
    const code = whole.charCodeAt(at);
    if (code === quote) at = endOfString(whole, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    else if (code === comma && depth === 0) {
      parts.push(whole.slice(start, at).trim());
      start = at + 1;
    }
  }
  const rest = whole.slice(start, last).trim();
  return rest === "" && parts.length === 0 ? [] : [...parts, rest];
}
