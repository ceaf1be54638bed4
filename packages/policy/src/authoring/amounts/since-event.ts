import { isOfKind } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import type { Reader } from "../words/reader.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { unitNamed } from "./units.ts";

/** Words of names such as daysSincePurchase, and how people say them. */
const sinces = new Set(["since", "after", "from"].map(stem));

/** "since the purchase", "of purchase" behind a number of days, where an argument counts from then; the noun. */
export function sinceEvent(reader: Reader, context: Context): Token | undefined {
  return reader.attempt(() => {
    if (reader.take("since", "after", "of", "from", "following") === undefined) return undefined;
    reader.take("the", "a", "an", "their", "its");
    const noun = reader.peek();
    if (
      noun?.kind !== "word" ||
      !context.tools.every((tool) => tool.fields.some((field) => counts(noun, field)))
    )
      return undefined;
    reader.at += 1;
    return noun;
  });
}

function counts(noun: WordToken, field: Context["tools"][number]["fields"][number]): boolean {
  return (
    isOfKind(field, "number") &&
    field.nameStems.includes(noun.stem) &&
    field.nameStems.some((name) => sinces.has(name))
  );
}

/** Whether "within 30 days of purchase" comes next: at most so many. */
export function isWithin(reader: Reader, context: Context): boolean {
  if (reader.word() !== "within" || reader.peek(1)?.kind !== "number") return false;
  const before = reader.at;
  reader.at += 2;
  const found = unitNamed(reader.word()) !== undefined;
  reader.at += 1;
  const event = found ? sinceEvent(reader, context) : undefined;
  reader.at = before;
  return event !== undefined;
}
