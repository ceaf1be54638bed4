import { certainValues } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { matchField } from "./match-fields.ts";

const mostWords = 4;

/** An argument and its certain values side by side, without a verb: "… and country code US or CA", `or category "otp"`. */
export function fieldBesideValue(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the");
    for (let length = mostWords; length > 0; length -= 1) {
      const words = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
      if (words.length < length || words.some((token) => token.kind !== "word" || joins.test(token.lower)))
        continue;
      const match = matchField(words, context.tools, "text");
      if (match.kind !== "one" || match.missing > 0) continue;
      const { field } = match;
      if (field.shape.kind !== "string") continue;
      const found = reader.attempt(() => {
        reader.at += length;
        reader.take("of", "set to", "=", ":", "equal to");
        reader.take("either");
        const from = reader.at;
        const certain = certainValues(reader, field, false);
        // no text is two values at once
        const both = reader.slice(from, reader.at).some(isAnd);
        if (certain === undefined || both) return undefined;
        const { values } = certain;
        context.last = field;
        const condition: Condition = { kind: "text", field, test: "is", values };
        return condition;
      });
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

function isAnd(token: Token): boolean {
  return token.kind === "word" ? token.lower === "and" : token.kind === "mark" && token.text === "&";
}

const joins = /^(?:or|and|but|nor|is|are|set|not|no)$/;
