import type { Context } from "./context.ts";
import { isGroup, namesCount } from "./counted-nouns.ts";
import { measures } from "./dimensions.ts";
import type { Condition } from "./intermediate.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import type { Quantity } from "./quantity.ts";
import { quantityCondition } from "./quantity-condition.ts";
import { fieldOfQuantity } from "./quantity-field.ts";
import { readQuantity } from "./read-quantity.ts";
import type { Reader } from "./reader.ts";
import type { Token } from "./tokens.ts";
import type { VocabularyField } from "./vocabulary.ts";

/** A comparison whose argument is left out: "under $500", "older than 18", "and less than 10", "weighing 5 kg or more". */
export function shorthand(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const measure = measures.get(reader.word());
    if (measure !== undefined) {
      reader.at += 1;
      reader.take("at", "for");
    }
    const group = measure === undefined ? groupWord(reader) : undefined;
    const quantified = readQuantity(reader, context);
    if (quantified === undefined) return undefined;
    const read: Quantity =
      group === undefined ? quantified : { ...quantified, nouns: [...quantified.nouns, group] };
    const isSum = read.intervals.some(({ low, high }) => (low ?? high)?.at.number.currency !== undefined);
    const quantity: Quantity =
      measure === undefined || isSum ? read : { ...read, of: read.of.length > 0 ? read.of : measure };
    const field = spokenOf(quantity, context) ?? fieldOfQuantity(quantity, context);
    // "for 30 days" may be exactly so many or up to so many
    if (quantity.bare && namesCount(quantity.nouns, field) === 0) return undefined;
    return quantityCondition(quantity, field, context);
  });
}

/** "parties of 5 to 8", "groups bigger than 20 people". */
function groupWord(reader: Reader): Token | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the", "any");
    const token = reader.peek();
    if (!isGroup(token)) return undefined;
    reader.at += 1;
    reader.take("size", "sizes");
    reader.take("of", "with");
    return token;
  });
}

/** The argument of the noun before, or of the condition before: "grades from 0 to 4", "at least 5 and under 10". */
function spokenOf(quantity: Quantity, context: Context): VocabularyField | undefined {
  const counted = quantity.intervals.some(({ low, high }) =>
    [low, high].some(
      (end) => end !== undefined && (end.at.number.currency !== undefined || end.at.unit !== undefined),
    ),
  );
  if (quantity.nouns.length > 0 || quantity.atOnce || quantity.of.length > 0) return undefined;
  const named =
    context.noun === undefined || counted ? undefined : matchField([context.noun], context.tools, "number");
  if (named?.kind === "one" && named.missing === 0) return named.field;
  const { last } = context;
  const isSum = quantity.intervals.some(({ low, high }) => (low ?? high)?.at.number.currency !== undefined);
  return last !== undefined && isOfKind(last, "number") && !isSum ? last : undefined;
}
