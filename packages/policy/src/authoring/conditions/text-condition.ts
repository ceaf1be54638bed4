import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isClause } from "../sentence/clause-ahead.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { heldValues, isAllMeant } from "./all-values.ts";
import { readValues, type TextValue } from "./read-values.ts";
import { testedField } from "./subject-field.ts";

/** The text that an argument contains, or begins or ends with, behind the word that says which; throws {@link Refusal}. */
export function textCondition(
  reader: Reader,
  subject: readonly Token[],
  test: string,
  context: Context,
): Condition {
  const kind = /^contain|^include/.test(test)
    ? "contains"
    : /^(?:start|begin)/.test(test)
      ? "starts"
      : "ends";
  const field = testedField(subject, context);
  if (kind !== "contains" && field.shape.kind === "set") {
    refuse(
      `"${field.path.join(".")}" is a list, which has no beginning or end for policies`,
      spanOf(subject),
    );
  }
  reader.take(
    "the text",
    "the word",
    "the string",
    "the value",
    "the phrase",
    "either",
    "any of",
    "one of",
    "the",
  );
  const both = reader.take("both", "all of") !== undefined;
  const values = readAll(reader, field) ?? readValues(reader, field.values, "or", isClause);
  if (values.length === 0)
    refuse("No text follows that could be looked for", reader.here(), {
      advice: "Put it in quotes.",
      telling: true,
    });
  if (kind === "contains") return heldValues(field, values, reader.tokens);
  return { kind: "text", field, test: kind, values: values.map(({ text }) => text) };

  /** "both x and y", "x and y" of a list: each has to be there. */
  function readAll(
    reader: Reader,
    { values: known, shape }: VocabularyField,
  ): readonly TextValue[] | undefined {
    if (kind !== "contains" || !(both || shape.kind === "set")) return undefined;
    return reader.attempt(() => {
      const found = readValues(reader, known, "and or", isClause);
      const certain = found.every(({ quoted, text }) => quoted || known.includes(text));
      return certain && isAllMeant(found, reader.tokens) ? found : undefined;
    });
  }
}
