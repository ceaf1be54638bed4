import { sameInAll } from "../conditions/argument-noun.ts";
import { isOfKind } from "../conditions/match-fields.ts";
import type { NamedValue } from "../conditions/named-value.ts";
import type { Context } from "../context.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { quantityCondition } from "./quantity-condition.ts";
import { readQuantity } from "./read-quantity.ts";
import { unitNamed } from "./units.ts";

/** How long something has been in a state that an argument counts: "tickets open for 72 hours or longer" of `hoursOpen`. */
export function stateQuantity(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    reader.take(
      "that have been",
      "that has been",
      "which have been",
      "that are",
      "that were",
      "which are",
      "have been",
      "has been",
      "having been",
      "been",
    );
    const state = reader.peek();
    if (state?.kind !== "word") return undefined;
    reader.at += 1;
    if (reader.take("for", "since") !== "for") return undefined;
    const field = sameInAll(context.tools, (tool) => stateOf(state, tool), "number");
    if (field === undefined) return undefined;
    const quantity = readQuantity(reader, context);
    // "for 72 hours" may be at least or exactly so many
    if (
      quantity === undefined ||
      quantity.intervals.some(({ low, high }) => low !== undefined && high !== undefined)
    )
      return undefined;
    return { condition: quantityCondition(quantity, field, context, [state]), noun: [] };
  });
}

/** The number whose name holds nothing but the state and a unit of time. */
function stateOf(state: WordToken, { fields }: VocabularyTool): VocabularyField | undefined {
  const [field, other] = fields.filter(
    (each) =>
      isOfKind(each, "number") &&
      each.unit !== undefined &&
      each.nameStems.includes(state.stem) &&
      each.nameStems.every(
        (name) => name === state.stem || unitNamed(name) !== undefined || unitNamed(`${name}s`) !== undefined,
      ),
  );
  return other === undefined ? field : undefined;
}
