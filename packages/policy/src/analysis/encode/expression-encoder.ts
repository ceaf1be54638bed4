import type { Expression, Variable } from "../../syntax/ast.ts";
import { EntityValue } from "../../values/value.ts";
import { always, type Condition, casesOf, conditionOf, defined, guarded, merged } from "../cases.ts";
import type { Script } from "../smt/script.ts";
import { allOf, anyOf, type Bool, implies, no, yes } from "../smt/term.ts";
import { matches } from "../smt/text-terms.ts";
import type { Cases, Symbolic } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { constantValue } from "./constant-value.ts";
import type { EntityCases } from "./entity-cases.ts";
import { extensionCases } from "./extension-cases.ts";
import type { OperatorCases } from "./operator-cases.ts";

/** As deep as the evaluator goes. */
const deepest = 1_000;

/** Expressions to cases. Throws {@link Unencodable} for what no formula says. */
export class ExpressionEncoder {
  private readonly script: Script;
  private readonly context: Symbolic;
  private readonly entities: EntityCases;
  private readonly operators: OperatorCases;
  private depth = 0;

  constructor(script: Script, context: Symbolic, entities: EntityCases, operators: OperatorCases) {
    this.script = script;
    this.context = context;
    this.entities = entities;
    this.operators = operators;
  }

  /** The expression as a condition: what is no boolean is an error. */
  condition(expression: Expression): Condition {
    return conditionOf(this.script, this.cases(expression));
  }

  cases(expression: Expression): Cases {
    if (expression.kind === "variable") return always(this.variable(expression.name));
    if (this.depth >= deepest) throw new Unencodable(`it is nested deeper than ${deepest} levels`);
    this.depth += 1;
    try {
      return merged(this.script, this.unmerged(expression));
    } finally {
      this.depth -= 1;
    }
  }

  private unmerged(expression: Expression): Cases {
    switch (expression.kind) {
      case "literal":
        return always(constantValue(expression.value));
      case "entity":
        return always(constantValue(new EntityValue(expression.type, expression.id)));
      case "variable":
        return this.cases(expression);
      case "and":
      case "or":
        return casesOf(this.chain(expression.kind, expression.operands));
      case "not": {
        const { isTrue, isFalse, defined } = this.condition(expression.operand);
        return casesOf({ isTrue: isFalse, isFalse: isTrue, defined });
      }
      case "negate":
        return this.operators.negate(this.cases(expression.operand));
      case "isEmpty":
        return this.operators.isEmpty(this.cases(expression.operand));
      case "binary":
        return this.binary(expression);
      case "if":
        return this.choice(expression);
      case "member":
        return this.member(this.cases(expression.operand), expression.name);
      case "has":
        return casesOf(this.has(this.cases(expression.operand), expression.path));
      case "like":
        return this.each(expression.operand, (value) =>
          value.kind === "string" ? bool(matches(value.term, expression.pattern)) : [],
        );
      case "is":
        return this.is(expression);
      case "set":
        return this.set(expression.items);
      case "record":
        return this.record(expression);
      case "call":
        return extensionCases(
          this.script,
          expression.name,
          expression.arguments.map((each) => this.cases(each)),
        );
    }
  }

  private variable(name: Variable): Symbolic {
    return name === "context" ? this.context : this.entities[name];
  }

  /** From the left, as far as it needs to go. */
  private chain(kind: "and" | "or", operands: readonly Expression[]): Condition {
    let goesOn: Bool = yes;
    const ends: Bool[] = [];
    const whole: Bool[] = [];
    for (const operand of operands) {
      // what is never reached may be nothing that a formula could say
      if (goesOn === no) break;
      const { isTrue, isFalse, defined } = this.condition(operand);
      whole.push(this.script.name(implies(goesOn, defined)));
      ends.push(allOf(goesOn, kind === "and" ? isFalse : isTrue));
      goesOn = this.script.name(allOf(goesOn, kind === "and" ? isTrue : isFalse));
    }
    const ended = this.script.name(anyOf(...ends));
    const defined = this.script.name(allOf(...whole));
    return kind === "and"
      ? { isTrue: goesOn, isFalse: ended, defined }
      : { isTrue: ended, isFalse: goesOn, defined };
  }

