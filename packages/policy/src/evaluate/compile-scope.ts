import type { ActionScope, EntityLiteral, Policy, PrincipalScope } from "../syntax/ast.ts";
import { EntityValue } from "../values/value.ts";
import type { EvaluationRequest } from "./request.ts";
import { SharedByKey } from "./shared-by-key.ts";

export type ScopePart = "principal" | "action" | "resource";

/** Whether a part of the request is within a policy's scope. */
export type ScopeTest = (request: EvaluationRequest) => boolean;

/** What a policy's scope says of who and where. */
export interface CompiledScope {
  readonly principal: ScopeTest;
  readonly resource: ScopeTest;
}

const shared = new SharedByKey<CompiledScope>();

/** The scope but for its action; one for all policies that say the same, as those of one gateway do. */
export function compileScope({ principal, resource }: Policy): CompiledScope {
  return shared.share(JSON.stringify([...wordsOf(principal), "on", ...wordsOf(resource)]), {
    principal: entityScope(principal, "principal"),
    resource: entityScope(resource, "resource"),
  });
}

/** What the scope says of the action, for requests that did not come by way of a set's index. */
export function compileActionScope(scope: ActionScope): ScopeTest {
  switch (scope.kind) {
    case "any":
      return always;
    case "equals": {
      const { key } = uidOf(scope.entity);
      return (request) => request.action.uid.key === key;
    }
    case "in": {
      const tests = scope.entities.map((entity) => within(entity, "action"));
      return (request) => tests.some((test) => test(request));
    }
  }
}

function entityScope(scope: PrincipalScope, part: "principal" | "resource"): ScopeTest {
  switch (scope.kind) {
    case "any":
      return always;
    case "equals": {
      const { key } = uidOf(scope.entity);
      return (request) => request[part].uid.key === key;
    }
    case "in":
      return within(scope.entity, part);
    case "is": {
      const { entityType } = scope;
      const isType: ScopeTest = (request) => request[part].uid.type === entityType;
      if (scope.in === undefined) return isType;
      const isWithin = within(scope.in, part);
      return (request) => isType(request) && isWithin(request);
    }
  }
}

function within(group: EntityLiteral, part: ScopePart): ScopeTest {
  const { key } = uidOf(group);
  return (request) => {
    const { uid, ancestors } = request[part];
    return uid.key === key || ancestors.has(key);
  };
}

const always: ScopeTest = () => true;

function uidOf({ type, id }: EntityLiteral): EntityValue {
  return new EntityValue(type, id);
}

function wordsOf(scope: PrincipalScope): readonly string[] {
  switch (scope.kind) {
    case "any":
      return [scope.kind];
    case "equals":
    case "in":
      return [scope.kind, scope.entity.type, scope.entity.id];
    case "is":
      return [scope.kind, scope.entityType, ...(scope.in === undefined ? [] : [scope.in.type, scope.in.id])];
  }
}
