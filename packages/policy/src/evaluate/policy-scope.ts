import type { Principal } from "./decision.ts";
import type { EntityJson, PolicyJson, PrincipalScope } from "./policy-json.ts";

const actionType = "AgentCore::Action";
const gatewayType = "AgentCore::Gateway";

/** The action ids that the policy's scope names, groups included, or `all` when it leaves the action open. */
export function actionsOf(policy: PolicyJson): readonly string[] | "all" {
  const scope = policy.action;
  if (scope.op === "All") return "all";
  const entities = "entities" in scope ? scope.entities : [scope.entity];
  return entities.filter(({ type }) => type === actionType).map(({ id }) => id);
}

/** Whether the policy's scope covers the action; `groups` are the groups that hold it. */
export function appliesToAction(policy: PolicyJson, action: string, groups: readonly string[]): boolean {
  const named = actionsOf(policy);
  if (named === "all") return true;
  return named.some((id) => id === action || (policy.action.op === "in" && groups.includes(id)));
}

/** Whether some principal of this type is within the policy's scope. */
export function appliesToPrincipalType(policy: PolicyJson, type: Principal["type"]): boolean {
  return typeFits(policy.principal, type);
}

/** Whether exactly this entity is within a principal or resource scope; our entities have no parents. */
export function scopeCovers(scope: PrincipalScope, entity: EntityJson): boolean {
  const named = namedEntity(scope);
  const covered = named === undefined || (named.type === entity.type && named.id === entity.id);
  return covered && typeFits(scope, entity.type);
}

/** The gateways that the policy's resource scope names, by ARN. */
export function gatewaysNamed(policy: PolicyJson): readonly string[] {
  const named = namedEntity(policy.resource);
  return named?.type === gatewayType ? [named.id] : [];
}

/** Whether the policy reads arguments: anything of `context` but `context.system`. */
export function mentionsInput(policy: PolicyJson): boolean {
  return policy.conditions.some(({ body }) => readsInput(body));
}

function readsInput(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(readsInput);
  if (typeof node !== "object" || node === null) return false;
  return Object.entries(node).some(([operator, operand]) => {
    if (operator === "Value") return false;
    // The members of a record bear the policy's own names, `Value` and `Var` among them.
    if (operator === "Record") return Object.values(operand ?? {}).some(readsInput);
    if (operator === "Var") return operand === "context";
    return !(operator === "." && isSystem(operand)) && readsInput(operand);
  });
}

function isSystem(operand: unknown): boolean {
  if (typeof operand !== "object" || operand === null || !("left" in operand) || !("attr" in operand))
    return false;
  const { left, attr } = operand;
  return (
    attr === "system" && typeof left === "object" && left !== null && "Var" in left && left.Var === "context"
  );
}

function typeFits(scope: PrincipalScope, type: string): boolean {
  if (scope.op === "is" && scope.entity_type !== type) return false;
  const named = namedEntity(scope);
  return named === undefined || named.type === type;
}

function namedEntity(scope: PrincipalScope): EntityJson | undefined {
  switch (scope.op) {
    case "All":
      return undefined;
    case "is":
      return scope.in?.entity;
    case "==":
    case "in":
      return scope.entity;
  }
}
