import type { Expression } from "../syntax/ast.ts";
import { Failure } from "../values/failure.ts";
import { EntityValue, long, SetValue, type Value } from "../values/value.ts";
import { getTag, hasTag, isIn } from "./entity-operations.ts";
import { binary, call, isA, like, record, together, unary, variables } from "./evaluators.ts";
import { pathOf } from "./expression-path.ts";
import { likeMatcher } from "./like-matcher.ts";
import { chain, choice, type Evaluator, not } from "./logic.ts";
import { hasPath, memberOf } from "./member-access.ts";
import { isEmpty, negate, type Operation, type Operator, operations } from "./operations.ts";
import type { Result } from "./result.ts";

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
  const meant = { ...operations, ...options.operations };
  return compileNode(expression, 0);

  function compileNode(node: Expression, depth: number): Evaluator {
    if (depth > deepest) throw new RangeError(`A condition is nested deeper than ${deepest} levels`);
    const evaluate = meaning(node, depth);
    return options.wrap?.(node, evaluate) ?? evaluate;
  }

  function onBoth(
    node: Extract<Expression, { kind: "binary" }>,
    left: Evaluator,
    right: Evaluator,
  ): Evaluator {
    switch (node.operator) {
      case "in":
        return (request) => isIn(request, left(request), right(request));
      case "hasTag":
        return (request) => hasTag(request, left(request), right(request));
      case "getTag": {
        const absent = noTag(node.left, node.right);
        return (request) => getTag(request, left(request), right(request), absent);
      }
      default:
        return binary(meant[node.operator], left, right);
    }
  }

  function meaning(node: Expression, depth: number): Evaluator {
    const of = (part: Expression): Evaluator => compileNode(part, depth + 1);
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
        return member(node.operand, of(node.operand), node.name);
      case "has": {
        const operand = of(node.operand);
        return (request) => hasPath(request, operand(request), node.path);
      }
      case "like":
        return like(of(node.operand), likeMatcher(node.pattern));
      case "is":
        return isA(of(node.operand), node.entityType, node.in && of(node.in));
      case "set":
        return once(node.items.map(of), (items) => together(items, (values) => new SetValue(values)));
      case "record": {
        const names = node.members.map(({ name }) => name);
        return once(
          node.members.map(({ value }) => of(value)),
          (values) => record(names, values),
        );
      }
      case "call":
        return once(node.arguments.map(of), (operands) => call(node.name, operands));
    }
  }
}

/** What these answer does not hang on the request. */
const constants = new WeakSet<Evaluator>();

function constant(value: Value | Failure): Evaluator {
  const evaluate: Evaluator = () => value;
  constants.add(evaluate);
  return evaluate;
}

/** What is made of constants alone is made once. */
function once(
  operands: readonly Evaluator[],
  make: (operands: readonly Evaluator[]) => Evaluator,
): Evaluator {
  const evaluate = make(operands);
  if (!operands.every((operand) => constants.has(operand))) return evaluate;
  let made: Result | undefined;
  const kept: Evaluator = (request) => {
    made ??= evaluate(request);
    return made;
  };
  constants.add(kept);
  return kept;
}

function literal(value: boolean | string | bigint): Value | Failure {
  if (typeof value !== "bigint") return value;
  return long(value) ?? new Failure("An integer of the policy does not fit 64 bits");
}

function member(operand: Expression, evaluate: Evaluator, name: string): Evaluator {
  const absent = new Failure(`${subject(operand)} has no attribute \`${name}\``);
  return (request) => memberOf(request, evaluate(request), name, absent);
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
