/** A policy in Cedar's JSON form, as the reference implementation's `policyToJson` writes it. Source: Cedar guide, "JSON policy format". */
import type { EntityJson, ExpressionJson, PolicyJson } from "../evaluate/policy-json.ts";
import type { ActionScope, EntityLiteral, Expression, LikePattern, Policy, PrincipalScope } from "./ast.ts";

/** Integers beyond 2^53 are bigints, which the reference implementation rounds. */
export function policyToJson(policy: Policy): PolicyJson {
  const { effect, annotations, conditions } = policy;
  const named = annotations.map(({ name, value, bare }) => [name, bare ? null : value] as const);
  return {
    effect,
    principal: scopeJson(policy.principal),
    action: actionJson(policy.action),
    resource: scopeJson(policy.resource),
    conditions: conditions.map(({ kind, body }) => ({ kind, body: expressionJson(body) })),
    ...(named.length === 0 ? {} : { annotations: Object.fromEntries(named) }),
  };
}

function scopeJson(scope: PrincipalScope): PolicyJson["principal"] {
  switch (scope.kind) {
    case "any":
      return { op: "All" };
    case "equals":
      return { op: "==", entity: entityJson(scope.entity) };
    case "in":
      return { op: "in", entity: entityJson(scope.entity) };
    case "is": {
      const within = scope.in === undefined ? {} : { in: { entity: entityJson(scope.in) } };
      return { op: "is", entity_type: scope.entityType, ...within };
    }
  }
}

function actionJson(scope: ActionScope): PolicyJson["action"] {
  switch (scope.kind) {
    case "any":
      return { op: "All" };
    case "equals":
      return { op: "==", entity: entityJson(scope.entity) };
    case "in": {
      const [only, second] = scope.entities;
      if (only !== undefined && second === undefined) return { op: "in", entity: entityJson(only) };
      return { op: "in", entities: scope.entities.map(entityJson) };
    }
  }
}

function entityJson({ type, id }: EntityLiteral): EntityJson {
  return { type, id };
}

function expressionJson(expression: Expression): ExpressionJson {
  switch (expression.kind) {
    case "literal":
      return { Value: literalJson(expression.value) };
    case "entity":
      return { Value: { __entity: { type: expression.type, id: expression.id } } };
    case "variable":
      return { Var: expression.name };
    case "and":
      return chainJson("&&", expression.operands);
    case "or":
      return chainJson("||", expression.operands);
    case "not":
      return { "!": { arg: expressionJson(expression.operand) } };
    case "negate":
      return { neg: { arg: expressionJson(expression.operand) } };
    case "isEmpty":
      return { isEmpty: { arg: expressionJson(expression.operand) } };
    case "binary": {
      const left = expressionJson(expression.left);
      return { [expression.operator]: { left, right: expressionJson(expression.right) } };
    }
    case "if":
      return {
        "if-then-else": {
          if: expressionJson(expression.condition),
          then: expressionJson(expression.then),
          else: expressionJson(expression.else),
        },
      };
    case "member":
      return { ".": { left: expressionJson(expression.operand), attr: expression.name } };
    case "has": {
      const { path } = expression;
      return { has: { left: expressionJson(expression.operand), attr: path.length === 1 ? path[0] : path } };
    }
    case "like":
      return {
        like: { left: expressionJson(expression.operand), pattern: patternJson(expression.pattern) },
      };
    case "is": {
      const within = expression.in === undefined ? {} : { in: expressionJson(expression.in) };
      return {
        is: { left: expressionJson(expression.operand), entity_type: expression.entityType, ...within },
      };
    }
    case "set":
      return { Set: expression.items.map(expressionJson) };
    case "record": {
      const members = expression.members.map(({ name, value }) => [name, expressionJson(value)] as const);
      return { Record: Object.fromEntries(members) };
    }
    case "call":
      return { [expression.name]: expression.arguments.map(expressionJson) };
  }
}

function literalJson(value: boolean | string | bigint): boolean | string | bigint | number {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Pairs from the left, as they are evaluated. */
function chainJson(operator: "&&" | "||", operands: readonly Expression[]): ExpressionJson {
  return operands
    .map(expressionJson)
    .reduce((left, right) => ({ [operator]: { left, right } }));
}

/** One element for each character, as Cedar writes it. */
function patternJson(pattern: LikePattern): readonly unknown[] {
  return pattern.flatMap((part): readonly unknown[] =>
    typeof part === "string" ? Array.from(part, (character) => ({ Literal: character })) : ["Wildcard"],
  );
}
