import { quantityCondition } from "../amounts/quantity-condition.ts";
import { readQuantity } from "../amounts/read-quantity.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { tryConditions } from "./read-phrase.ts";
import { readValues } from "./read-values.ts";

/** A condition in brackets behind what it explains: "their own orders (customerId equals the claim sub)", "minor edits (minorEdit true)". */
export function bracketedCondition(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("(") === undefined) return undefined;
    reader.take("i.e", "that is", "meaning", "where", "when", "if");
    reader.take(",");
    const condition =
      closed(reader, () => tryConditions(reader, context)) ?? closed(reader, () => byName(reader, context));
    return condition;
  });
}

function closed(reader: Reader, read: () => Condition | undefined): Condition | undefined {
  return reader.attempt(() => {
    const condition = read();
    return condition !== undefined && reader.take(")") !== undefined ? condition : undefined;
  });
}

/** An argument's own name with what it is: "species cat or dog", "minorEdit true", "includeDisabled", "monthsAged of 12 or more". */
function byName(reader: Reader, context: Context): Condition | undefined {
  reader.take("those with", "ones with", "with", "having", "the");
  const name = reader.peek();
  if (name?.kind !== "word" && name?.kind !== "quoted") return undefined;
  const match = matchField([name], context.tools, "any");
  if (match.kind !== "one" || !isNamed(match.field, name.text)) return undefined;
  const { field } = match;
  reader.at += 1;
  reader.take("set to", "at", "of", ":", "=", "is", "to");
  if (isOfKind(field, "flag")) {
    const said = reader.take("true", "false", "not set", "off", "on");
    if (said === undefined && reader.word() !== ")") return undefined;
    return { kind: "flag", field, value: !/^(?:false|not set|off)$/.test(said ?? "") };
  }
  try {
    if (isOfKind(field, "number")) {
      const quantity = readQuantity(reader, context);
      return quantity === undefined || quantity.nouns.length > 0
        ? undefined
        : quantityCondition(quantity, field, context);
    }
    if (field.shape.kind !== "string") return undefined;
    const values = readValues(reader, field.values, "and or", () => false).map(({ text }) => text);
    const known = field.values.length === 0 || values.every((value) => field.values.includes(value));
    return values.length > 0 && known ? { kind: "text", field, test: "is", values } : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function isNamed({ path }: VocabularyField, text: string): boolean {
  return path.join(".") === text || path.at(-1) === text;
}
