/** Compares what came with what the report prints, field by field. */
import type { Json } from "./seed-evidence.ts";

export interface Comparison {
  /** Fields of the report that came with what the report has there. */
  readonly same: readonly string[];
  /** Fields of the report that did not, each with both values. */
  readonly other: readonly string[];
  /** Fields that came beside those. */
  readonly more: readonly string[];
}

/** Where the report hides characters, any others do; where it hides a number, any number does. */
export function compareFields(report: Json, came: Json): Comparison {
  const [printed, given] = [new Map(leaves(report)), new Map(leaves(came))];
  const same: string[] = [];
  const other: string[] = [];
  for (const [field, value] of printed) {
    const there = given.get(field);
    if (there !== undefined && fits(value, there)) same.push(field);
    else other.push(`${field}: ${JSON.stringify(value)} is printed, ${JSON.stringify(there)} came`);
  }
  return { same, other, more: [...given.keys()].filter((field) => !printed.has(field)) };
}

function leaves(value: Json, path = ""): [string, Json][] {
  if (value === null || typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === "" ? name : `${path} > ${name}`),
  );
}

function fits(printed: Json, came: Json): boolean {
  if (typeof printed === "number" && printed === 0) return typeof came === "number";
  if (typeof printed !== "string") return printed === came;
  const parts = printed.split(/[xyz]{4,}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return typeof came === "string" && new RegExp(`^${parts.join("[0-9a-z]+")}$`).test(came);
}
