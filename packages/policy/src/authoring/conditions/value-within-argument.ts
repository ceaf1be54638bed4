import { isIdentifier } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { argumentByNoun } from "./argument-noun.ts";
import { matchField } from "./match-fields.ts";
import { nounAhead } from "./named-value.ts";

const leads = [
  "that do not contain",
  "that does not contain",
  "which do not contain",
  "not containing",
  "without",
  "that contain",
  "that contains",
  "which contain",
  "which contains",
  "that include",
  "that includes",
  "that mention",
  "that mentions",
  "that have",
  "that has",
  "which have",
  "containing",
  "including",
  "mentioning",
  "having",
  "with",
];
const labels = ["words", "word", "phrase", "text", "string", "term", "substring", "keyword"];

/** A text that stands in an argument: `with "confidential" in the subject`, "containing the word password in its body". */
export function valueWithinArgument(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const lead = reader.take(...leads);
    if (lead === undefined) return undefined;
    reader.take("the", "a", "an", "any", "either");
    const labelled = reader.take(...labels) !== undefined;
    reader.take("either");
    const values = valuesAhead(reader, labelled);
    if (values.length === 0) return undefined;
    reader.take("anywhere", "somewhere");
    if (reader.take("in", "within", "inside") === undefined) return undefined;
    const article = reader.take("the", "its", "their", "a", "an");
    const field = fieldAhead(reader, context);
    if (field === undefined || (article === undefined && !labelled && field.shape.kind === "string"))
      return undefined;
    reader.take("line", "field", "text", "argument");
    const test = field.shape.kind === "set" ? "is" : "contains";
    const of: Condition = { kind: "text", field, test, values };
    return /^(?:without|not\b|that do)|not contain/.test(lead) ? { kind: "not", of } : of;
  });
}

function valuesAhead(reader: Reader, labelled: boolean): readonly string[] {
  const values: string[] = [];
  let joined = true;
  for (;;) {
    const next = reader.attempt(() => {
      const comma = values.length > 0 ? reader.take(",") : undefined;
      const word = values.length > 0 ? reader.take("or") : undefined;
      if (values.length > 0 && comma === undefined && word === undefined) return undefined;
      if (values.length > 0) reader.take("the word", "the phrase", "the text", "the string", "the term");
      const token = reader.peek();
      if (token === undefined || !isText(token, labelled)) return undefined;
      reader.at += 1;
      return { text: token.text, joins: word !== undefined };
    });
    if (next === undefined) break;
    joined = values.length === 0 || next.joins;
    values.push(next.text);
  }
  return joined ? values : [];
}

/** What is quoted, written as identifiers are, or called a word: "the word password". */
function isText(token: Token, labelled: boolean): boolean {
  if (token.kind === "quoted") return token.text !== "" && !token.text.includes("*");
  if (token.kind !== "word" || token.text.includes("*")) return false;
  return isIdentifier(token) || labelled;
}

/** The argument that the next words name in full; the longest name is taken. */
function fieldAhead(reader: Reader, context: Context): VocabularyField | undefined {
  for (let length = 3; length > 0; length -= 1) {
    const noun = nounAhead(reader, length);
    if (noun === undefined) continue;
    const match = matchField(noun, context.tools, "text");
    const field =
      match.kind === "one" && match.missing === 0 ? match.field : argumentByNoun(noun, context.tools);
    if (field === undefined || field.values.length > 0) continue;
    reader.at += length;
    return field;
  }
  return undefined;
}
