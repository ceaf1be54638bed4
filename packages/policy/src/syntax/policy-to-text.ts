import type { ActionScope, EntityLiteral, Expression, Policy, PrincipalScope } from "./ast.ts";
import { expressionToText } from "./expression-to-text.ts";
import { quoteText } from "./quote-text.ts";

/** A policy as Cedar text that parses to the same policy, but for its spans; its comments stand before it. */
export function policyToText(policy: Policy): string {
  const { effect, conditions } = policy;
  const comments = policy.comments.map(({ text }) => `//${text}\n`);
  const annotations = policy.annotations.map(
    ({ name, value, bare }) => `@${name}${bare ? "" : `(${quoteText(value)})`}\n`,
  );
  const scope = [
    scopeText("principal", policy.principal),
    actionText(policy.action),
    scopeText("resource", policy.resource),
  ];
  const clauses = conditions.map(({ kind, body }) => ` ${kind} {\n  ${conditionText(body)}\n}`);
  return `${comments.join("")}${annotations.join("")}${effect}(\n  ${scope.join(",\n  ")}\n)${clauses.join("")};\n`;
}

function scopeText(element: "principal" | "resource", scope: PrincipalScope): string {
  switch (scope.kind) {
    case "any":
      return element;
    case "equals":
      return `${element} == ${entityText(scope.entity)}`;
    case "in":
      return `${element} in ${entityText(scope.entity)}`;
    case "is": {
      const within = scope.in === undefined ? "" : ` in ${entityText(scope.in)}`;
      return `${element} is ${scope.entityType}${within}`;
    }
  }
}

function actionText(scope: ActionScope): string {
  switch (scope.kind) {
    case "any":
      return "action";
    case "equals":
      return `action == ${entityText(scope.entity)}`;
    case "in": {
      const entities = scope.entities.map(entityText).join(", ");
      return `action in ${scope.list ? `[${entities}]` : entities}`;
    }
  }
}

function entityText({ type, id }: EntityLiteral): string {
  return `${type}::${quoteText(id)}`;
}

/** Each part of an `&&` on a line of its own. */
function conditionText(body: Expression): string {
  return body.kind === "and"
    ? body.operands.map((operand) => expressionToText(operand, 3)).join(" &&\n  ")
    : expressionToText(body);
}
