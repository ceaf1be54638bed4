import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { fieldForKind, kindOfValue } from "../words/value-kinds.ts";
import { sameInAll } from "./argument-noun.ts";

/** Values that only one argument can be meant by, since they are written as such values are: "in eu-west-1 or eu-central-1", "to RU or BY", "into main". */
export function valueOfKind(
  reader: Reader,
  context: Context,
  preposition: string | undefined,
): Condition | undefined {
  return reader.attempt(() => {
    reader.take("either");
    const first = textOf(reader.peek());
    const kind = first === undefined ? undefined : kindOfValue(first);
    if (first === undefined || kind === undefined) return undefined;
    const field = sameInAll(context.tools, (tool) => fieldForKind(kind, tool, preposition));
    // a list that holds the value may hold others: that has to be said; a folder is no file
    if (field === undefined || field.shape.kind === "set" || kind === "path") return undefined;
    reader.at += 1;
    const values = [first];
    let joined = false;
    for (;;) {
      const next = reader.attempt(() => {
        const comma = reader.take(",");
        const word = reader.take("or", "and");
        if (comma === undefined && word === undefined) return undefined;
        const text = textOf(reader.peek());
        if (text === undefined || kindOfValue(text) !== kind) return undefined;
        reader.at += 1;
        return { text, word };
      });
      if (next === undefined) break;
      values.push(next.text);
      joined ||= next.word !== undefined;
    }
    if (values.length > 1 && !joined) return undefined;
    return { kind: "text", field, test: "is", values };
  });
}

function textOf(token: Token | undefined): string | undefined {
  return token?.kind === "word" || token?.kind === "quoted" ? token.text : undefined;
}
