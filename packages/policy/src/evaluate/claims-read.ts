import type { Policy } from "../syntax/ast.ts";
import { nodesOf } from "../syntax/nodes-of.ts";

/** The claims that a policy's conditions ask for by name (`hasTag`, `getTag`), in the order they stand. */
export function claimsRead(policy: Policy): readonly string[] {
  const names = new Set<string>();
  for (const node of nodesOf(policy)) {
    if (node.kind !== "binary" || (node.operator !== "hasTag" && node.operator !== "getTag")) continue;
    const { right } = node;
    if (right.kind === "literal" && typeof right.value === "string") names.add(right.value);
  }
  return [...names];
}
