import type { ActionScope, Condition, EntityLiteral, Policy, PrincipalScope } from "../../syntax/ast.ts";
import { EntityValue } from "../../values/value.ts";
import { always, conditionOf } from "../cases.ts";
import type { Script } from "../smt/script.ts";
import { allOf, anyOf, type Bool, no, not, truth, yes } from "../smt/term.ts";
import type { Symbolic } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { constantValue } from "./constant-value.ts";
import type { EntityCases } from "./entity-cases.ts";
import type { ExpressionEncoder } from "./expression-encoder.ts";

/** When a policy applies to a request, and when evaluating it is an error, so that Cedar skips it. */
export type EncodedPolicy =
  | { readonly kind: "encoded"; readonly applies: Bool; readonly fails: Bool }
  /** No formula says it. */
  | { readonly kind: "unknown"; readonly why: string };

/** Scope and conditions, in the order in which Cedar evaluates them. */
export class PolicyEncoder {
  private readonly script: Script;
  private readonly entities: EntityCases;
  private readonly expressions: ExpressionEncoder;

  constructor(script: Script, entities: EntityCases, expressions: ExpressionEncoder) {
    this.script = script;
    this.entities = entities;
    this.expressions = expressions;
  }

  encode(policy: Policy): EncodedPolicy {
    try {
      return { kind: "encoded", ...this.conditions(this.scope(policy), policy.conditions) };
    } catch (error) {
      if (error instanceof Unencodable) return { kind: "unknown", why: error.message };
      throw error;
    }
  }

  private conditions(scope: Bool, conditions: readonly Condition[]): { applies: Bool; fails: Bool } {
    let applies = scope;
    const fails: Bool[] = [];
    for (const { kind, body } of conditions) {
      // what is never reached may be nothing that a formula could say
      if (applies === no) break;
      const { isTrue, isFalse, defined } = this.expressions.condition(body);
      fails.push(allOf(applies, not(defined)));
      applies = this.script.name(allOf(applies, kind === "when" ? isTrue : isFalse));
    }
    return { applies, fails: this.script.name(anyOf(...fails)) };
  }

  private scope({ principal, action, resource }: Policy): Bool {
    return allOf(
      this.actionScope(action),
      this.entityScope(this.entities.resource, resource),
      this.entityScope(this.entities.principal, principal),
    );
  }

  private entityScope(entity: Symbolic, scope: PrincipalScope): Bool {
    switch (scope.kind) {
      case "any":
        return yes;
      case "equals":
        return this.isEqual(entity, scope.entity);
      case "in":
        return this.isIn(entity, [scope.entity]);
      case "is": {
        const isOfType = truth(entity.kind === "entity" && entity.type === scope.entityType);
        return scope.in === undefined || isOfType === no
          ? isOfType
          : allOf(isOfType, this.isIn(entity, [scope.in]));
      }
    }
  }

  private actionScope(scope: ActionScope): Bool {
    switch (scope.kind) {
      case "any":
        return yes;
      case "equals":
        return this.isEqual(this.entities.action, scope.entity);
      case "in":
        return this.isIn(this.entities.action, scope.entities);
    }
  }

  private isEqual(entity: Symbolic, literal: EntityLiteral): Bool {
    return this.entities.isSame(entity, entityOf(literal));
  }

  private isIn(entity: Symbolic, literals: readonly EntityLiteral[]): Bool {
    const within = literals.map((literal) => ({ when: yes, value: entityOf(literal) }));
    return conditionOf(
      this.script,
      this.entities.isIn(always(entity), always({ kind: "set", items: within })),
    ).isTrue;
  }
}

function entityOf({ type, id }: EntityLiteral): Symbolic {
  return constantValue(new EntityValue(type, id));
}
