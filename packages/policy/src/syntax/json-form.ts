/** Steps of reading Cedar's JSON form: each checks what it gives, and fails naming the place. */
import { deepestNesting } from "./parsing.ts";

/** An operator is two levels of the JSON form; a few lie above the first. */
const deepest = 2 * deepestNesting + 10;

/** Leaves the reader at the first thing that is not Cedar's JSON form; never leaves this folder. */
export class JsonFormFailure extends Error {}

/** A part of the JSON form and its place, such as `conditions[0].body.==`. */
export interface JsonPart {
  readonly json: unknown;
  readonly at: string;
  readonly depth: number;
}

export function failAt({ at }: JsonPart, expected: string): never {
  throw new JsonFormFailure(`${at === "" ? "The policy" : `\`${at}\``} is not ${expected}`);
}

/** The part's member; absent ones are undefined, which no reader takes. */
export function member(part: JsonPart, name: string): JsonPart {
  const { json, at, depth } = part;
  if (depth > deepest) failAt(part, `within ${deepestNesting} levels of nesting`);
  const value = isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
  return { json: value, at: at === "" ? name : `${at}.${name}`, depth: depth + 1 };
}

/** The names of the part's members, all of which must be among `known` where that is given. */
export function memberNames(part: JsonPart, expected: string, known?: readonly string[]): readonly string[] {
  if (!isObject(part.json)) return failAt(part, expected);
  const names = Object.keys(part.json);
  const strange = known === undefined ? undefined : names.find((name) => !known.includes(name));
  if (strange !== undefined) failAt(part, `${expected}: it has a member \`${strange}\``);
  return names;
}

export function elements(part: JsonPart, expected: string): readonly JsonPart[] {
  const { json, at, depth } = part;
  if (!Array.isArray(json)) return failAt(part, expected);
  if (depth > deepest) failAt(part, `within ${deepestNesting} levels of nesting`);
  return json.map((element: unknown, index) => ({ json: element, at: `${at}[${index}]`, depth: depth + 1 }));
}

/** Text without half surrogate pairs, which Cedar has no way to write. */
export function textOf(part: JsonPart, expected = "text"): string {
  const { json } = part;
  if (typeof json !== "string" || /\p{Surrogate}/u.test(json)) return failAt(part, expected);
  return json;
}

/** Text that passes the check. */
export function checkedText(part: JsonPart, check: (text: string) => boolean, expected: string): string {
  const text = textOf(part, expected);
  return check(text) ? text : failAt(part, expected);
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
