import type { ActionScope, EntityLiteral, Policy, PrincipalScope } from "../syntax/ast.ts";
import { EntityValue } from "../values/value.ts";
import { type CompileOptions, compileExpression } from "./compile-expression.ts";
import { unary } from "./evaluators.ts";
import { chain, type Evaluator, not } from "./logic.ts";
import type { EvaluationRequest } from "./request.ts";

/** A policy, ready to be evaluated. */
export interface CompiledPolicy {
  readonly id: string;
  readonly policy: Policy;
  /** What the scope says of each; that of the action is for requests that did not come by way of a set's index. */
  readonly scope: Readonly<Record<ScopePart, Test>>;
  /** All conditions together, evaluated once the scope matches. */
  readonly conditions: Evaluator;
}

type Test = (request: EvaluationRequest) => boolean;

export type ScopePart = "principal" | "action" | "resource";

/** The policy as functions. Throws RangeError for conditions nested deeper than 1,000 levels. */
export function compilePolicy(policy: Policy, id: string, options: CompileOptions = {}): CompiledPolicy {
  return {
    id,
    policy,
    scope: {
      principal: entityScope(policy.principal, "principal"),
      action: actionScope(policy.action),
      resource: entityScope(policy.resource, "resource"),
    },
    conditions: chain(
      "when",
      policy.conditions.map(({ kind, body }) => {
        const evaluate = compileExpression(body, options);
        return kind === "when" ? evaluate : unary(evaluate, not);
      }),
    ),
  };
}

function entityScope(scope: PrincipalScope, part: "principal" | "resource"): Test {
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
      const isType: Test = (request) => request[part].uid.type === entityType;
      if (scope.in === undefined) return isType;
      const isWithin = within(scope.in, part);
      return (request) => isType(request) && isWithin(request);
    }
  }
}

function actionScope(scope: ActionScope): Test {
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

function within(group: EntityLiteral, part: ScopePart): Test {
  const { key } = uidOf(group);
  return (request) => {
    const { uid, ancestors } = request[part];
    return uid.key === key || ancestors.has(key);
  };
}

const always: Test = () => true;

function uidOf({ type, id }: EntityLiteral): EntityValue {
  return new EntityValue(type, id);
}
