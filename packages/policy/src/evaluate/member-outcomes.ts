import { membersOf } from "./expression-node.ts";
import { attributeOf, type KnownRequest, systemContext, tagOf, within } from "./known-request.ts";
import {
  failure,
  known,
  map,
  map2,
  type Outcome,
  someBoolean,
  someTruth,
  someValue,
  unknown,
} from "./outcome.ts";
import { ofKind } from "./value.ts";

/** `context.input` is there and open, `context.system` is known; undefined when `left` is not the context itself. */
export function contextMember(request: KnownRequest, left: unknown, attribute: unknown): Outcome | undefined {
  if (membersOf(left).Var !== "context") return undefined;
  if (attribute === "system") return known(systemContext(request));
  return attribute === "input" ? someValue : unknown;
}

/** `self.attribute` of an entity or a record. */
export function memberOf(request: KnownRequest, self: Outcome, attribute: unknown): Outcome {
  if (typeof attribute !== "string") return unknown;
  return map(self, unknown, (value) => {
    const entity = ofKind(value, "entity");
    if (entity !== undefined) return attributeOf(request, entity, attribute);
    return known(ofKind(value, "record")?.members.get(attribute));
  });
}

/** `left has a.b` is `left has a && left.a has b`. */
export function has(
  request: KnownRequest,
  left: unknown,
  path: readonly unknown[],
  of: (part: unknown) => Outcome,
): Outcome {
  const [attribute, ...rest] = path;
  if (typeof attribute !== "string") return unknown;
  const inner = contextMember(request, left, attribute);
  if (inner !== undefined) {
    if (inner.canError) return someTruth;
    return rest.length === 0 ? known(true) : hasPath(request, inner, rest, inner.values === "any");
  }
  const { ".": parent } = membersOf(left);
  const isInput = contextMember(request, membersOf(parent).left, membersOf(parent).attr)?.canError === false;
  return hasPath(request, of(left), [attribute, ...rest], isInput);
}

/** `isRecord`: the value, though unknown, is surely a record, so that asking it for one member cannot error. */
function hasPath(
  request: KnownRequest,
  self: Outcome,
  [attribute, ...rest]: readonly unknown[],
  isRecord: boolean,
): Outcome {
  if (typeof attribute !== "string") return unknown;
  return map(self, isRecord && rest.length === 0 ? someBoolean : someTruth, (value) => {
    if (ofKind(value, "entity") === undefined && ofKind(value, "record") === undefined) return failure;
    const member = memberOf(request, known(value), attribute);
    if (member.values === "any") return someTruth;
    if (member.values.length === 0) return known(false);
    return rest.length === 0 ? known(true) : hasPath(request, member, rest, false);
  });
}

/** What `answer` makes of a tag, or of its absence. */
export function onTag(
  request: KnownRequest,
  self: Outcome,
  name: Outcome,
  otherwise: Outcome,
  answer: (tag: string | undefined) => Outcome,
): Outcome {
  return map2(self, name, otherwise, (value, tag) => {
    const entity = ofKind(value, "entity");
    return entity === undefined || typeof tag !== "string" ? failure : answer(tagOf(request, entity, tag));
  });
}

/** Cedar asks for the type first and looks at `in` only when it fits. */
export function isOfType(
  request: KnownRequest,
  self: Outcome,
  type: unknown,
  group: Outcome | undefined,
): Outcome {
  return map(self, someTruth, (value) => {
    const entity = ofKind(value, "entity");
    if (entity === undefined) return failure;
    if (entity.type !== type) return known(false);
    return group === undefined ? known(true) : map(group, someTruth, (of) => within(request, entity, of));
  });
}
