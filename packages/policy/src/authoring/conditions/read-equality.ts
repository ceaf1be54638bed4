import { isValue } from "../amounts/quantity.ts";
import { quantityCondition } from "../amounts/quantity-condition.ts";
import { readQuantity } from "../amounts/read-quantity.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { isClause, subjectWords } from "../sentence/clause-ahead.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { isAccounted } from "../words/counted-nouns.ts";
import { holdsState, isDescribing } from "../words/describing-words.ts";
import { isPresenceWord } from "../words/presence-words.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { isVague, vagueAdvice } from "../words/vague-words.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { flagCondition } from "./read-flag.ts";
import { sameAsClaim } from "./read-same-claim.ts";
import { readValues } from "./read-values.ts";
import { fieldOf, isPronoun } from "./subject-field.ts";

/** What follows "is": a claim, a flag, numbers, another argument or texts. */
export function equality(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const many = reader.take("one of", "any of", "either of", "among", "in", "either");
  // "they are in USD" says of what currency they are, and no argument is "they"
  if (many === "in" && isPronoun(subject)) return undefined;
  reader.take("the following", ":");
  const same = many === undefined ? reader.attempt(() => sameAsClaim(reader, subject, context)) : undefined;
  if (same !== undefined) return same;
  const flag = many === undefined ? reader.attempt(() => flagCondition(reader, subject, context)) : undefined;
  if (flag !== undefined) return flag;
  const isNumber =
    matchField(subject, context.tools, "number").kind === "one" ||
    (subject.length === 0 && context.last !== undefined && isOfKind(context.last, "number"));
  if (reader.peek()?.kind === "number" && isNumber) {
    const quantity = readQuantity(reader, context);
    if (quantity?.intervals.every(isValue) !== true) return undefined;
    const named = fieldOf(subject, "number", context);
    for (const noun of quantity.nouns) {
      if (!context.tools.every((tool) => isAccounted(noun, named, tool)))
        refuse(`"${noun.text}" could not be placed`, noun);
    }
    return quantityCondition(quantity, named, context, subject);
  }
  if (reader.sees("the") && many === undefined) {
    const other = reader.attempt(() => otherField(reader, subject, context));
    if (other !== undefined) return other;
  }
  const vague = reader.peek();
  if (vague?.kind === "word" && isVague(vague.lower)) {
    const known = matchField(subject, context.tools, "text");
    if (known.kind !== "one" || !known.field.values.some((value) => value.toLowerCase() === vague.lower)) {
      refuse(`"${vague.text}" has no exact meaning`, vague, { advice: vagueAdvice });
    }
  }
  const field = fieldOf(subject, "text", context);
  reader.take("a", "an", "the value", "either", "set to", "the");
  if (field.shape.kind === "set") {
    refuse(`"${field.path.join(".")}" is a list, which is not equal to one value`, spanOf(subject), {
      advice: 'Write "contains".',
    });
  }
  const values = readValues(
    reader,
    field.values,
    many === undefined || many === "either" ? "or" : "and or",
    isClause,
  );
  if (values.length === 0)
    refuse("No value follows that could be compared with", reader.here(), {
      advice: "Put the value in quotes.",
    });
  const argument = values.find(
    ({ text, quoted }) =>
      !quoted &&
      field.values.length === 0 &&
      context.tools.some(({ fields }) => fields.some((each) => each !== field && each.path.at(-1) === text)),
  );
  if (argument !== undefined) {
    const other = values.length === 1 ? matchField([argument.token], context.tools, "text") : undefined;
    // written as no word of a text is: "equals toWard"
    if (
      other?.kind === "one" &&
      /\p{Ll}\p{Lu}|_/u.test(argument.text) &&
      other.field.shape.kind === field.shape.kind
    )
      return { kind: "fields", field, order: "==", other: other.field };
    refuse("This is an argument's name and may be meant as its value", argument.token, {
      advice: `Write "is the ${argument.text}" for the argument, or put a text in quotes.`,
    });
  }
  for (const value of values) {
    if (field.values.length === 0 && !value.quoted && isPresenceWord(value.text)) {
      refuse(`"${value.text}" may say that there is one, or be its text`, value.token, {
        advice: 'Write "is provided", or "is" with the text in quotes.',
      });
    }
    // "the new owner is verified" says what the owner is like
    const describes = field.values.length === 0 && !holdsState(field.nameStems) && isDescribing(value.text);
    if (
      // "It is sensible" says what a thing is like; only a value that looks like one is what it is called.
      !value.quoted &&
      (describes ||
        (values.length === 1 &&
          (isProse(field) ||
            (field.values.length === 0 && isPronoun(subject)) ||
            leavesOutHead(subject, field)) &&
          /^\p{Ll}[\p{Ll}-]+(?: |$)/u.test(value.text)))
    ) {
      refuse(
        `"${value.text}" may say what the ${field.path.join(".")} is like, or be its whole text`,
        value.token,
        {
          advice: "Put the text in quotes.",
        },
      );
    }
    if (field.values.length > 0 && !field.values.includes(value.text)) {
      refuse(`"${value.text}" is no value of "${field.path.join(".")}"`, value.token, {
        candidates: field.values.slice(0, 10),
      });
    }
  }
  reader.attempt(() => {
    // "region is the EU region"
    const token = reader.peek();
    return token?.kind === "word" && field.nameStems.includes(token.stem) && !isClause(reader)
      ? reader.take(token.lower)
      : undefined;
  });
  return { kind: "text", field, test: "is", values: values.map(({ text }) => text) };
}

const prose = new Set(
  "memo note notes comment comments message description body text content summary caption remark remarks details justification signature"
    .split(" ")
    .map(stem),
);

/** Whether people write whole sentences there: a handwritten memo is none that reads "handwritten". */
function isProse({ values, nameStems }: VocabularyField): boolean {
  return values.length === 0 && nameStems.some((name) => prose.has(name));
}

/** Whether the words name something beside what the argument says of it: "the fee is late" of a feeType. */
function leavesOutHead(subject: readonly Token[], { values, nameStems }: VocabularyField): boolean {
  const head = nameStems.at(-1) ?? "";
  if (values.length > 0 || nameStems.length < 2 || /^(?:id|name|code|number|key)$/.test(head)) return false;
  const words = subject.flatMap((token) => (token.kind === "word" ? [token.stem] : []));
  return (
    words.some((word) => nameStems.slice(0, -1).includes(word)) &&
    !words.some((word) => word === head || sameNoun(word, head))
  );
}

function otherField(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const words = subjectWords(reader);
  const match = matchField(words, context.tools, "any");
  const own = matchField(subject, context.tools, "any");
  if (match.kind !== "one" || match.missing > 0 || own.kind !== "one") return undefined;
  const { field } = own;
  if (field.path.join(".") === match.field.path.join(".") || field.shape.kind !== match.field.shape.kind)
    return undefined;
  if (field.values.length > 0) return undefined;
  reader.at += words.length;
  return { kind: "fields", field, order: "==", other: match.field };
}
