import type { CedarValueJson } from "@toolgate/policy";

/** About how many characters a value has as JSON. */
export function weightOf(value: CedarValueJson): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object") return 8;
  let weight = 2;
  for (const [name, member] of Object.entries(value)) weight += name.length + 4 + weightOf(member);
  return weight;
}
