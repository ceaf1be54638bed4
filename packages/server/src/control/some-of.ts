const NAMED = 5;
const PLURALS = { gateway: "gateways", policy: "policies", target: "targets" } as const;

/** How many there are, and the ids of the first five, e.g. `2 gateways (a-…, b-…)`. */
export function someOf(kind: keyof typeof PLURALS, resources: readonly { readonly id: string }[]): string {
  const count = resources.length;
  const ids = resources.slice(0, NAMED).map(({ id }) => id);
  const more = count > NAMED ? ", …" : "";
  return `${count} ${count === 1 ? kind : PLURALS[kind]} (${ids.join(", ")}${more})`;
}
