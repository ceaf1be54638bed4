import { type DatetimeValue, type EntityValue, RecordValue, type Value } from "../values/value.ts";
import { anyRecord, Possible } from "./result.ts";

/** What is known of an entity. */
export interface Entity {
  readonly uid: EntityValue;
  readonly attributes: ReadonlyMap<string, Value>;
  readonly tags: ReadonlyMap<string, Value>;
  /** It may have further tags, which are not known. */
  readonly moreTags: boolean;
  /** The keys ({@link EntityValue.key}) of all entities that hold it, also by way of others; itself aside. */
  readonly ancestors: ReadonlySet<string>;
}

/** What is asked of policies. An action's entity is made once for each tool, so that its policies are found by it. */
export interface EvaluationRequest {
  readonly principal: Entity;
  readonly action: Entity;
  readonly resource: Entity;
  readonly context: RecordValue | Possible;
  /** Further entities by key; a gateway has none. */
  readonly others?: ReadonlyMap<string, Entity> | undefined;
}

const none: ReadonlyMap<string, Value> = new Map();
const noAncestors: ReadonlySet<string> = new Set();

/** An entity of which no more is known than is given here. */
export function entity(uid: EntityValue, known: Partial<Omit<Entity, "uid">> = {}): Entity {
  return {
    uid,
    attributes: known.attributes ?? none,
    tags: known.tags ?? none,
    moreTags: known.moreTags ?? false,
    ancestors: known.ancestors ?? noAncestors,
  };
}

/** What the request knows of the entity. */
export function findEntity(request: EvaluationRequest, uid: EntityValue): Entity | undefined {
  const { key } = uid;
  if (request.principal.uid.key === key) return request.principal;
  if (request.action.uid.key === key) return request.action;
  if (request.resource.uid.key === key) return request.resource;
  return request.others?.get(key);
}

/** The context of a call of a tool. */
export function callContext(input: RecordValue, now: DatetimeValue): RecordValue {
  return new RecordValue(
    new Map([
      ["input", input],
      ["system", systemContext(now)],
    ]),
  );
}

/** The context of a call whose arguments are not known yet, as tools/list asks about it. */
export function listContext(now: DatetimeValue): Possible {
  const members = new Map<string, Value | Possible>([
    ["input", anyRecord],
    ["system", systemContext(now)],
  ]);
  return new Possible(undefined, false, members);
}

function systemContext(now: DatetimeValue): RecordValue {
  return new RecordValue(new Map([["now", now]]));
}
