import { allOf, anyOf, type Bool, equal, implies, no, not, truth, yes } from "../smt/term.ts";
import type { Cases, InputSet, Symbolic, SymbolicRecord, SymbolicSet } from "../symbolic-value.ts";
import { Unencodable } from "../unencodable.ts";
import { columns } from "./columns.ts";
import { sameColumns } from "./universe.ts";
import type { Universes } from "./universes.ts";

/** Cedar's equality by value, and what sets are asked. */
export class Comparison {
  private readonly universes: Universes;

  constructor(universes: Universes) {
    this.universes = universes;
  }

  /** False for values of different types. */
  same(a: Symbolic, b: Symbolic): Bool {
    if (a === b) return yes;
    if (isSet(a)) return isSet(b) ? allOf(this.isWithin(a, b), this.isWithin(b, a)) : no;
    switch (a.kind) {
      case "bool":
        return b.kind === "bool" ? equal(a.term, b.term) : no;
      case "string":
        return b.kind === "string" ? equal(a.term, b.term) : no;
      case "integer":
        return b.kind === "integer" && a.of === b.of ? equal(a.term, b.term) : no;
      case "entity":
        return b.kind === "entity" && a.type === b.type ? equal(a.id, b.id) : no;
      case "ip":
        return truth(
          b.kind === "ip" &&
            a.value.version === b.value.version &&
            a.value.address === b.value.address &&
            a.value.prefix === b.value.prefix,
        );
      case "record":
        return b.kind === "record" ? this.sameRecord(a, b) : no;
    }
  }

  /** Whether both are defined and the same. */
  sameCases(a: Cases, b: Cases): Bool {
    return anyOf(
      ...a.flatMap((left) =>
        b.map((right) => allOf(left.when, right.when, this.same(left.value, right.value))),
      ),
    );
  }

  contains(set: SymbolicSet, item: Symbolic): Bool {
    if (set.kind === "set") {
      return anyOf(...set.items.map(({ when, value }) => allOf(when, this.same(value, item))));
    }
    const { fits, terms } = columns(set.shape, item);
    return fits === no ? no : allOf(fits, this.universes.of(set.shape).contains(set, terms));
  }

  isEmpty(set: SymbolicSet): Bool {
    if (set.kind === "set") return not(anyOf(...set.items.map(({ when }) => when)));
    const universe = this.universes.of(set.shape);
    return not(universe.some(set.predicate, (one) => universe.contains(set, one)));
  }

  /** Whether every item of `part` is in `whole`. */
  isWithin(part: SymbolicSet, whole: SymbolicSet): Bool {
    if (part.kind === "set") {
      return allOf(...part.items.map(({ when, value }) => implies(when, this.contains(whole, value))));
    }
    if (whole.kind === "input set") return this.isWithinInput(part, whole);
    const universe = this.universes.of(part.shape);
    const items = whole.items.map(({ when, value }) => {
      const { fits, terms } = columns(part.shape, value);
      return { when: allOf(when, fits), terms };
    });
    const name = `${part.predicate} ${items.map(({ when, terms }) => [when, ...terms].map((term) => term.text)).join()}`;
    const beyond = universe.some(name, (one) =>
      allOf(
        universe.contains(part, one),
        not(anyOf(...items.map(({ when, terms }) => allOf(when, sameColumns(one, terms))))),
      ),
    );
    return not(beyond);
  }

  /** Whether the sets share an item. */
  overlaps(a: SymbolicSet, b: SymbolicSet): Bool {
    if (a.kind === "set")
      return anyOf(...a.items.map(({ when, value }) => allOf(when, this.contains(b, value))));
    if (b.kind === "set") return this.overlaps(b, a);
    if (areApart(a, b)) return no;
    const universe = this.universes.of(a.shape);
    return universe.some(`${a.predicate} and ${b.predicate}`, (one) =>
      allOf(universe.contains(a, one), universe.contains(b, one)),
    );
  }

  private isWithinInput(part: InputSet, whole: InputSet): Bool {
    if (part.predicate === whole.predicate) return yes;
    if (areApart(part, whole)) return this.isEmpty(part);
    const universe = this.universes.of(part.shape);
    return not(
      universe.some(`${part.predicate} not ${whole.predicate}`, (one) =>
        allOf(universe.contains(part, one), not(universe.contains(whole, one))),
      ),
    );
  }

  private sameRecord(a: SymbolicRecord, b: SymbolicRecord): Bool {
    const names = new Set([...a.members.keys(), ...b.members.keys()]);
    return allOf(
      ...[...names].map((name) => {
        const left = a.members.get(name);
        const right = b.members.get(name);
        const here = left?.present ?? no;
        const there = right?.present ?? no;
        if (here === no || there === no) return allOf(not(here), not(there));
        const values = this.sameCases(left?.value() ?? [], right?.value() ?? []);
        return allOf(equal(here, there), implies(here, values));
      }),
    );
  }
}

export function isSet(value: Symbolic): value is SymbolicSet {
  return value.kind === "set" || value.kind === "input set";
}

/** Whether no value can be an item of both. Throws {@link Unencodable} where that is not plain to see. */
function areApart(a: InputSet, b: InputSet): boolean {
  if (JSON.stringify(a.shape) === JSON.stringify(b.shape)) return false;
  if (a.shape.kind !== b.shape.kind && !(isRecord(a) && isRecord(b))) return true;
  throw new Unencodable("it compares two sets of arguments whose items have different members");
}

function isRecord({ shape }: InputSet): boolean {
  return shape.kind === "record" || shape.kind === "opaque";
}
