import type { Principal } from "../../evaluate/decision.ts";
import type { Expression, Policy } from "../../syntax/ast.ts";
import { nodesOf } from "../../syntax/nodes-of.ts";

const span = { start: 0, end: 0 };
const principal: Expression = { kind: "variable", name: "principal", span };

/** A permit that applies to callers with this id, and with these claims as far as the policies read any. */
export function callerPolicy({ id, tags }: Principal, policies: readonly Policy[]): Policy {
  const names = new Set(policies.flatMap((policy) => [...nodesOf(policy)].flatMap(tagRead)));
  const conditions = [
    isEqual({ kind: "member", operand: principal, name: "id", span }, id),
    ...[...names].flatMap((name) => {
      const has = tag("hasTag", name);
      const value = Object.hasOwn(tags, name) ? tags[name] : undefined;
      return value === undefined
        ? [{ kind: "not", operand: has, span } as const]
        : [has, isEqual(tag("getTag", name), value)];
    }),
  ];
  const open = { kind: "any", span } as const;
  return {
    effect: "permit",
    annotations: [],
    principal: open,
    action: open,
    resource: open,
    conditions: conditions.map((body) => ({ kind: "when", body, span })),
    comments: [],
    span,
  };
}

function tagRead(node: Expression): readonly string[] {
  if (node.kind !== "binary" || (node.operator !== "getTag" && node.operator !== "hasTag")) return [];
  const { right } = node;
  return right.kind === "literal" && typeof right.value === "string" ? [right.value] : [];
}

function tag(operator: "hasTag" | "getTag", name: string): Expression {
  return { kind: "binary", operator, left: principal, right: { kind: "literal", value: name, span }, span };
}

function isEqual(left: Expression, value: string): Expression {
  return { kind: "binary", operator: "==", left, right: { kind: "literal", value, span }, span };
}
