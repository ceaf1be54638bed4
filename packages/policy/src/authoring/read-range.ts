import type { Context } from "./context.ts";
import type { Condition } from "./intermediate.ts";
import { fitted, readUnit } from "./read-amount.ts";
import { type Reader, spanOf } from "./reader.ts";
import { refuse } from "./refusal.ts";
import { fieldOf } from "./subject-field.ts";
import type { Token } from "./tokens.ts";

/** "between 10 and 20 inclusive": whether the bounds belong to it has to be said. */
export function readRange(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  return reader.attempt(() => {
    const start = reader.at;
    if (reader.take("between", "in the range", "from", "in the range of", "within") === undefined)
      return undefined;
    reader.take("of", "from");
    const low = reader.peek();
    if (low?.kind !== "number") return undefined;
    reader.at += 1;
    const lowUnit = readUnit(reader);
    if (reader.take("and", "to", "up to", "-", "–", "through") === undefined) return undefined;
    const high = reader.peek();
    if (high?.kind !== "number") return undefined;
    reader.at += 1;
    const highUnit = readUnit(reader);
    const bounds = reader.take(
      "( inclusive )",
      ", inclusive",
      "inclusive",
      "including both",
      "including both ends",
      "both included",
      ", both included",
      "( exclusive )",
      ", exclusive",
      "exclusive",
      "( both included )",
      ", endpoints included",
      ", both ends included",
      ", both inclusive",
      "both inclusive",
      "( both inclusive )",
      ", bounds included",
      ", inclusively",
      "inclusively",
    );
    if (bounds === undefined) {
      refuse(
        "It is not said whether the bounds belong to the range",
        spanOf(reader.slice(start, reader.at)),
        {
          advice: 'Add "inclusive" or "exclusive", or write "at least … and at most …".',
        },
      );
    }
    const field = fieldOf(subject, "number", context);
    const open = bounds.includes("exclusive");
    const number =
      low.currency === undefined && high.currency !== undefined ? { ...low, currency: high.currency } : low;
    return {
      kind: "all",
      of: [
        {
          kind: "order",
          field,
          order: open ? ">" : ">=",
          value: fitted(field, { number, unit: lowUnit.unit ?? highUnit.unit, tail: lowUnit.tail }, context),
        },
        {
          kind: "order",
          field,
          order: open ? "<" : "<=",
          value: fitted(field, { number: high, unit: highUnit.unit, tail: highUnit.tail }, context),
        },
      ],
    };
  });
}
