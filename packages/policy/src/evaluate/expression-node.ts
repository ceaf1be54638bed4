/** The members of a node, and none of anything that is not one. */
export function membersOf(node: unknown): Readonly<Record<string, unknown>> {
  return typeof node === "object" && node !== null && !Array.isArray(node) ? { ...node } : {};
}

/** A path of one may stand without its list. */
export function listOf(node: unknown): readonly unknown[] {
  return Array.isArray(node) ? node : [node];
}
