import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { fieldsOf } from "./fields-of.ts";
import { isCountOfThings } from "./given-of.ts";
import { matchField } from "./match-fields.ts";

/** Words that say an argument may be anything, and which. */
export interface FreePhrase {
  readonly span: TextSpan;
  readonly fields: readonly string[];
}

const frees = [
  "no matter what",
  "no matter which",
  "no matter how",
  "no matter",
  "whatever",
  "whichever",
  "regardless of how",
  "regardless of what",
  "regardless of",
  "regardless what",
  "irrespective of",
  "independent of",
  "independently of",
  "without regard to",
  "without regard for",
];
const anys = ["of any", "for any", "at any", "in any", "with any", "to any", "of whatever", "any"];
/** "with all approvals" asks for them, so only places and the like are said to be free by "all". */
const everys = ["in", "at", "to", "on", "for", "across"].flatMap((preposition) =>
  ["every", "all", "all the"].map((all) => `${preposition} ${all}`),
);
const limitless = [
  "without limit",
  "without limits",
  "without a limit",
  "without any limit",
  "with no limit",
  "unlimited",
];
/** What may be asked who or when, which tools have no arguments for. */
const asides = [
  "who asks",
  "who makes it",
  "who makes them",
  "who sends it",
  "who performs it",
  "who runs it",
  "who is calling it",
  "who calls it",
  "where it comes from",
  "who is asking",
  "who calls",
  "who is calling",
  "who requests it",
  "who asks for it",
  "who does it",
  "who it is",
  "the caller",
  "the requester",
  "when",
  "the time",
  "the time of day",
  "the hour",
];
const times = [
  "at any time",
  "at any hour",
  "at all times",
  "any time",
  "around the clock",
  "day or night",
  "day and night",
  "everywhere",
  "anywhere",
];
const small =
  /^(?:the|a|an|its|their|it|is|are|may|might|be|involved|concerned|large|big|high|long|small|much|many|old|far)$/;
const general = new Set(
  "size amount sum value kind sort type length duration number quantity price".split(" ").map(stem),
);

/** "no matter the amount", "of any size", "regardless of who asks": says that there is no condition. */
export function readFreePhrase(reader: Reader, context: Context): FreePhrase | undefined {
  return reader.attempt(() => {
    const start = reader.here();
    if (reader.take(...times) !== undefined) return ends(reader) ? { span: start, fields: [] } : undefined;
    // "block transfers without limit" may block only those
    if (context.effect !== "forbid" && reader.take(...limitless) !== undefined) {
      const of = reader.attempt(() => limitOf(reader, context));
      if (of !== undefined) return ends(reader) ? { span: start, fields: [of] } : undefined;
      return ends(reader) ? { span: start, fields: numbersOf(context) } : undefined;
    }
    const free = reader.take(...frees) !== undefined;
    const every = !free && reader.take(...everys) !== undefined;
    if (!free && !every && reader.take(...anys) === undefined) return undefined;
    if (free && reader.take(...asides) !== undefined) {
      return isBoundary(reader) ? { span: start, fields: [] } : undefined;
    }
    const words: Token[] = [];
    while (!isBoundary(reader) && words.length < 5) {
      const token = reader.peek();
      if (token?.kind !== "word") return undefined;
      const skips = free ? small.test(token.lower) : token.lower === "single";
      if (!skips) words.push(token);
      reader.at += 1;
    }
    if (!isBoundary(reader) || words.length === 0) return undefined;
    // "in every currency except GBP"
    if (!free && /^(?:except|but|other|excluding|apart|aside|save|besides)$/.test(reader.word()))
      return undefined;
    const match = matchField(words, context.tools, every ? "text" : "any");
    // "with any open defects" is said of some
    if (!free && match.kind === "one" && isCountOfThings(words, match.field)) return undefined;
    if (match.kind === "one") return { span: start, fields: [match.field.path.join(".")] };
    const isGeneral = words.every((word) => word.kind === "word" && general.has(word.stem));
    return isGeneral ? { span: start, fields: numbersOf(context) } : undefined;
  });
}

/** "without any limit of hours", "without a limit on the amount": the one number that is free. */
function limitOf(reader: Reader, { tools }: Context): string | undefined {
  if (reader.take("of the", "on the", "to the", "of", "on", "to") === undefined) return undefined;
  const word = reader.peek();
  const match = word?.kind === "word" ? matchField([word], tools, "number") : undefined;
  reader.at += 1;
  return match?.kind === "one" && match.missing === 0 ? match.field.path.join(".") : undefined;
}

/** "of any size" is said of whatever number the tools have. */
function numbersOf({ tools }: Context): readonly string[] {
  return tools.flatMap(({ fields }) =>
    fields.flatMap(({ shape, path }) =>
      shape.kind === "long" || shape.kind === "decimal" ? [path.join(".")] : [],
    ),
  );
}

/** Whether nothing is left out behind the words: "everywhere but in prod" says more. */
function ends(reader: Reader): boolean {
  return isBoundary(reader) && !leavesOut(reader);
}

function leavesOut(reader: Reader): boolean {
  const at = reader.word() === "," ? 1 : 0;
  return /^(?:except|but|other|excluding|apart|aside|save|besides|not)$/.test(reader.word(at));
}

function isBoundary(reader: Reader): boolean {
  return (
    reader.done ||
    /^(?:,|\.|!|:|;|\)|–|—|and|or|but|when|whenever|if|unless|except|only|provided|as|by|for|with|without|during|before|after|until|in|to|from|on|at|up|under|over|above|below)$/.test(
      reader.word(),
    )
  );
}

/** Throws where an argument that may be anything has a condition all the same. */
export function refuseContradicted(free: readonly FreePhrase[], conditions: readonly Condition[]): void {
  const tested = new Set(conditions.flatMap((each) => fieldsOf(each).map(({ path }) => path.join("."))));
  const against = free.find(({ fields }) => fields.some((field) => tested.has(field)));
  if (against !== undefined) {
    refuse("These words say that anything goes, and others do not", against.span, {
      candidates: against.fields.filter((field) => tested.has(field)),
    });
  }
}
