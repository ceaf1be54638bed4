import type { ExtensionName, Variable } from "../syntax/ast.ts";
import { callExtension, extensionOperations } from "../values/extension-operations.ts";
import { Failure } from "../values/failure.ts";
import { RecordValue, type Value } from "../values/value.ts";
import { constantOf } from "./constant.ts";
import { getTag, hasTag, isIn, isOfType } from "./entity-operations.ts";
import type { Evaluator } from "./logic.ts";
import { hasPath, memberOf } from "./member-access.ts";
import { mistyped, type Operation } from "./operations.ts";
import { onOne, onTwo } from "./possible-results.ts";
import type { EvaluationRequest } from "./request.ts";
import { anything, anyValue, eitherTruthOrError, orError, Possible, type Result } from "./result.ts";

/** The request's variables; one function each, since there are few and every policy uses them. */
export const variables: Readonly<Record<Variable, Evaluator>> = {
  principal: (request) => request.principal.uid,
  action: (request) => request.action.uid,
  resource: (request) => request.resource.uid,
  context: (request) => request.context,
};

/** An operator on one operand. */
export function unary(operand: Evaluator, apply: (operand: Result) => Result): Evaluator {
  return (request) => apply(operand(request));
}

/** An operator on two operands; one that is constant is not asked again. */
export function binary(apply: Operation, left: Evaluator, right: Evaluator): Evaluator {
  const a = constantOf(left);
  const b = constantOf(right);
  if (b !== undefined) return constantRight(apply, left, b);
  if (a !== undefined) return constantLeft(apply, a, right);
  return (request) => apply(left(request), right(request));
}

function constantRight(apply: Operation, left: Evaluator, b: Result): Evaluator {
  return (request) => apply(left(request), b);
}

function constantLeft(apply: Operation, a: Result, right: Evaluator): Evaluator {
  return (request) => apply(a, right(request));
}

/** `operand.name`; `absent` is the error of an operand without that member. */
export function member(operand: Evaluator, name: string, absent: Failure): Evaluator {
  return (request) => memberOf(request, operand(request), name, absent);
}

/** `operand has a.b.c`. */
export function has(operand: Evaluator, path: readonly string[]): Evaluator {
  return (request) => hasPath(request, operand(request), path);
}

/** `entity in group`. */
export function within(entity: Evaluator, group: Evaluator): Evaluator {
  return (request) => isIn(request, entity(request), group(request));
}

/** `entity.hasTag(name)`. */
export function tagged(entity: Evaluator, name: Evaluator): Evaluator {
  return (request) => hasTag(request, entity(request), name(request));
}

/** `entity.getTag(name)`; `absent` is the error of an entity without that tag. */
export function tag(entity: Evaluator, name: Evaluator, absent: Failure): Evaluator {
  return (request) => getTag(request, entity(request), name(request), absent);
}

/** `operand like "pattern"`. */
export function like(operand: Evaluator, fits: (text: string) => boolean): Evaluator {
  const apply = (value: Value): Result =>
    typeof value === "string" ? fits(value) : mistyped("like", "a string", value);
  return (request) => {
    const text = operand(request);
    return typeof text === "string" ? fits(text) : onOne(text, eitherTruthOrError, apply);
  };
}

/** `operand is type`, and with a group `operand is type in group`, which is not looked at when the type differs. */
export function isA(operand: Evaluator, type: string, group: Evaluator | undefined): Evaluator {
  if (group === undefined) return (request) => isOfType(operand(request), type);
  return (request) => {
    const entity = operand(request);
    if (entity instanceof Failure) return entity;
    return onOne(entity, eitherTruthOrError, (value) => {
      const is = isOfType(value, type);
      return is === true ? isIn(request, value, group(request)) : is;
    });
  };
}

/** A call of an extension function; a wrong number of arguments is an error of the evaluation. */
export function call(name: ExtensionName, operands: readonly Evaluator[]): Evaluator {
  const { arguments: expected, apply } = extensionOperations[name];
  const [self, other] = operands;
  if (operands.length === expected && self !== undefined) {
    if (other !== undefined) return (request) => onTwo(self(request), other(request), anything, apply);
    const alone = (value: Value): Result => apply(value, undefined);
    return (request) => onOne(self(request), anything, alone);
  }
  return together(operands, (values) => callExtension(name, values));
}

/** One value made of several, all of which are evaluated; of what is not certain nothing is kept but whether it may fail. */
export function together(
  operands: readonly Evaluator[],
  make: (values: readonly Value[]) => Value | Failure,
): Evaluator {
  return (request) => {
    const results = evaluateAll(operands, request);
    if (results instanceof Failure) return results;
    return results.every(isCertain) ? make(results) : orError(anyValue, canError(results));
  };
}

/** `{name: operand, …}`. */
export function record(names: readonly string[], operands: readonly Evaluator[]): Evaluator {
  return (request) => {
    const results = evaluateAll(operands, request);
    if (results instanceof Failure) return results;
    const certain = new Map<string, Value>();
    const members = new Map<string, Value | Possible>();
    for (const [index, result] of results.entries()) {
      const name = names[index] ?? "";
      members.set(name, result);
      if (isCertain(result)) certain.set(name, result);
    }
    if (certain.size === members.size) return new RecordValue(certain);
    return new Possible(undefined, canError(results), members);
  };
}

function evaluateAll(
  operands: readonly Evaluator[],
  request: EvaluationRequest,
): readonly (Value | Possible)[] | Failure {
  const results: (Value | Possible)[] = [];
  for (const operand of operands) {
    const result = operand(request);
    if (result instanceof Failure) return result;
    results.push(result);
  }
  return results;
}

function isCertain(result: Value | Possible): result is Value {
  return !(result instanceof Possible);
}

function canError(results: readonly (Value | Possible)[]): boolean {
  return results.some((result) => result instanceof Possible && result.canError);
}
