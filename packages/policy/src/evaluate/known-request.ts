import type { Principal } from "./decision.ts";
import { failure, known, type Outcome, someBoolean } from "./outcome.ts";
import { type EntityValue, ofKind, type Value } from "./value.ts";

/** A request before its arguments are known: who asks, for which action, through which gateway, and when. */
export interface KnownRequest {
  readonly principal: Principal;
  /** `<Target>___<tool>`. */
  readonly action: string;
  /** The action's groups. */
  readonly actionGroups: readonly string[];
  /** The gateway's ARN. */
  readonly resource: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const actionType = "AgentCore::Action";

/** `principal`, `action` or `resource` as an entity. */
export function requestEntity(request: KnownRequest, variable: unknown): EntityValue | undefined {
  switch (variable) {
    case "principal":
      return { kind: "entity", type: request.principal.type, id: request.principal.id };
    case "action":
      return { kind: "entity", type: actionType, id: request.action };
    case "resource":
      return { kind: "entity", type: "AgentCore::Gateway", id: request.resource };
    default:
      return undefined;
  }
}

/** `context.system`. */
export function systemContext(request: KnownRequest): Value {
  const now: Value = { kind: "datetime", amount: BigInt(Math.trunc(request.now)) };
  return { kind: "record", members: new Map([["now", now]]) };
}

/** An attribute of an entity: only a caller who is known has one, its `id`. */
export function attributeOf(request: KnownRequest, entity: EntityValue, attribute: string): Outcome {
  if (attribute !== "id" || !isCaller(request, entity)) return failure;
  return entity.type === "AgentCore::Anonymous" ? failure : known(entity.id);
}

/** A tag of an entity: the caller's claims, and none of anything else. */
export function tagOf(request: KnownRequest, entity: EntityValue, tag: string): string | undefined {
  const { tags } = request.principal;
  return isCaller(request, entity) && Object.hasOwn(tags, tag) ? tags[tag] : undefined;
}

/** Cedar's `in`: an entity is in itself, an action in its groups; nothing else of ours has parents. */
export function within(request: KnownRequest, left: Value, right: Value): Outcome {
  const entity = ofKind(left, "entity");
  const groups = (ofKind(right, "set")?.items ?? [right]).map((group) => ofKind(group, "entity"));
  if (entity === undefined || groups.includes(undefined)) return failure;
  const holds = groups.map((group) => group !== undefined && isWithin(request, entity, group));
  if (holds.includes(true)) return known(true);
  return holds.includes("maybe") ? someBoolean : known(false);
}

function isWithin(request: KnownRequest, entity: EntityValue, group: EntityValue): boolean | "maybe" {
  if (entity.type !== group.type) return false;
  if (entity.id === group.id) return true;
  if (entity.type !== actionType) return false;
  return entity.id === request.action ? request.actionGroups.includes(group.id) : "maybe";
}

function isCaller(request: KnownRequest, entity: EntityValue): boolean {
  return entity.type === request.principal.type && entity.id === request.principal.id;
}
