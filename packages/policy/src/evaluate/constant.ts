import type { Failure } from "../values/failure.ts";
import { EntityValue, type Value } from "../values/value.ts";
import type { Evaluator } from "./logic.ts";
import { type EvaluationRequest, entity } from "./request.ts";
import { Possible } from "./result.ts";

/** What they answer, whatever the request. */
const constants = new WeakMap<Evaluator, Value | Failure>();

/** An evaluator that does not look at the request. */
export function constant(value: Value | Failure): Evaluator {
  const evaluate: Evaluator = () => value;
  constants.set(evaluate, value);
  return evaluate;
}

/** What the evaluator answers, whatever the request; undefined when it hangs on the request. */
export function constantOf(evaluate: Evaluator): Value | Failure | undefined {
  return constants.get(evaluate);
}

/** What is made of constants alone is made once, and is one itself. */
export function onceOfConstants(
  operands: readonly Evaluator[],
  make: (operands: readonly Evaluator[]) => Evaluator,
): Evaluator {
  const evaluate = make(operands);
  if (!operands.every((operand) => constants.has(operand))) return evaluate;
  const value = evaluate(notLookedAt);
  return value instanceof Possible ? evaluate : constant(value);
}

const nobody = entity(new EntityValue("", ""));
const notLookedAt: EvaluationRequest = {
  principal: nobody,
  action: nobody,
  resource: nobody,
  context: new Possible(undefined, true),
};
