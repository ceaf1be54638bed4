import { Failure } from "../values/failure.ts";
import { RecordValue, type Value } from "../values/value.ts";
import { mistyped } from "./operations.ts";
import { onOne } from "./possible-results.ts";
import { type EvaluationRequest, findEntity } from "./request.ts";
import {
  anything,
  eitherTruth,
  eitherTruthOrError,
  orError,
  Possible,
  type Result,
  resultOf,
  truthOf,
} from "./result.ts";

/** `operand.name`; `absent` is the error of an operand without that member. */
export function memberOf(request: EvaluationRequest, operand: Result, name: string, absent: Failure): Result {
  if (operand instanceof RecordValue) return operand.members.get(name) ?? absent;
  if (operand instanceof Possible && operand.members instanceof Map) {
    return orError(operand.members.get(name) ?? absent, operand.canError);
  }
  if (operand instanceof Possible && operand.values === undefined) return anything;
  return onOne(operand, anything, (value) => {
    const members = membersOf(request, value);
    return members === undefined
      ? mistyped(".", "an entity or a record", value)
      : (members.get(name) ?? absent);
  });
}

/** `operand has a.b.c`: each further name is asked of the member before. */
export function hasPath(request: EvaluationRequest, operand: Result, path: readonly string[]): Result {
  let of = operand;
  let canBeFalse = false;
  let canError = false;
  for (const name of path) {
    const has = hasMember(request, of, name);
    if (has !== true) {
      const truth = truthOf(has);
      canError ||= truth.canError;
      if (!truth.canBeTrue) {
        if (has instanceof Failure && !canBeFalse) return has;
        return resultOf({ canBeTrue: false, canBeFalse: canBeFalse || truth.canBeFalse, canError });
      }
      canBeFalse ||= truth.canBeFalse;
    }
    of = memberOf(request, of, name, noMember);
  }
  return resultOf({ canBeTrue: true, canBeFalse, canError });
}

const noMember = new Failure("The record or entity has no such attribute");

function hasMember(request: EvaluationRequest, operand: Result, name: string): Result {
  if (operand instanceof RecordValue) return operand.members.has(name);
  if (operand instanceof Possible && operand.members !== undefined) {
    if (operand.members === "open") return orError(eitherTruth, operand.canError);
    return orError(operand.members.has(name), operand.canError);
  }
  return onOne(operand, eitherTruthOrError, (value) => {
    const members = membersOf(request, value);
    return members === undefined ? mistyped("has", "an entity or a record", value) : members.has(name);
  });
}

const none: ReadonlyMap<string, Value> = new Map();

/** The members of a record, or the attributes of an entity, of which an unknown one has none. */
function membersOf(request: EvaluationRequest, value: Value): ReadonlyMap<string, Value> | undefined {
  if (typeof value !== "object") return undefined;
  if (value.kind === "record") return value.members;
  return value.kind === "entity" ? (findEntity(request, value)?.attributes ?? none) : undefined;
}
