import type { Policy, Variable } from "../syntax/ast.ts";
import { nodesOf } from "../syntax/nodes-of.ts";

/** Whether the policy's conditions speak of the variable; never false when they do. */
export function mentionsVariable(policy: Policy, variable: Variable): boolean {
  for (const node of nodesOf(policy)) if (node.kind === "variable" && node.name === variable) return true;
  return false;
}
