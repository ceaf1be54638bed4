import { Failure } from "../values/failure.ts";
import { mistyped } from "./operations.ts";
import { either, onOne } from "./possible-results.ts";
import type { EvaluationRequest } from "./request.ts";
import {
  eitherTruth,
  eitherTruthOrError,
  orError,
  Possible,
  type Result,
  resultOf,
  truthOf,
} from "./result.ts";

/** An expression, ready to be evaluated. */
export type Evaluator = (request: EvaluationRequest) => Result;

/** `!operand`. */
export function not(operand: Result): Result {
  if (typeof operand === "boolean") return !operand;
  if (operand === eitherTruth || operand === eitherTruthOrError) return operand;
  return onOne(operand, eitherTruthOrError, (value) =>
    typeof value === "boolean" ? !value : mistyped("!", "a boolean", value),
  );
}

/** `a && b && …` or `a || b || …`: what stands behind an operand that settles it is not evaluated. */
export function chain(operator: "&&" | "||" | "when", operands: readonly Evaluator[]): Evaluator {
  const stop = operator === "||";
  // most chains are short: what the function holds itself is sooner at hand than what an array holds
  const [first, second, third] = operands;
  return (request) => {
    for (let at = 0; ; at += 1) {
      const operand = at === 0 ? first : at === 1 ? second : at === 2 ? third : operands[at];
      if (operand === undefined) return !stop;
      const result = operand(request);
      if (result === stop) return stop;
      if (result === !stop) continue;
      if (result instanceof Possible) return openChain(request, result, operands, at + 1, stop);
      return definite(operator, result);
    }
  };
}

/** `if condition then a else b`: the branch that is not taken is not evaluated. */
export function choice(condition: Evaluator, a: Evaluator, b: Evaluator): Evaluator {
  return (request) => {
    const result = condition(request);
    if (result === true) return a(request);
    if (result === false) return b(request);
    if (!(result instanceof Possible)) return definite("if", result);
    const { canBeTrue, canBeFalse, canError } = truthOf(result);
    if (canBeTrue && canBeFalse) return orError(either(a(request), b(request)), canError);
    if (canBeTrue) return orError(a(request), canError);
    return canBeFalse ? orError(b(request), canError) : definite("if", undefined);
  };
}

/** The rest of a chain, from the operand at `next` on, when the one before may go several ways. */
function openChain(
  request: EvaluationRequest,
  before: Possible,
  operands: readonly Evaluator[],
  next: number,
  stop: boolean,
): Result {
  const ways = truthOf(before);
  let canGo = stop ? ways.canBeFalse : ways.canBeTrue;
  let canStop = stop ? ways.canBeTrue : ways.canBeFalse;
  let { canError } = ways;
  for (let at = next; canGo; at += 1) {
    const operand = operands[at];
    if (operand === undefined) break;
    const truth = truthOf(operand(request));
    canGo = stop ? truth.canBeFalse : truth.canBeTrue;
    canStop ||= stop ? truth.canBeTrue : truth.canBeFalse;
    canError ||= truth.canError;
  }
  return resultOf({ canBeTrue: stop ? canStop : canGo, canBeFalse: stop ? canGo : canStop, canError });
}

function definite(operator: string, result: Exclude<Result, Possible> | undefined): Failure {
  if (result instanceof Failure) return result;
  return result === undefined
    ? new Failure(`\`${operator}\` needs a boolean`)
    : mistyped(operator, "a boolean", result);
}
