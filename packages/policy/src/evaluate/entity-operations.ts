import type { Failure } from "../values/failure.ts";
import { EntityValue, type Value } from "../values/value.ts";
import { mistyped } from "./operations.ts";
import { onOne, onTwo } from "./possible-results.ts";
import { type EvaluationRequest, findEntity } from "./request.ts";
import { anything, eitherTruth, eitherTruthOrError, type Result } from "./result.ts";

/** `left in right`, with an entity or a set of them on the right. */
export function isIn(request: EvaluationRequest, left: Result, right: Result): Result {
  return onTwo(left, right, eitherTruthOrError, (entity, groups) => {
    if (!(entity instanceof EntityValue)) return mistyped("in", "an entity on its left", entity);
    if (groups instanceof EntityValue) return isWithin(request, entity, groups);
    return isWithinAny(request, entity, groups);
  });
}

/** Whether the entity is the group, or the group holds it, also by way of others. */
function isWithin(request: EvaluationRequest, entity: EntityValue, group: EntityValue): boolean {
  return entity.key === group.key || (findEntity(request, entity)?.ancestors.has(group.key) ?? false);
}

/** `operand is type`. */
export function isOfType(operand: Result, type: string): Result {
  if (operand instanceof EntityValue) return operand.type === type;
  return onOne(operand, eitherTruthOrError, (value) =>
    value instanceof EntityValue ? value.type === type : mistyped("is", "an entity", value),
  );
}

/** `left.hasTag(right)`. */
export function hasTag(request: EvaluationRequest, left: Result, right: Result): Result {
  if (left instanceof EntityValue && typeof right === "string") {
    const known = findEntity(request, left);
    if (known === undefined) return false;
    return known.tags.has(right) || (known.moreTags ? eitherTruth : false);
  }
  return onTwo(left, right, eitherTruthOrError, (entity, tag) =>
    entity instanceof EntityValue && typeof tag === "string"
      ? hasTag(request, entity, tag)
      : mistypedTag("hasTag", entity, tag),
  );
}

/** `left.getTag(right)`; `absent` is the error of an entity without that tag. */
export function getTag(request: EvaluationRequest, left: Result, right: Result, absent: Failure): Result {
  if (left instanceof EntityValue && typeof right === "string") {
    const known = findEntity(request, left);
    return known?.tags.get(right) ?? (known?.moreTags === true ? anything : absent);
  }
  return onTwo(left, right, anything, (entity, tag) =>
    entity instanceof EntityValue && typeof tag === "string"
      ? getTag(request, entity, tag, absent)
      : mistypedTag("getTag", entity, tag),
  );
}

function mistypedTag(operator: string, entity: Value, tag: Value): Failure {
  return entity instanceof EntityValue
    ? mistyped(operator, "a string as the tag's name", tag)
    : mistyped(operator, "an entity", entity);
}

function isWithinAny(request: EvaluationRequest, entity: EntityValue, groups: Value): boolean | Failure {
  if (typeof groups !== "object" || groups.kind !== "set") {
    return mistyped("in", "an entity or a set of entities on its right", groups);
  }
  const known: EntityValue[] = [];
  for (const group of groups.items) {
    if (!(group instanceof EntityValue)) return mistyped("in", "a set of nothing but entities", group);
    known.push(group);
  }
  return known.some((group) => isWithin(request, entity, group));
}
