import type { ActionScope, Annotation, Condition, EntityLiteral, Policy, PrincipalScope } from "./ast.ts";
import { expressionFromJson } from "./expression-from-json.ts";
import {
  checkedText,
  elements,
  failAt,
  JsonFormFailure,
  type JsonPart,
  member,
  memberNames,
  textOf,
} from "./json-form.ts";
import { isActionType, isTypeName } from "./names.ts";
import { entityOf } from "./value-from-json.ts";

/** A policy, or a sentence on what is not Cedar's JSON form. */
export type PolicyFromJsonResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly message: string };

const span = { start: 0, end: 0 };

/** Reads a static policy in Cedar's JSON form; every span is empty. Source: Cedar guide, "JSON policy format". */
export function policyFromJson(json: unknown): PolicyFromJsonResult {
  try {
    return { ok: true, policy: readPolicy({ json, at: "", depth: 0 }) };
  } catch (failure) {
    if (failure instanceof JsonFormFailure) return { ok: false, message: failure.message };
    throw failure;
  }
}

function readPolicy(part: JsonPart): Policy {
  const known = ["effect", "principal", "action", "resource", "conditions", "annotations"];
  const names = memberNames(part, "an object", known);
  const effect = member(part, "effect");
  if (effect.json !== "permit" && effect.json !== "forbid") return failAt(effect, "`permit` or `forbid`");
  return {
    effect: effect.json,
    annotations: names.includes("annotations") ? readAnnotations(member(part, "annotations")) : [],
    principal: readScope(member(part, "principal")),
    action: readAction(member(part, "action")),
    resource: readScope(member(part, "resource")),
    conditions: elements(member(part, "conditions"), "a list of conditions").map(readCondition),
    comments: [],
    span,
  };
}

function readAnnotations(part: JsonPart): readonly Annotation[] {
  return memberNames(part, "an object of annotations").map((name) => {
    const value = member(part, name);
    if (!/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name)) failAt(value, "a name that an annotation can bear");
    const bare = value.json === null;
    return { name, value: bare ? "" : textOf(value, "text or null"), bare, span };
  });
}

function readScope(part: JsonPart): PrincipalScope {
  memberNames(part, "a scope", ["op", "entity", "entity_type", "in"]);
  const op = member(part, "op");
  switch (op.json) {
    case "All":
      memberNames(part, "a scope of `All`", ["op"]);
      return { kind: "any", span };
    case "==":
      memberNames(part, "a scope of `==`", ["op", "entity"]);
      return { kind: "equals", entity: readEntity(member(part, "entity")), span };
    case "in":
      memberNames(part, "a scope of `in`", ["op", "entity"]);
      return { kind: "in", entity: readEntity(member(part, "entity")), span };
    case "is": {
      const names = memberNames(part, "a scope of `is`", ["op", "entity_type", "in"]);
      const entityType = checkedText(member(part, "entity_type"), isTypeName, "the name of a type");
      const within = names.includes("in") ? readEntity(member(member(part, "in"), "entity")) : undefined;
      return { kind: "is", entityType, in: within, span };
    }
    default:
      return failAt(op, "`All`, `==`, `in` or `is`");
  }
}

function readAction(part: JsonPart): ActionScope {
  const names = memberNames(part, "a scope", ["op", "entity", "entities"]);
  const op = member(part, "op");
  switch (op.json) {
    case "All":
      memberNames(part, "a scope of `All`", ["op"]);
      return { kind: "any", span };
    case "==":
      memberNames(part, "a scope of `==`", ["op", "entity"]);
      return { kind: "equals", entity: readActionEntity(member(part, "entity")), span };
    case "in": {
      if (names.includes("entities")) {
        memberNames(part, "a scope of `in` a list", ["op", "entities"]);
        const list = elements(member(part, "entities"), "a list of entities");
        return { kind: "in", entities: list.map(readActionEntity), list: true, span };
      }
      return { kind: "in", entities: [readActionEntity(member(part, "entity"))], list: false, span };
    }
    default:
      return failAt(op, "`All`, `==` or `in`");
  }
}

function readEntity(part: JsonPart): EntityLiteral {
  return { ...entityOf(part), span };
}

function readActionEntity(part: JsonPart): EntityLiteral {
  const entity = readEntity(part);
  return isActionType(entity.type) ? entity : failAt(part, "an action: its type is not `Action`");
}

function readCondition(part: JsonPart): Condition {
  memberNames(part, "a condition", ["kind", "body"]);
  const kind = member(part, "kind");
  if (kind.json !== "when" && kind.json !== "unless") return failAt(kind, "`when` or `unless`");
  return { kind: kind.json, body: expressionFromJson(member(part, "body")), span };
}
