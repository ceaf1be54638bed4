import { matchField } from "../conditions/match-fields.ts";
import { type NamedValue, nounAhead } from "../conditions/named-value.ts";
import type { Context } from "../context.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { quantityCondition } from "./quantity-condition.ts";
import { fieldOfSubject } from "./quantity-of-subject.ts";
import { readQuantity } from "./read-quantity.ts";

/** A noun and its number: "port 443", "rooms 100 through 199", "alarms of level 4 or 5"; throws {@link Refusal} where the number does not fit. */
export function namedQuantity(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the");
    for (let length = 2; length > 0; length -= 1) {
      // looked at first, since finding the argument takes longer
      if (reader.peek(length)?.kind !== "number") continue;
      const noun = nounAhead(reader, length);
      const match = noun === undefined ? undefined : matchField(noun, context.tools, "number");
      if (noun === undefined || match?.kind !== "one" || !isHead(noun, match.field)) continue;
      const found = reader.attempt(() => {
        reader.at += length;
        const quantity = readQuantity(reader, context);
        if (quantity === undefined) return undefined;
        return quantityCondition(quantity, fieldOfSubject(noun, quantity, context), context, noun);
      });
      if (found !== undefined) return { condition: found, noun };
    }
    return undefined;
  });
}

const comparing =
  /^(?:than|over|under|above|below|up|at|to|from|in|by|of|per|before|after|since|until|within|more|less|least|most|max|min|maximum|minimum|last|next|first|old|each|every|between|and|or|not|no|exactly)$/;

/** Whether the argument's own name holds the last of the words. */
function isHead(noun: readonly Token[], { nameStems }: VocabularyField): boolean {
  const head = noun.at(-1);
  // "older than 24 hours" compares, even where an argument is called `olderThanDays`
  return head?.kind === "word" && nameStems.includes(head.stem) && !comparing.test(head.lower);
}
