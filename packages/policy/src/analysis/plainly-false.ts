import { pathOf } from "../evaluate/expression-path.ts";
import type { BinaryOperator, Expression, Policy } from "../syntax/ast.ts";
import type { Claim } from "./claim.ts";

/** Whether the claim is true of no request, as far as that is plain to see without formulas. */
export function isPlainlyFalse(claim: Claim, policies: readonly Policy[]): boolean {
  switch (claim.kind) {
    case "applies": {
      const policy = policies[claim.policy];
      return policy !== undefined && contradictsItself(policy);
    }
    case "fails":
    case "not":
      return false;
    case "all":
      return claim.claims.some((each) => isPlainlyFalse(each, policies));
    case "any":
      return claim.claims.every((each) => isPlainlyFalse(each, policies));
  }
}

/** What the conditions leave of one path: integers from `from` to `to`, or the one text. */
interface Left {
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
  readonly text: string | undefined;
}

/** Whether the conditions ask two things of one path that no value is: `amount < 10` and `amount > 20`, or two texts. */
function contradictsItself(policy: Policy): boolean {
  const left = new Map<string, Left>();
  for (const { kind, body } of policy.conditions) {
    for (const part of kind === "when" ? conjuncts(body) : [negated(body)]) {
      if (part === undefined || part.kind !== "binary") continue;
      const asked = comparison(part.operator, part.left, part.right);
      if (asked === undefined) continue;
      const known = left.get(asked.path);
      const both = known === undefined ? asked : meet(known, asked);
      if (both === undefined || isEmpty(both)) return true;
      left.set(asked.path, both);
    }
  }
  return false;
}

function conjuncts(expression: Expression): readonly Expression[] {
  return expression.kind === "and" ? expression.operands.flatMap(conjuncts) : [expression];
}

const opposites: Partial<Record<BinaryOperator, BinaryOperator>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "!=": "==",
};

function negated(expression: Expression): Expression | undefined {
  const opposite = expression.kind === "binary" ? opposites[expression.operator] : undefined;
  return expression.kind === "binary" && opposite !== undefined
    ? { ...expression, operator: opposite }
    : undefined;
}

function comparison(
  operator: BinaryOperator,
  path: Expression,
  literal: Expression,
): (Left & { readonly path: string }) | undefined {
  const name = pathOf(path);
  if (name === undefined || literal.kind !== "literal") return undefined;
  const { value } = literal;
  const nothing = { path: name, from: undefined, to: undefined, text: undefined };
  if (typeof value === "string") return operator === "==" ? { ...nothing, text: value } : undefined;
  if (typeof value !== "bigint") return undefined;
  switch (operator) {
    case "==":
      return { ...nothing, from: value, to: value };
    case "<":
      return { ...nothing, to: value - 1n };
    case "<=":
      return { ...nothing, to: value };
    case ">":
      return { ...nothing, from: value + 1n };
    case ">=":
      return { ...nothing, from: value };
    default:
      return undefined;
  }
}

/** Undefined where no value is both. */
function meet(a: Left, b: Left): Left | undefined {
  const isNumber = (left: Left) => left.from !== undefined || left.to !== undefined;
  if (a.text !== undefined && b.text !== undefined && a.text !== b.text) return undefined;
  if ((a.text !== undefined && isNumber(b)) || (b.text !== undefined && isNumber(a))) return undefined;
  return {
    from: a.from === undefined || (b.from !== undefined && b.from > a.from) ? b.from : a.from,
    to: a.to === undefined || (b.to !== undefined && b.to < a.to) ? b.to : a.to,
    text: a.text ?? b.text,
  };
}

function isEmpty({ from, to }: Left): boolean {
  return from !== undefined && to !== undefined && from > to;
}
