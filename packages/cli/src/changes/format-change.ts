import type { Change } from "@toolgate/server";
import { createAlignedLines } from "../lists/aligned-lines.ts";

/** Lines for people. */
export type FormatChanges = (changes: readonly Change[]) => string[];

const longestValue = 40;

/** Time, who, from where, by which operation, what was done to which resource, what is other than before, and the id. */
export function createFormatChanges({ colour }: { readonly colour: boolean }): FormatChanges {
  const align = createAlignedLines();
  return (changes) =>
    align(changes.map(cellsOf), (cell, column, row) => {
      const change = changes[row];
      if (!colour || change === undefined) return cell;
      if (column === 4) return `\u001b[${colourOf(change)}m${cell}\u001b[0m`;
      return column === 6 ? `\u001b[2m${cell}\u001b[0m` : cell;
    });
}

function cellsOf(change: Change): string[] {
  const { action, resource } = change;
  return [
    change.time,
    change.callerId,
    change.address ?? "-",
    change.operation,
    `${action} ${resource.kind} ${resource.id}`,
    difference(change),
    change.changeId,
  ];
}

/** What is other than before, in short; the whole of it is in the JSON. */
function difference({ action, resource, before = {}, after = {} }: Change): string {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  if (action !== "update" && resource.kind !== "tags") {
    const name = (action === "create" ? now : old).get("name");
    return typeof name === "string" ? name : "-";
  }
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => name !== "updatedAt");
  const differing = names.map((name) => {
    const [from, to] = [short(old.get(name)), short(now.get(name))];
    return from === undefined || to === undefined ? name : `${name} ${from} -> ${to}`;
  });
  return differing.length === 0 ? "-" : differing.join(", ");
}

/** A value as it fits into a line; undefined where it does not. */
function short(value: unknown): string | undefined {
  if (value === undefined) return "-";
  const text = typeof value === "string" ? value : typeof value === "boolean" ? String(value) : undefined;
  return text !== undefined && text.length <= longestValue && text !== "" ? text : undefined;
}

function colourOf({ action }: Change): number {
  switch (action) {
    case "create":
      return 32;
    case "update":
      return 33;
    case "delete":
      return 31;
    default:
      return action satisfies never;
  }
}
