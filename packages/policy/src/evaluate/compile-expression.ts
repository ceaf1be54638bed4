import type { Expression } from "../syntax/ast.ts";
import { Failure } from "../values/failure.ts";
import { EntityValue, long, SetValue, type Value } from "../values/value.ts";
import { constant, onceOfConstants } from "./constant.ts";
import {
  binary,
  call,
  has,
  isA,
  like,
  member,
  record,
  tag,
  tagged,
  together,
  unary,
  variables,
  within,
} from "./evaluators.ts";
import { pathOf } from "./expression-path.ts";
import { likeMatcher } from "./like-matcher.ts";
import { chain, choice, type Evaluator, not } from "./logic.ts";
import { isEmpty, negate, type Operation, type Operator, operations } from "./operations.ts";
import { shareEvaluator } from "./share-evaluators.ts";

export interface CompileOptions {
  /** Stands around the evaluation of every node: how an explanation sees each part's value. */
  readonly wrap?: ((node: Expression, evaluate: Evaluator) => Evaluator) | undefined;
  /** Operations in place of Cedar's, for tests that must see a wrong one found out. */
  readonly operations?: Partial<Readonly<Record<Operator, Operation>>> | undefined;
}

/** Deeper expressions would endanger the stack. */
const deepest = 1_000;

/** The one definition of what an expression means, as a function of the request. Throws RangeError beyond 1,000 levels. */
export function compileExpression(expression: Expression, options: CompileOptions = {}): Evaluator {
  const { wrap, operations: replaced = {} } = options;
  const meant = { ...operations, ...replaced };
  const isShared = wrap === undefined && Object.keys(replaced).length === 0;
  return compileNode(expression, 0);

  function compileNode(node: Expression, depth: number): Evaluator {
    if (depth > deepest) throw new RangeError(`A condition is nested deeper than ${deepest} levels`);
    const parts: Evaluator[] = [];
    const evaluate = meaning(node, (part) => {
      const compiled = compileNode(part, depth + 1);
      parts.push(compiled);
      return compiled;
    });
    return isShared ? shareEvaluator(node, parts, evaluate) : (wrap?.(node, evaluate) ?? evaluate);
  }

  function onBoth(
    node: Extract<Expression, { kind: "binary" }>,
    left: Evaluator,
    right: Evaluator,
  ): Evaluator {
    switch (node.operator) {
      case "in":
        return within(left, right);
      case "hasTag":
        return tagged(left, right);
      case "getTag":
        return tag(left, right, noTag(node.left, node.right));
      default:
        return binary(meant[node.operator], left, right);
    }
  }

  function meaning(node: Expression, of: (part: Expression) => Evaluator): Evaluator {
    switch (node.kind) {
      case "literal":
        return constant(literal(node.value));
      case "entity":
        return constant(new EntityValue(node.type, node.id));
      case "variable":
        return variables[node.name];
      case "and":
        return chain("&&", node.operands.map(of));
      case "or":
        return chain("||", node.operands.map(of));
      case "not":
        return unary(of(node.operand), not);
      case "negate":
        return unary(of(node.operand), negate);
      case "isEmpty":
        return unary(of(node.operand), isEmpty);
      case "binary":
        return onBoth(node, of(node.left), of(node.right));
      case "if":
        return choice(of(node.condition), of(node.then), of(node.else));
      case "member":
        return member(of(node.operand), node.name, noMember(node.operand, node.name));
      case "has":
        return has(of(node.operand), node.path);
      case "like":
        return like(of(node.operand), likeMatcher(node.pattern));
      case "is":
        return isA(of(node.operand), node.entityType, node.in && of(node.in));
      case "set":
        return onceOfConstants(node.items.map(of), (items) =>
          together(items, (values) => new SetValue(values)),
        );
      case "record": {
        const names = node.members.map(({ name }) => name);
        return onceOfConstants(
          node.members.map(({ value }) => of(value)),
          (values) => record(names, values),
        );
      }
      case "call":
        return onceOfConstants(node.arguments.map(of), (operands) => call(node.name, operands));
    }
  }
}

function literal(value: boolean | string | bigint): Value | Failure {
  if (typeof value !== "bigint") return value;
  return long(value) ?? new Failure("An integer of the policy does not fit 64 bits");
}

function noMember(operand: Expression, name: string): Failure {
  return new Failure(`${subject(operand)} has no attribute \`${name}\``);
}

function noTag(operand: Expression, name: Expression): Failure {
  // a name that is not of the policy's own text may be an argument
  const which = name.kind === "literal" ? `tag \`${name.value}\`` : "tag of that name";
  return new Failure(`${subject(operand)} has no ${which}`);
}

function subject(operand: Expression): string {
  const path = pathOf(operand);
  return path === undefined ? "What stands before it" : `\`${path}\``;
}
