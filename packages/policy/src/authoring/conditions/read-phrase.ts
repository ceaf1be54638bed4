import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Refusal, refuse } from "../refusal.ts";
import { prepositions } from "../words/modifier-words.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { isVague, vagueAdvice } from "../words/vague-words.ts";
import { behindPreposition, being, isBeing } from "./behind-preposition.ts";
import { outsidePhrase } from "./outside-phrase.ts";
import { pathWithin } from "./path-within.ts";
import { readConditions } from "./read-condition.ts";
import { tellsWhy } from "./tells-why.ts";
import { valueBehindNoun } from "./value-behind-noun.ts";
import { valueWithinArgument } from "./value-within-argument.ts";

/** A condition without "when": "under $500", "for amounts less than $500", "in region US", "with a priority of high". */
export function readPhrase(reader: Reader, context: Context): Condition {
  const start = reader.rest();
  context.hint = undefined;
  const found = phraseOrNothing(reader, context);
  if (found !== undefined) return found;
  if (context.hint !== undefined) throw context.hint;
  const token = reader.peek();
  const next = reader.peek(1);
  for (const each of [token, next]) {
    if (each?.kind === "word" && isVague(each.lower) && !isOfTool(each, context))
      refuse(`"${each.text}" has no exact meaning`, each, { advice: vagueAdvice });
  }
  refuse("These words could not be placed", start, {
    candidates: [
      ...new Set(context.tools.flatMap(({ fields }) => fields.map(({ path }) => path.join(".")))),
    ].slice(0, 10),
    advice: 'Say which argument is meant, as in "when the amount is less than 500".',
  });
}

/** "the safe" of open_safe is a thing. */
function isOfTool({ stem }: WordToken, { tools }: Context): boolean {
  return tools.some(({ nameStems }) => nameStems.includes(stem));
}

/** The same, or nothing where a word of it cannot be placed. */
export function tryPhrase(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    try {
      return phraseOrNothing(reader, context);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
}

/** The same, or nothing where the words are no such condition. */
export function phraseOrNothing(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  const plain = tryConditions(reader, context);
  // "in the gallery, without a discount or under 20": the comma may be an "and"
  if (plain?.kind === "any" && listsByComma(reader, from)) {
    refuse(
      "It is not certain whether the comma stands for “and” or “or”",
      reader.tokens[from] ?? reader.here(),
      {
        advice: "Write a sentence for each.",
      },
    );
  }
  if (plain !== undefined) return plain;
  const outside = outsidePhrase(reader, context);
  if (outside !== undefined) return outside;
  const whole = valueWithinArgument(reader, context) ?? pathWithin(reader, context);
  if (whole !== undefined) return whole;
  return reader.attempt(() => {
    const said = reader.take(...prepositions, ...being);
    if (said === undefined) return undefined;
    if (tellsWhy(said, reader)) return undefined;
    const condition = isBeing(said) ? undefined : tryConditions(reader, context);
    if (condition !== undefined) return condition;
    return (
      behindPreposition(reader, context, said) ??
      valueBehindNoun(reader, context, () => tryConditions(reader, context))
    );
  });
}

/** Conditions, if the words are any. */
export function tryConditions(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const notes = context.notes.length;
    try {
      return readConditions(reader, context);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.notes.length = notes;
      if (error.telling) context.hint ??= error;
      return undefined;
    }
  });
}

/** Whether a comma alone joins some of the conditions that were read from there. */
function listsByComma(reader: Reader, from: number): boolean {
  return reader.slice(from, reader.at).some((token, at, all) => {
    const next = all[at + 1];
    return (
      token.kind === "mark" &&
      token.text === "," &&
      next !== undefined &&
      next.kind !== "number" &&
      next.kind !== "quoted" &&
      !(next.kind === "word" && /^(?:or|and|but)$/.test(next.lower))
    );
  });
}
