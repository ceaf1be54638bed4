import { endOfString } from "./end-of-string.ts";

/** Cuts valid JSON text into its parts, so that what is passed on stays letter for letter as it came. */

/** The members of an object as text; undefined when `text` is no object or names a member twice. `text` has to be valid JSON. */
export function membersOf(text: string): ReadonlyMap<string, string> | undefined {
  const parts = partsOf(text, openBrace, closeBrace);
  if (parts === undefined) return undefined;
  const members = new Map<string, string>();
  for (const { start, end } of parts) {
    const nameEnd = endOfString(text, start);
    const name = nameOf(text.slice(start, nameEnd));
    if (members.has(name)) return undefined;
    members.set(name, trimmed(text, text.indexOf(":", nameEnd) + 1, end));
  }
  return members;
}

/** The elements of an array as text; undefined when `text` is no array. `text` has to be valid JSON. */
export function elementsOf(text: string): readonly string[] | undefined {
  return partsOf(text, openBracket, closeBracket)?.map(({ start, end }) => trimmed(text, start, end));
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

interface Part {
  readonly start: number;
  readonly end: number;
}

/** What stands between the commas of the outermost brackets; `start` is behind the space before it. */
function partsOf(text: string, open: number, close: number): readonly Part[] | undefined {
  const first = behindSpace(text, 0);
  const last = beforeSpace(text, text.length) - 1;
  if (text.charCodeAt(first) !== open || text.charCodeAt(last) !== close) return undefined;
  const parts: Part[] = [];
  let start = behindSpace(text, first + 1);
  if (start === last) return parts;
  let depth = 0;
  for (let at = start; at < last; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at) - 1;
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    else if (code === comma && depth === 0) {
      parts.push({ start, end: at });
      start = behindSpace(text, at + 1);
    }
  }
  parts.push({ start, end: last });
  return parts;
}

/** A member's name; `written` is its text with quotes. */
function nameOf(written: string): string {
  if (!written.includes("\\")) return written.slice(1, -1);
  const name: unknown = JSON.parse(written);
  return String(name);
}

function trimmed(text: string, start: number, end: number): string {
  return text.slice(behindSpace(text, start), beforeSpace(text, end));
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function beforeSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** As JSON has it. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
