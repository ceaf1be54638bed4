import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import { prepositions } from "../words/modifier-words.ts";
import type { Reader } from "../words/reader.ts";
import { allBut } from "./all-but.ts";
import { flagWithPreposition } from "./flag-with-preposition.ts";
import { namedValue } from "./named-value.ts";
import { pathWithin, withinFolders } from "./path-within.ts";
import { readFlag } from "./read-flag.ts";
import { fieldThenValue, valueAlone, valueThenField } from "./read-phrase-values.ts";
import { tellsWhy } from "./tells-why.ts";
import { testedNoun } from "./tested-noun.ts";
import { valueBeforeThing } from "./value-before-thing.ts";
import { valueBehindNoun } from "./value-behind-noun.ts";
import { valueInPlace } from "./value-in-place.ts";
import { valueOfKind } from "./value-of-kind.ts";
import { valueWithinArgument } from "./value-within-argument.ts";

/** "properties that are exclusive", where "that" is read already. */
export const being = ["are", "is", "were", "was"];

/** Whether the word is one of {@link being}. */
export function isBeing(said: string): boolean {
  return being.includes(said);
}

/** A condition without a comparison of its own: "in USD or EUR", "with priority high"; its preposition comes next. */
export function prepositional(reader: Reader, context: Context): Condition | undefined {
  const whole =
    flagWithPreposition(reader, context) ??
    valueWithinArgument(reader, context) ??
    pathWithin(reader, context);
  if (whole !== undefined) return whole;
  return reader.attempt(() => {
    const denied = reader.take("not") !== undefined;
    const said = reader.take(...prepositions);
    if (said === undefined) return undefined;
    const condition = behindPreposition(reader, context, said);
    return condition === undefined || !denied ? condition : { kind: "not", of: condition };
  });
}

/** What a preposition before it makes a condition: a flag, or values with or without their argument. */
export function behindPreposition(reader: Reader, context: Context, said: string): Condition | undefined {
  if (tellsWhy(said, reader)) return undefined;
  const flag = reader.attempt(() => readFlag(reader, context));
  if (flag !== undefined || isBeing(said)) return flag;
  return (
    allBut(reader, context)?.condition ??
    tested(reader, context) ??
    namedValue(reader, context)?.condition ??
    reader.attempt(() => fieldThenValue(reader, context)) ??
    reader.attempt(() => valueThenField(reader, context)) ??
    valueBeforeThing(reader, context) ??
    reader.attempt(() => valueAlone(reader, context)) ??
    valueOfKind(reader, context, said) ??
    valueBehindNoun(reader, context, (link) => valueOfKind(reader, context, link)) ??
    withinFolders(reader, context, said) ??
    valueInPlace(reader, context, said)
  );
}

function tested(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    try {
      return testedNoun(reader, context)?.condition;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
}
