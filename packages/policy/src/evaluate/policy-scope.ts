import type { EntityLiteral, Expression, Policy, PrincipalScope } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/nodes-of.ts";
import type { Principal } from "./decision.ts";

const actionType = "AgentCore::Action";
const gatewayType = "AgentCore::Gateway";

/** The action ids that the policy's scope names, groups included, or `all` when it leaves the action open. */
export function actionsOf({ action }: Policy): readonly string[] | "all" {
  switch (action.kind) {
    case "any":
      return "all";
    case "equals":
      return idsOf([action.entity]);
    case "in":
      return idsOf(action.entities);
  }
}

/** Whether the policy's scope covers the action; `groups` are the groups that hold it. */
export function appliesToAction(policy: Policy, action: string, groups: readonly string[]): boolean {
  const named = actionsOf(policy);
  if (named === "all") return true;
  return named.some((id) => id === action || (policy.action.kind === "in" && groups.includes(id)));
}

/** Whether some principal of this type is within the policy's scope. */
export function appliesToPrincipalType(policy: Policy, type: Principal["type"]): boolean {
  return typeFits(policy.principal, type);
}

/** Whether exactly this entity is within a principal or resource scope; our entities have no parents. */
export function scopeCovers(scope: PrincipalScope, entity: { type: string; id: string }): boolean {
  const named = namedEntity(scope);
  const covered = named === undefined || (named.type === entity.type && named.id === entity.id);
  return covered && typeFits(scope, entity.type);
}

/** The gateways that the policy's resource scope names, by ARN. */
export function gatewaysNamed({ resource }: Policy): readonly string[] {
  const named = namedEntity(resource);
  return named?.type === gatewayType ? [named.id] : [];
}

/** Whether the policy reads arguments: anything of `context` but `context.system`. */
export function mentionsInput(policy: Policy): boolean {
  return policy.conditions.some(({ body }) => readsInput(body));
}

function readsInput(node: Expression): boolean {
  if (node.kind === "variable") return node.name === "context";
  if (node.kind === "member" && node.name === "system" && isContext(node.operand)) return false;
  return childrenOf(node).some(readsInput);
}

function isContext(node: Expression): boolean {
  return node.kind === "variable" && node.name === "context";
}

function idsOf(entities: readonly EntityLiteral[]): readonly string[] {
  return entities.filter(({ type }) => type === actionType).map(({ id }) => id);
}

function typeFits(scope: PrincipalScope, type: string): boolean {
  if (scope.kind === "is" && scope.entityType !== type) return false;
  const named = namedEntity(scope);
  return named === undefined || named.type === type;
}

function namedEntity(scope: PrincipalScope): EntityLiteral | undefined {
  switch (scope.kind) {
    case "any":
      return undefined;
    case "is":
      return scope.in;
    case "equals":
    case "in":
      return scope.entity;
  }
}
