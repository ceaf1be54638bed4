import type { CedarShape } from "../../schema/cedar-shape.ts";
import { between } from "../smt/integer-terms.ts";
import { allOf, anyOf, type Bool, equal, isSort, no, not, symbol, type Term, yes } from "../smt/term.ts";
import { isOptional, rangeOf } from "./argument-range.ts";
import { defaults } from "./columns.ts";

/** What holds for terms that are the columns of some value of the shape. */
export function wellFormed(shape: CedarShape, terms: readonly Term[]): Bool {
  switch (shape.kind) {
    case "string":
    case "bool":
    case "opaque":
      return yes;
    case "long":
    case "decimal": {
      const { from, to } = rangeOf(shape.kind);
      return allOf(...terms.map((term) => (isSort(term, "Int") ? between(term, from, to) : no)));
    }
    case "record": {
      let rest = terms;
      const take = (count: number): readonly Term[] => {
        const taken = rest.slice(0, count);
        rest = rest.slice(count);
        return taken;
      };
      return allOf(
        ...shape.members.map((member) => {
          const [flag] = isOptional(member) ? take(1) : [];
          const defaultTerms = defaults(member.shape);
          const part = take(defaultTerms.length);
          if (flag === undefined) return wellFormed(member.shape, part);
          const absent = allOf(...part.map((term, index) => equal(term, defaultTerms[index] ?? term)));
          return anyOf(
            allOf(symbol("Bool", flag.text), wellFormed(member.shape, part)),
            allOf(not(symbol("Bool", flag.text)), absent),
          );
        }),
      );
    }
    // the columns of such shapes are refused before
    case "set":
      return no;
  }
}
