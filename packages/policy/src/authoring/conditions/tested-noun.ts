import type { Context } from "../context.ts";
import type { Condition, TextTest } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { fieldForKinds, kindsOfValue } from "../words/value-kinds.ts";
import { argumentByNoun, contentArgument, identityByNoun, sameInAll } from "./argument-noun.ts";
import { isOfKind } from "./match-fields.ts";
import { type NamedValue, nounAhead } from "./named-value.ts";
import { readValues, type TextValue } from "./read-values.ts";

const tests: readonly (readonly [TextTest, readonly string[]])[] = [
  ["starts", ["starting with", "starts with", "start with", "beginning with", "begins with", "begin with"]],
  ["ends", ["ending with", "ends with", "end with", "ending in", "ends in", "end in"]],
  ["contains", ["containing", "contains", "contain", "includes", "include", "with the word"]],
];
const labelWords = ["name", "id", "title", "path", "code", "value", "text"];

/** A noun and a test of its text: "HS codes beginning with 93", "a branch that starts with feature/", `gates whose name starts with "B"`. */
export function testedNoun(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the", "any", "all", "every", "each");
    for (let length = 3; length > 0; length -= 1) {
      const noun = nounAhead(reader, length);
      if (noun === undefined) continue;
      const found = reader.attempt(() => {
        reader.at += length;
        const whose = reader.take("whose", "that", "which");
        if (whose === "whose" && reader.take(...labelWords) === undefined) return undefined;
        // "any branch including main" excepts none
        const before = reader.tokens[reader.at - length - 1];
        const every = before?.kind === "word" && /^(?:any|all|every|each)$/.test(before.lower);
        if (every && whose === undefined && /^includ/.test(reader.word())) return undefined;
        const test = takeTest(reader);
        if (test === undefined) return undefined;
        const values = valuesBehind(reader);
        if (values.length === 0 || (test === "contains" && saysWhere(reader))) return undefined;
        const field = fieldFor(noun, test, values, context);
        if (field === undefined || (field.shape.kind === "set" && test !== "contains")) return undefined;
        return conditionOf(field, test, values);
      });
      if (found !== undefined) return { condition: found, noun };
    }
    return undefined;
  });
}

/** "containing the word "x" in the body" names the argument behind. */
function saysWhere(reader: Reader): boolean {
  return /^(?:in|within|inside|anywhere|somewhere)$/.test(reader.word());
}

function takeTest(reader: Reader): TextTest | undefined {
  for (const [test, words] of tests) if (reader.take(...words) !== undefined) return test;
  return undefined;
}

function valuesBehind(reader: Reader): readonly TextValue[] {
  reader.take(
    "the word",
    "the text",
    "the string",
    "the letter",
    "the letters",
    "the phrase",
    "either",
    "the",
  );
  return readValues(reader, [], "or", () => false);
}

function conditionOf(field: VocabularyField, test: TextTest, values: readonly TextValue[]): Condition {
  return {
    kind: "text",
    field,
    test: field.shape.kind === "set" ? "is" : test,
    values: values.map(({ text }) => text),
  };
}

/** The argument that the noun names; else what names the thing itself, or what is in it. */
function fieldFor(
  noun: Parameters<typeof argumentByNoun>[0],
  test: TextTest,
  values: readonly TextValue[],
  context: Context,
): VocabularyField | undefined {
  const own = argumentByNoun(noun, context.tools);
  if (own !== undefined) return own;
  if (noun.every(isAddressNoun) && values.every(({ text }) => text.includes("@")))
    return sameInAll(context.tools, (tool) => fieldForKinds(["email"], tool, undefined));
  if (!ofTools(noun, context)) return undefined;
  if (test === "contains") return contentArgument(context.tools);
  const named = identityByNoun(noun, context.tools);
  if (named !== undefined) return named;
  const [kinds = [], ...more] = values.map(({ text }) => kindsOfValue(text));
  const shared = kinds.filter((kind) => more.every((each) => each.includes(kind)));
  const ofKind = sameInAll(context.tools, (tool) => fieldForKinds(shared, tool, undefined));
  // "statements that start with DROP" are texts themselves
  return ofKind ?? (kinds.length === 0 ? contentArgument(context.tools) : undefined);
}

/** "addresses ending in @example.com": what has an "@" is an address of mail. */
function isAddressNoun(token: Token): boolean {
  return (
    token.kind === "word" &&
    /^(?:e-?mails?|mail|address(?:es)?|recipients?|accounts?|people|persons?|somebody|someone|anyone|anybody|users?)$/.test(
      token.lower,
    )
  );
}

/** Whether the noun is what all the tools are about. */
function ofTools(noun: Parameters<typeof argumentByNoun>[0], { tools }: Context): boolean {
  return tools.every((tool) =>
    noun.every(
      (token) =>
        token.kind === "word" &&
        ([...tool.nameStems, ...tool.descriptionStems].includes(token.stem) ||
          tool.fields.some((field) => isOfKind(field, "text") && field.nameStems.includes(token.stem))),
    ),
  );
}
