import { EntityValue } from "../values/value.ts";
import type { CompiledPolicy } from "./compile-policy.ts";
import type { Entity } from "./request.ts";

/** The policies that could apply to an action, each list ordered by id. */
export interface ActionPolicies {
  readonly forbids: readonly CompiledPolicy[];
  readonly permits: readonly CompiledPolicy[];
  readonly logOnly: readonly CompiledPolicy[];
}

/** The ids of policies that do not count for an action, by its id. */
export type ActionExceptions = ReadonlyMap<string, ReadonlySet<string>>;

/** Policies behind an index of actions. It never changes: a changed set is a new one made of the same compiled policies. */
export class PolicySet {
  private readonly logOnly: ReadonlySet<CompiledPolicy>;
  private readonly except: ActionExceptions;
  private readonly anyAction: CompiledPolicy[] = [];
  /** By the key of the action that the scope names. */
  private readonly named = new Map<string, CompiledPolicy[]>();
  /** By the key of the group that the scope names. */
  private readonly within = new Map<string, CompiledPolicy[]>();
  private readonly found = new WeakMap<Entity, ActionPolicies>();

  /** `logOnly` are the policies whose effect is only recorded; `except` leaves policies out for some actions. */
  constructor(
    active: readonly CompiledPolicy[],
    logOnly: readonly CompiledPolicy[] = [],
    except: ActionExceptions = new Map(),
  ) {
    this.logOnly = new Set(logOnly);
    this.except = except;
    for (const policy of [...active, ...logOnly]) this.add(policy);
  }

  /** The policies that could apply to the action, remembered for as long as the same object stands for it. */
  forAction(action: Entity): ActionPolicies {
    const known = this.found.get(action);
    if (known !== undefined) return known;
    const policies = this.find(action);
    this.found.set(action, policies);
    return policies;
  }

  private add(compiled: CompiledPolicy): void {
    const scope = compiled.policy.action;
    if (scope.kind === "any") {
      this.anyAction.push(compiled);
      return;
    }
    const entities = scope.kind === "in" ? scope.entities : [scope.entity];
    for (const { type, id } of entities) {
      const { key } = new EntityValue(type, id);
      addTo(this.named, key, compiled);
      if (scope.kind === "in") addTo(this.within, key, compiled);
    }
  }

  private find(action: Entity): ActionPolicies {
    const found = new Set([...this.anyAction, ...(this.named.get(action.uid.key) ?? [])]);
    for (const group of action.ancestors)
      for (const policy of this.within.get(group) ?? []) found.add(policy);
    const left = this.except.get(action.uid.id);
    const ordered = [...found].filter(({ id }) => !left?.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const active = ordered.filter((policy) => !this.logOnly.has(policy));
    return {
      forbids: active.filter(({ policy }) => policy.effect === "forbid"),
      permits: active.filter(({ policy }) => policy.effect === "permit"),
      logOnly: ordered.filter((policy) => this.logOnly.has(policy)),
    };
  }
}

function addTo(index: Map<string, CompiledPolicy[]>, key: string, policy: CompiledPolicy): void {
  const policies = index.get(key);
  if (policies === undefined) index.set(key, [policy]);
  else policies.push(policy);
}
