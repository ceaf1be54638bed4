import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords, type VocabularyTool } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { sameInAll } from "./argument-noun.ts";
import { isOfKind } from "./match-fields.ts";

const small = /^(?:in|on|off|at|by|over|after|out)$/;

/** "on the premises", "in person" where a flag is called `onPremises`, `inPerson`. */
export function flagWithPreposition(reader: Reader, context: Context): Condition | undefined {
  const preposition = reader.word();
  if (!small.test(preposition)) return undefined;
  return reader.attempt(() => {
    const from = reader.at + 1;
    reader.at = from;
    reader.take("the", "a", "an");
    const start = reader.at;
    const lengthIn = (
      tool: VocabularyTool,
    ): { readonly field: VocabularyTool["fields"][number]; readonly length: number } | undefined => {
      const fits = tool.fields.flatMap((field) => {
        const [first, ...rest] = nameWords(field.path.at(-1) ?? "");
        const isSaid = rest.every((word, at) => stem(reader.word(start - reader.at + at)) === stem(word));
        return isOfKind(field, "flag") && first === preposition && rest.length > 0 && isSaid
          ? [{ field, length: rest.length }]
          : [];
      });
      return fits.length === 1 ? fits[0] : undefined;
    };
    const field = sameInAll(context.tools, (tool) => lengthIn(tool)?.field, "flag");
    const [tool] = context.tools;
    const length = tool === undefined ? undefined : lengthIn(tool)?.length;
    if (field === undefined || length === undefined) return undefined;
    reader.at = start + length;
    return { kind: "flag", field, value: true };
  });
}
