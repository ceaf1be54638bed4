import type { PolicyJson } from "./policy-json.ts";

/** The claims that a policy's conditions ask for by name (`hasTag`, `getTag`), in the order they stand. */
export function claimsRead(policy: PolicyJson): readonly string[] {
  const names = new Set<string>();
  collect(policy.conditions, names);
  return [...names];
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [operator, operand] of Object.entries(value)) {
    if (operator === "hasTag" || operator === "getTag") {
      const name = (operand as { readonly right?: { readonly Value?: unknown } }).right?.Value;
      if (typeof name === "string") names.add(name);
    }
    collect(operand, names);
  }
}
