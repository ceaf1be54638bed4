import type { Value } from "../../values/value.ts";
import { always } from "../cases.ts";
import { integer } from "../smt/integer-terms.ts";
import { truth, yes } from "../smt/term.ts";
import { text } from "../smt/text-terms.ts";
import type { Symbolic } from "../symbolic-value.ts";

/** A known value. Throws {@link Unencodable} for text that SMT-LIB cannot write. */
export function constantValue(value: Value): Symbolic {
  switch (typeof value) {
    case "boolean":
      return { kind: "bool", term: truth(value) };
    case "string":
      return { kind: "string", term: text(value) };
    case "number":
    case "bigint":
      return { kind: "integer", of: "long", term: integer(value) };
    case "object":
      switch (value.kind) {
        case "entity":
          return { kind: "entity", type: value.type, id: text(value.id) };
        case "set":
          return {
            kind: "set",
            items: value.items.map((item) => ({ when: yes, value: constantValue(item) })),
          };
        case "record":
          return {
            kind: "record",
            members: new Map(
              [...value.members].map(([name, member]) => {
                const cases = always(constantValue(member));
                return [name, { present: yes, value: () => cases }];
              }),
            ),
          };
        case "decimal":
        case "datetime":
        case "duration":
          return { kind: "integer", of: value.kind, term: integer(value.amount) };
        case "ip":
          return { kind: "ip", value };
      }
  }
}
