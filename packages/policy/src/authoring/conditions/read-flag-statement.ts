import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import {
  endsFlag,
  goesOn,
  insideFlag,
  onceFlag,
  outsideFlag,
  unfinished,
  untilFlag,
  withFlag,
  withoutFlag,
} from "../words/flag-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { matchFlag } from "./match-flag.ts";
import { tellsWhy } from "./tells-why.ts";

/** At most so many words are a statement about a flag. */
const mostWords = 12;

/**
 * A flag in other words than its name: "the fee has not been paid", "with the owner's consent", "once their ID is verified".
 */
export function flagStatement(reader: Reader, context: Context): Condition | undefined {
  if (!context.tools.some(({ fields }) => fields.some(({ shape }) => shape.kind === "bool")))
    return undefined;
  if (tellsWhy(reader.word(), reader, 1)) return undefined;
  return reader.attempt(() => {
    const lead = readLead(reader);
    const words = wordsAhead(reader);
    for (let length = words.length; length > 0; length -= 1) {
      const said = words.slice(0, length);
      if (!isTelling(said.at(-1)) || !isEnd(reader.peek(length))) continue;
      const found = matchFlag(said, lead?.kind === "having", context);
      if (found === undefined) continue;
      if (lead !== undefined && !leads(lead, found.field, said)) return undefined;
      if (lead?.denies === true && found.denied) return undefined;
      reader.at += length;
      const flag: Condition = { kind: "flag", field: found.field, value: true };
      return found.denied || lead?.denies === true ? { kind: "not", of: flag } : flag;
    }
    return undefined;
  });
}

interface Lead {
  readonly kind: "having" | "event" | "place";
  readonly denies: boolean;
}

function readLead(reader: Reader): Lead | undefined {
  reader.attempt(() => reader.take("it is", "they are", "it was", "the call is", "the request is"));
  if (reader.take(...withoutFlag) !== undefined) return { kind: "having", denies: true };
  if (reader.take(...withFlag) !== undefined) return { kind: "having", denies: false };
  if (reader.take(...onceFlag) !== undefined) return { kind: "event", denies: false };
  if (reader.take(...untilFlag) !== undefined) return { kind: "event", denies: true };
  if (reader.take(...outsideFlag) !== undefined) return { kind: "place", denies: true };
  return reader.take(...insideFlag) === undefined ? undefined : { kind: "place", denies: false };
}

/** What is done comes before or after; what is named by a noun is a place, a time or a kind. */
function leads({ kind, denies }: Lead, field: VocabularyField, said: readonly Token[]): boolean {
  if (kind === "having" || (kind === "place" && !denies)) return true;
  const name = nameWords(field.path.at(-1) ?? "");
  // "outside counsel has reviewed it" is no place
  if (kind === "place") return !name.some(isDone);
  return name.some(isDone) || said.some((token) => token.kind === "word" && isVerb(token.lower));
}

function isDone(word: string): boolean {
  return /\p{L}{2}(?:ed|en)$|^(?:paid|sent|done|made)$/u.test(word);
}

function isVerb(word: string): boolean {
  return isDone(word) || /^(?:is|are|was|were|has|have|had)$/.test(word);
}

function wordsAhead(reader: Reader): readonly Token[] {
  const words: Token[] = [];
  while (words.length < mostWords) {
    const token = reader.peek(words.length);
    const isWord = token?.kind === "word" && !endsFlag.has(token.lower);
    if (token === undefined || !(isWord || (token.kind === "mark" && token.text === "'s"))) break;
    words.push(token);
  }
  return words;
}

function isTelling(token: Token | undefined): boolean {
  return token?.kind === "word" && !unfinished.has(token.lower);
}

/** "paid by the tenant" says more than "paid", "paid is false" something else. */
function isEnd(next: Token | undefined): boolean {
  if (next === undefined) return true;
  if (next.kind === "mark") return /^[,.;:()–—-]$/.test(next.text);
  return next.kind === "word" && (endsFlag.has(next.lower) || goesOn.has(next.lower));
}
