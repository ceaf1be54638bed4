import type { PolicyJson } from "./policy-json.ts";

/** Whether the policy's conditions speak of the request's principal or action; never false when they do. */
export function mentionsVariable(policy: PolicyJson, variable: "principal" | "action"): boolean {
  const mentions = (expression: unknown): boolean => {
    if (typeof expression !== "object" || expression === null) return false;
    return Object.entries(expression).some(
      ([operator, operand]) => (operator === "Var" && operand === variable) || mentions(operand),
    );
  };
  return policy.conditions.some(({ body }) => mentions(body));
}
