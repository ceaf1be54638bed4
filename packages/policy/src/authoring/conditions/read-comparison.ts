import { saidOfNumber } from "../amounts/said-of-number.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { argumentByNoun } from "./argument-noun.ts";
import { fieldAgainstField } from "./field-against-field.ts";
import { matchField } from "./match-fields.ts";
import { equality } from "./read-equality.ts";
import { textCondition } from "./text-condition.ts";

/** "differs from their username", "is anything but prod"; before a number it is what is said of the number. */
function differing(reader: Reader, isSaid: boolean): string | undefined {
  return reader.attempt(() => {
    const said = isSaid
      ? reader.take("different from", "other than", "anything other than", "anything but", "unequal to")
      : reader.take("differs from", "differ from");
    return reader.peek()?.kind === "number" ? undefined : said;
  });
}

const denials = [
  "not",
  "does not",
  "do not",
  "is not",
  "must not",
  "may not",
  "can not",
  "should not",
  "shall not",
  "cannot",
];

const owning = /^(?:the|a|an|our|my|your|their|his|her|its|this|that|another|any|each|every)$/;

/** Whether the words are all that an argument is called, or one of which the tools have a list of values. */
function isWholeName(subject: readonly Token[], { tools }: Context): boolean {
  const match = matchField(subject, tools, "any");
  if (match.kind !== "one") return true;
  const { field, missing } = match;
  const isText = field.shape.kind === "string" || field.shape.kind === "set";
  return (
    missing === 0 ||
    !isText ||
    field.values.length > 0 ||
    argumentByNoun(subject.filter(isNoArticle), tools)?.path.join(".") === field.path.join(".")
  );
}

function isNoArticle(token: Token): boolean {
  return token.kind !== "word" || !/^(?:a|an|the)$/.test(token.lower);
}

/** What is said of the subject from here on, if it is a comparison; throws {@link Refusal} where it can be understood in two ways. */
export function readComparison(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  const copula = reader.take(
    "is",
    "are",
    "was",
    "were",
    "must be",
    "must",
    "remains",
    "remain",
    "stays",
    "stay",
    "being",
    "be",
    "of",
  );
  // "is anything other than A or B"
  reader.attempt(() =>
    reader.take("anything", "something") !== undefined &&
    /^(?:other|but|except|different)$/.test(reader.word())
      ? true
      : undefined,
  );
  const differs = differing(reader, copula !== undefined);
  const denial = differs ?? reader.take(...denials);
  const negated = denial !== undefined;
  const negate = (condition: Condition): Condition => (negated ? { kind: "not", of: condition } : condition);
  const verb = reader.take(
    "always",
    "currently",
    "set to",
    "exactly",
    "equal to",
    "the same as",
    "identical to",
    "identical with",
    "equal",
    "match",
  );
  // "it does not fly": what follows is a verb, and no value
  const acts = verb === undefined && /^(?:do|does|must|cannot|may|can|should|shall)\b/.test(denial ?? "");
  const quantity = reader.attempt(() =>
    saidOfNumber(reader, subject, context, copula !== undefined, negated),
  );
  if (quantity !== undefined) return quantity;
  const overField = reader.attempt(() => fieldAgainstField(reader, subject, context));
  if (overField !== undefined) return negate(overField);
  const test = reader.take(
    "contains",
    "contain",
    "containing",
    "includes",
    "include",
    "starts with",
    "start with",
    "starting with",
    "begins with",
    "begin with",
    "ends with",
    "end with",
    "ending with",
    "ending in",
    "ends in",
    "end in",
  );
  if (test !== undefined) return negate(textCondition(reader, subject, test, context));
  const copulas =
    copula !== undefined || reader.take("equals", "equal", "=", "==", "matches", "match") !== undefined;
  const excluding =
    copula !== undefined &&
    !negated &&
    reader.take("other than", "different from", "but", "except") !== undefined;
  const unequal = excluding || (!copulas && reader.take("!=", "≠") !== undefined);
  if (!copulas && !unequal && (!negated || acts)) return undefined;
  reader.take("equal to", "equals", "the same as", "identical to", "identical with");
  const neither = !negated && !unequal && reader.take("neither") !== undefined;
  const listed =
    neither ||
    excluding ||
    differs !== undefined ||
    reader.sees("one of") ||
    reader.sees("in") ||
    reader.sees("any of") ||
    reader.sees("either");
  // "channels of the company" are whose they are, and none that is called "company"
  const whose = subject.length === 0 ? reader.peek()?.kind !== "number" : owning.test(reader.word());
  if (copula === "of" && whose) return undefined;
  // "denial of claims" is no denialReason "claims": without a verb the noun has to be the argument's whole name
  if (copula === "of" && !isWholeName(subject, context)) return undefined;
  const result = equality(reader, subject, context);
  // of three joined by commas, "not" denies the whole list
  if ((negated || unequal) && !listed && result?.kind === "text" && result.values.length === 2) {
    refuse("“not A or B” can be understood in two ways", spanOf(reader.slice(reader.at - 3, reader.at)), {
      advice: 'Write "is neither A nor B".',
      telling: true,
    });
  }
  if (neither) {
    const none = [result];
    while (reader.attempt(() => reader.take(", nor", "nor")) !== undefined)
      none.push(equality(reader, subject, context));
    const of = none.filter((each) => each !== undefined);
    if (of.length !== none.length || of.length < 2) return undefined;
    return { kind: "all", of: of.map((each): Condition => ({ kind: "not", of: each })) };
  }
  if (result?.kind === "flag" && !result.value && (negated || unequal)) {
    refuse(
      "A denial of a denial can be understood in two ways",
      spanOf(reader.slice(reader.at - 2, reader.at)),
    );
  }
  return result === undefined ? undefined : negated !== unequal ? { kind: "not", of: result } : result;
}
