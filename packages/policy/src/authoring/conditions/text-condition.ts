import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isClause } from "../sentence/clause-ahead.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { readValues } from "./read-values.ts";
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
  const values = readValues(reader, field.values, "or", isClause);
  if (values.length === 0)
    refuse("No text follows that could be looked for", reader.here(), {
      advice: "Put it in quotes.",
      telling: true,
    });
  return {
    kind: "text",
    field,
    test: field.shape.kind === "set" ? "is" : kind,
    values: values.map(({ text }) => text),
  };
}
