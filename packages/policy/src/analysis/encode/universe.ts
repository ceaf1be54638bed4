import type { CedarShape } from "../../schema/cedar-shape.ts";
import type { Script } from "../smt/script.ts";
import { allOf, anyOf, application, type Bool, equal, implies, type Sort, type Term } from "../smt/term.ts";
import type { InputSet } from "../symbolic-value.ts";
import { defaults } from "./columns.ts";
import { wellFormed } from "./well-formed.ts";

type Element = readonly Term[];

/**
 * The items that sets of arguments of one shape are asked about. Sets are finite and formulas only ask whether an item is in
 * one, so it is enough to look at the items that policies name and at one witness for each question whether some item exists:
 * from any request, leaving all other items out of all sets changes no answer. And of any model, these items are finite sets.
 */
export class Universe {
  private readonly sorts: readonly Sort[];
  private readonly elements = new Map<string, Element>();
  private readonly sets: InputSet[] = [];
  private readonly questions = new Map<
    string,
    { readonly answer: Bool; readonly holds: (one: Element) => Bool }
  >();
  private readonly script: Script;
  private readonly shape: CedarShape;

  /** Throws {@link Unencodable} for items that hold sets. */
  constructor(script: Script, shape: CedarShape) {
    this.script = script;
    this.shape = shape;
    this.sorts = defaults(shape).map(({ sort }) => sort);
  }

  add(): InputSet {
    const predicate = this.script.declarePredicate(this.sorts);
    const set: InputSet = { kind: "input set", predicate, shape: this.shape };
    this.sets.push(set);
    return set;
  }

  /** Whether the set has the item with these columns. */
  contains(set: InputSet, element: Element): Bool {
    const short = element.map((term) => this.script.name(term));
    this.elements.set(keyOf(short), short);
    return application(set.predicate, short);
  }

  /** Whether some item satisfies `holds`, which must ask of a set that the item is in it, and add no items. */
  some(name: string, holds: (one: Element) => Bool): Bool {
    const known = this.questions.get(name);
    if (known !== undefined) return known.answer;
    const witness = this.sorts.map((sort) => this.script.declare(sort));
    this.elements.set(keyOf(witness), witness);
    const answer = this.script.declare("Bool");
    this.questions.set(name, { answer, holds });
    return answer;
  }

  /** States what the answers are, once all items are known. */
  finish(): void {
    for (const element of this.elements.values()) {
      for (const { predicate } of this.sets) {
        this.script.assert(implies(application(predicate, element), wellFormed(this.shape, element)));
      }
    }
    for (const { answer, holds } of this.questions.values()) {
      const someHolds = anyOf(...[...this.elements.values()].map((one) => this.script.name(holds(one))));
      this.script.assert(equal(answer, someHolds));
    }
  }

  /** All that has to be known of a model to tell its sets. */
  terms(): readonly Term[] {
    const columns = [...this.elements.values()].flat().filter(({ constant }) => constant === undefined);
    return [...columns, ...this.sets.flatMap((set) => this.membership(set).map(({ isIn }) => isIn))];
  }

  /** For each known item its columns and whether the set has it, to be read from a model. */
  membership(set: InputSet): readonly { readonly isIn: Bool; readonly columns: Element }[] {
    return [...this.elements.values()].map((columns) => ({
      isIn: application(set.predicate, columns),
      columns,
    }));
  }
}

/** Whether two lists of columns are the same value. */
export function sameColumns(a: Element, b: Element): Bool {
  return allOf(...a.map((term, index) => equal(term, b[index] ?? term)));
}

function keyOf(element: Element): string {
  return element.map(({ text }) => text).join(" ");
}