  private binary(expression: Extract<Expression, { kind: "binary" }>): Cases {
    const left = this.cases(expression.left);
    const right = this.cases(expression.right);
    switch (expression.operator) {
      case "in":
        return this.entities.isIn(left, right);
      case "hasTag":
        return this.entities.hasTag(left, right);
      case "getTag":
        return this.entities.getTag(left, right);
      default:
        return this.operators.binary(expression.operator, left, right);
    }
  }

  private choice(expression: Extract<Expression, { kind: "if" }>): Cases {
    const { isTrue, isFalse } = this.condition(expression.condition);
    return [
      ...(isTrue === no ? [] : guarded(isTrue, this.cases(expression.then))),
      ...(isFalse === no ? [] : guarded(isFalse, this.cases(expression.else))),
    ];
  }

  private member(cases: Cases, name: string): Cases {
    return cases.flatMap(({ when, value }) => {
      if (value.kind === "entity") return guarded(when, this.entities.attribute(value, name));
      const member = value.kind === "record" ? value.members.get(name) : undefined;
      return member === undefined ? [] : guarded(allOf(when, member.present), member.value());
    });
  }

  /** `e has a.b` is `e has a && e.a has b`. */
  private has(cases: Cases, path: readonly string[]): Condition {
    const [name, ...rest] = path;
    if (name === undefined) return { isTrue: yes, isFalse: no, defined: yes };
    const here = cases.flatMap(({ when, value }) => {
      if (value.kind === "entity") {
        return guarded(when, bool(defined(this.entities.attribute(value, name))));
      }
      if (value.kind !== "record") return [];
      return guarded(when, bool(value.members.get(name)?.present ?? no));
    });
    const first = conditionOf(this.script, here);
    if (rest.length === 0 || first.isTrue === no) return first;
    const inner = this.has(merged(this.script, this.member(cases, name)), rest);
    return {
      isTrue: allOf(first.isTrue, inner.isTrue),
      isFalse: anyOf(first.isFalse, allOf(first.isTrue, inner.isFalse)),
      defined: allOf(first.defined, implies(first.isTrue, inner.defined)),
    };
  }

  private is(expression: Extract<Expression, { kind: "is" }>): Cases {
    const { entityType } = expression;
    const operand = this.cases(expression.operand);
    const ofType = operand.filter(({ value }) => value.kind === "entity" && value.type === entityType);
    const others = operand.filter(({ value }) => value.kind === "entity" && value.type !== entityType);
    const within =
      expression.in === undefined || ofType.length === 0
        ? guarded(defined(ofType), bool(yes))
        : this.entities.isIn(ofType, this.cases(expression.in));
    return [...within, ...guarded(defined(others), bool(no))];
  }

  private set(items: readonly Expression[]): Cases {
    const all = items.map((item) => this.cases(item));
    return guarded(allOf(...all.map(defined)), always({ kind: "set", items: all.flat() }));
  }

  private record(expression: Extract<Expression, { kind: "record" }>): Cases {
    const members = expression.members.map(({ name, value }) => ({ name, cases: this.cases(value) }));
    return guarded(
      allOf(...members.map(({ cases }) => defined(cases))),
      always({
        kind: "record",
        members: new Map(members.map(({ name, cases }) => [name, { present: yes, value: () => cases }])),
      }),
    );
  }

  private each(operand: Expression, apply: (value: Symbolic) => Cases): Cases {
    return this.cases(operand).flatMap(({ when, value }) => guarded(when, apply(value)));
  }
}

function bool(term: Bool): Cases {
  return always({ kind: "bool", term });
}
