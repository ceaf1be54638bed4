import { isJsonObject, type JsonValue } from "../../json/json-value.ts";
import { stringifyJson } from "../../json/stringify-json.ts";
import type { Candidates } from "./candidates.ts";
import type { Draft, Slot } from "./draft.ts";

/** Characters of one value. */
const longest = 80;

/** What the policy looks at in the call: "refund-agent, amount 499". */
export function exampleInWords(draft: Draft, candidates: readonly Candidates[]): string {
  const slots = candidates.map(({ slot }) => slot);
  // a part says what holds it
  const told = slots.filter(
    (slot) =>
      slot.kind !== "argument" ||
      !slots.some(
        (more) => more.kind === "argument" && isWithin(more.path, slot.path) && isThere(draft, slot.path),
      ),
  );
  const order = ["id", "claim", "argument", "time"];
  return told
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((slot) => slotInWords(draft, slot))
    .join(", ");
}

function slotInWords({ id, claims, arguments: given, now }: Draft, slot: Slot): string {
  switch (slot.kind) {
    case "id":
      return shown(id);
    case "time":
      return new Date(now).toISOString().replace(/\.000Z$/, "Z");
    case "claim": {
      const value = slot.name === "sub" ? id : claims.get(slot.name);
      if (value === undefined) return `no ${slot.name}`;
      return slot.name === "username" || slot.name === "sub" ? shown(value) : `${slot.name} ${shown(value)}`;
    }
    case "argument": {
      const value = valueAt(given, slot.path);
      const name = slot.path.join(".");
      return value === undefined || value === null ? `no ${name}` : `${name} ${shown(value)}`;
    }
  }
}

function shown(value: JsonValue): string {
  const isPlain = typeof value === "string" && /^[\w.:@/-]+$/.test(value);
  const text = isPlain ? value : stringifyJson(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function valueAt(given: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return given;
  return isJsonObject(given) ? valueAt(given.get(name), rest) : undefined;
}

function isThere({ arguments: given }: Draft, path: readonly string[]): boolean {
  const value = valueAt(given, path);
  return value !== undefined && value !== null;
}

function isWithin(path: readonly string[], whole: readonly string[]): boolean {
  return path.length > whole.length && whole.every((name, index) => path[index] === name);
}
