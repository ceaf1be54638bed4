import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { matchField } from "./match-fields.ts";
import { readValues, type TextValue } from "./read-values.ts";

const longestName = 4;

/** What a list or a text holds: each of the values where "and" joins them, one of them where "or" does. */
export function heldValues(
  field: VocabularyField,
  values: readonly TextValue[],
  tokens: readonly Token[],
): Condition {
  const test = field.shape.kind === "set" ? "is" : "contains";
  const texts = values.map(({ text }) => text);
  if (!isAllMeant(values, tokens)) return { kind: "text", field, test, values: texts };
  return { kind: "all", of: texts.map((text) => ({ kind: "text", field, test, values: [text] })) };
}

/** Whether "and" stands before the last value. */
export function isAllMeant(values: readonly TextValue[], tokens: readonly Token[]): boolean {
  const last = values.at(-1)?.token;
  const before = last === undefined ? undefined : tokens[tokens.indexOf(last) - 1];
  return values.length > 1 && /^(?:and|&)$/i.test(before?.text ?? "");
}

/** "The languages "en" and "es"" that a list has to hold; only values that are quoted or known are certain to be some. */
export function listedRequirement(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("both", "all of");
    reader.take("the", "a", "an");
    for (let length = longestName; length > 0; length -= 1) {
      const words = reader.slice(reader.at, reader.at + length);
      if (words.length < length || words.some(({ kind }) => kind !== "word")) continue;
      const match = matchField(words, context.tools, "text");
      if (match.kind !== "one" || match.missing > 0 || match.field.shape.kind !== "set") continue;
      const { field } = match;
      reader.at += length;
      reader.take("both", "either", "of");
      const values = readValues(reader, field.values, "and or", () => false);
      const certain = values.every(({ quoted, text }) => quoted || field.values.includes(text));
      return values.length > 1 && certain && reader.done
        ? heldValues(field, values, reader.tokens)
        : undefined;
    }
    return undefined;
  });
}
