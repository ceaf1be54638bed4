import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { subjectWords } from "../sentence/clause-ahead.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { readOrder } from "./read-order.ts";
import { fieldOf } from "./subject-field.ts";

/** "the amount is less than the limit", both arguments of the tool, if it comes next; throws {@link Refusal} where they are not of one kind. */
export function fieldAgainstField(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  const order = readOrder(reader)?.order;
  if (order === undefined || reader.peek()?.kind === "number") return undefined;
  const other = subjectWords(reader);
  if (other.length === 0) return undefined;
  const field = fieldOf(subject, "number", context);
  reader.at += other.length;
  const second = fieldOf(other, "number", context);
  if (
    second.shape.kind !== field.shape.kind ||
    second.unit !== field.unit ||
    second.path.join(".") === field.path.join(".")
  ) {
    refuse("These two arguments are not of one kind", spanOf(other));
  }
  return { kind: "fields", field, order, other: second };
}
