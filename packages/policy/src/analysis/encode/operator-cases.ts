import type { BinaryOperator } from "../../syntax/ast.ts";
import { always, defined, guarded, pairs } from "../cases.ts";
import { atMost, fitsLong, integer, less, minus, plus, times } from "../smt/integer-terms.ts";
import type { Script } from "../smt/script.ts";
import { allOf, type Bool, type Int, not } from "../smt/term.ts";
import type { Cases, Symbolic, SymbolicSet } from "../symbolic-value.ts";
import { type Comparison, isSet } from "./comparison.ts";

/** The operators whose result hangs on their two operands alone. */
export type PlainOperator = Exclude<BinaryOperator, "in" | "hasTag" | "getTag">;

/** Comparing, calculating, and asking sets. */
export class OperatorCases {
  private readonly script: Script;
  private readonly comparison: Comparison;

  constructor(script: Script, comparison: Comparison) {
    this.script = script;
    this.comparison = comparison;
  }

  binary(operator: PlainOperator, left: Cases, right: Cases): Cases {
    switch (operator) {
      case "==":
        return this.equality(left, right, false);
      case "!=":
        return this.equality(left, right, true);
      case "<":
        return ordered(left, right, less);
      case "<=":
        return ordered(left, right, atMost);
      case ">":
        return ordered(left, right, (a, b) => less(b, a));
      case ">=":
        return ordered(left, right, (a, b) => atMost(b, a));
      case "+":
        return this.calculated(left, right, plus);
      case "-":
        return this.calculated(left, right, minus);
      case "*":
        return this.calculated(left, right, times);
      case "contains":
        return pairs(left, right, (set, item) =>
          isSet(set) ? always(bool(this.comparison.contains(set, item))) : [],
        );
      case "containsAll":
        return onSets(left, right, (whole, part) => this.comparison.isWithin(part, whole));
      case "containsAny":
        return onSets(left, right, (a, b) => this.comparison.overlaps(a, b));
    }
  }

  negate(operand: Cases): Cases {
    return this.calculated(always({ kind: "integer", of: "long", term: integer(0) }), operand, minus);
  }

  isEmpty(operand: Cases): Cases {
    return operand.flatMap(({ when, value }) =>
      isSet(value) ? guarded(when, always(bool(this.comparison.isEmpty(value)))) : [],
    );
  }

  private equality(left: Cases, right: Cases, negated: boolean): Cases {
    const same = this.comparison.sameCases(left, right);
    return guarded(allOf(defined(left), defined(right)), always(bool(negated ? not(same) : same)));
  }

  private calculated(left: Cases, right: Cases, apply: (a: Int, b: Int) => Int): Cases {
    return pairs(left, right, (a, b) => {
      if (a.kind !== "integer" || b.kind !== "integer" || a.of !== "long" || b.of !== "long") return [];
      const term = this.script.name(apply(a.term, b.term));
      return guarded(fitsLong(term), always({ kind: "integer", of: "long", term }));
    });
  }
}

function ordered(left: Cases, right: Cases, test: (a: Int, b: Int) => Bool): Cases {
  return pairs(left, right, (a, b) => {
    const areOrdered = a.kind === "integer" && b.kind === "integer" && a.of === b.of && a.of !== "decimal";
    return areOrdered ? always(bool(test(a.term, b.term))) : [];
  });
}

function onSets(left: Cases, right: Cases, test: (a: SymbolicSet, b: SymbolicSet) => Bool): Cases {
  return pairs(left, right, (a, b) => (isSet(a) && isSet(b) ? always(bool(test(a, b))) : []));
}

function bool(term: Bool): Symbolic {
  return { kind: "bool", term };
}
