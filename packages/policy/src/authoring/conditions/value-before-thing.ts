import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { adjectiveCondition } from "./adjective-condition.ts";
import { toolWords } from "./argument-noun.ts";
import { beginsOtherName } from "./begins-other-name.ts";
import { isOfKind } from "./match-fields.ts";

/** "for high or critical reports", "on high-severity reports": values of one argument before the thing that another argument names. */
export function valueBeforeThing(reader: Reader, context: Context): Condition | undefined {
  const [tool, other] = context.tools;
  if (tool === undefined || other !== undefined) return undefined;
  return reader.attempt(() => {
    const found: Extract<Condition, { kind: "text" }>[] = [];
    do {
      reader.take("a", "an", "the", "any");
      const token = reader.peek();
      const said = token === undefined ? undefined : adjectiveCondition(token, tool);
      if (said?.kind !== "text") return undefined;
      if (beginsOtherName(token, reader.peek(1), said.field, context.tools) !== undefined) return undefined;
      found.push(said);
      reader.at += 1;
    } while (reader.take(", or", ", and", "or", "and", ",") !== undefined);
    const [first] = found;
    if (first === undefined || !isThing(reader.peek(), context, first.field)) return undefined;
    if (found.some(({ field }) => field.path.join(".") !== first.field.path.join("."))) return undefined;
    reader.at += 1;
    return { ...first, values: [...new Set(found.flatMap(({ values }) => values))] };
  });
}

/** Whether the word is what the tool is about, or what one of its arguments names; what is only an example is said of no other argument. */
function isThing(token: Token | undefined, { tools }: Context, valued: VocabularyField): boolean {
  if (token?.kind !== "word") return false;
  return tools.every((tool) =>
    [
      ...toolWords(tool),
      ...(valued.values.length > 0
        ? tool.fields.filter((field) => isOfKind(field, "text"))
        : [valued]
      ).flatMap(({ nameStems }) => nameStems),
    ].some((each) => each === token.stem || sameNoun(each, token.stem)),
  );
}
