import { always, guarded, pairs } from "../cases.ts";
import type { Environment } from "../environment.ts";
import { allOf, anyOf, type Bool, equal, no, not } from "../smt/term.ts";
import { text } from "../smt/text-terms.ts";
import type { Cases, Symbolic } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { type Comparison, isSet } from "./comparison.ts";
import type { RequestSymbols, TagSymbols } from "./request-symbols.ts";

type Entity = Extract<Symbolic, { kind: "entity" }>;

const actionType = "AgentCore::Action";

/** What entities are asked: attributes, tags, and whether one is in another. Only the caller has any data. */
export class EntityCases {
  readonly principal: Entity;
  private readonly environment: Environment;
  private readonly symbols: RequestSymbols;
  private readonly comparison: Comparison;

  constructor(environment: Environment, symbols: RequestSymbols, comparison: Comparison) {
    this.environment = environment;
    this.symbols = symbols;
    this.comparison = comparison;
    this.principal = {
      kind: "entity",
      type: environment.principalType,
      // asked for late, so that a name that no policy reads is not declared
      get id() {
        return symbols.principalId;
      },
    };
  }

  get action(): Entity {
    return { kind: "entity", type: actionType, id: text(this.environment.action) };
  }

  get resource(): Entity {
    return { kind: "entity", type: "AgentCore::Gateway", id: text(this.environment.gatewayArn) };
  }

  isSame(a: Symbolic, b: Symbolic): Bool {
    return this.comparison.same(a, b);
  }

  attribute(entity: Entity, name: string): Cases {
    if (name !== "id" || entity.type === "AgentCore::Anonymous") return [];
    return guarded(this.isCaller(entity), always({ kind: "string", term: this.symbols.principalId }));
  }

  hasTag(entities: Cases, names: Cases): Cases {
    return pairs(entities, names, (entity, name) => {
      if (entity.kind !== "entity" || name.kind !== "string") return [];
      return always({ kind: "bool", term: allOf(this.isCaller(entity), this.tag(name).present) });
    });
  }

  getTag(entities: Cases, names: Cases): Cases {
    return pairs(entities, names, (entity, name) => {
      if (entity.kind !== "entity" || name.kind !== "string") return [];
      const { present, value } = this.tag(name);
      return guarded(allOf(this.isCaller(entity), present), always({ kind: "string", term: value }));
    });
  }

  /** `left in right`, where `right` is an entity or a set of entities. */
  isIn(left: Cases, right: Cases): Cases {
    return pairs(left, right, (entity, within) => {
      if (entity.kind !== "entity") return [];
      if (within.kind === "entity") return always({ kind: "bool", term: this.isWithin(entity, within) });
      if (!isSet(within)) return [];
      // no argument of a tool is an entity, so a set of arguments is an error unless it is empty
      if (within.kind === "input set") {
        return guarded(this.comparison.isEmpty(within), always({ kind: "bool", term: no }));
      }
      const strange = within.items.filter(({ value }) => value.kind !== "entity");
      const held = within.items.map(({ when, value }) =>
        value.kind === "entity" ? allOf(when, this.isWithin(entity, value)) : no,
      );
      return guarded(
        not(anyOf(...strange.map(({ when }) => when))),
        always({ kind: "bool", term: anyOf(...held) }),
      );
    });
  }

  private isWithin(entity: Entity, group: Entity): Bool {
    const same = this.comparison.same(entity, group);
    if (entity.type !== actionType || group.type !== actionType) return same;
    const isGroup = anyOf(...this.environment.actionGroups.map((name) => equal(group.id, text(name))));
    return anyOf(same, allOf(equal(entity.id, text(this.environment.action)), isGroup));
  }

  private isCaller(entity: Entity): Bool {
    return this.comparison.same(entity, this.principal);
  }

  private tag(name: Extract<Symbolic, { kind: "string" }>): TagSymbols {
    if (typeof name.term.constant === "string") return this.symbols.tag(name.term.constant);
    throw new Unencodable("it reads a tag whose name it computes");
  }
}
