import { isIdentifier } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { subjectWords } from "../sentence/clause-ahead.ts";
import type { Reader } from "../words/reader.ts";
import { argumentByNoun } from "./argument-noun.ts";
import { matchField } from "./match-fields.ts";

const ins = ["among", "one of", "in", "part of", "included in", "listed in", "contained in", "listed among"];

/** A value first: `"all@corp.example" is among the recipients`, `"urgent" appears in the subject`. */
export function valueInArgument(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const token = reader.peek();
    if (token === undefined || (token.kind !== "quoted" && !(token.kind === "word" && isIdentifier(token))))
      return undefined;
    reader.at += 1;
    if (reader.take("is", "are", "appears", "appear", "occurs", "stands", "was") === undefined)
      return undefined;
    const negated = reader.take("not") !== undefined;
    const said = reader.take(...ins);
    if (said === undefined) return undefined;
    reader.take("the list of", "the", "its", "their");
    const words = subjectWords(reader);
    if (words.length === 0) return undefined;
    const match = matchField(words, context.tools, "text");
    const field =
      match.kind === "one" && match.missing === 0 ? match.field : argumentByNoun(words, context.tools);
    if (field === undefined || (field.shape.kind === "string" && /among|one of|part of|listed/.test(said)))
      return undefined;
    reader.at += words.length;
    const found: Condition = {
      kind: "text",
      field,
      test: field.shape.kind === "set" ? "is" : "contains",
      values: [token.text],
    };
    return negated ? { kind: "not", of: found } : found;
  });
}
