import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { fieldForKinds, kindsOfValue, type ValueKind } from "../words/value-kinds.ts";
import { sameInAll } from "./argument-noun.ts";

/** Values that only one argument can be meant by, since they are written as such values are: "in eu-west-1 or eu-central-1", "to RU or BY", "into main". */
export function valueOfKind(
  reader: Reader,
  context: Context,
  preposition: string | undefined,
): Condition | undefined {
  return reader.attempt(() => {
    reader.take("either");
    const list = readList(reader);
    if (list === undefined || list.kinds.includes("path")) return undefined;
    const field = sameInAll(context.tools, (tool) => fieldForKinds(list.kinds, tool, preposition));
    // a list that holds the value may hold others: that has to be said; a folder is no file
    if (field === undefined || field.shape.kind === "set") return undefined;
    return { kind: "text", field, test: "is", values: list.values };
  });
}

/** Values of which one is enough, and the kinds that each of them may be of. */
function readList(
  reader: Reader,
): { readonly values: readonly string[]; readonly kinds: readonly ValueKind[] } | undefined {
  takeArticle(reader);
  const first = textOf(reader.peek());
  let kinds = first === undefined ? [] : kindsOfValue(first);
  if (first === undefined || kinds.length === 0) return undefined;
  reader.at += 1;
  const values = [first];
  let joined = false;
  for (;;) {
    const next = reader.attempt(() => {
      const comma = reader.take(",");
      const word = reader.take("or", "and");
      takeArticle(reader);
      const text = textOf(reader.peek());
      if ((comma === undefined && word === undefined) || text === undefined) return undefined;
      const shared = kinds.filter((kind) => kindsOfValue(text).includes(kind));
      if (shared.length === 0) return undefined;
      reader.at += 1;
      return { text, word, shared };
    });
    if (next === undefined) break;
    values.push(next.text);
    kinds = next.shared;
    joined ||= next.word !== undefined;
  }
  return values.length > 1 && !joined ? undefined : { values, kinds };
}

/** "in the US or the UK" is in US or UK. */
function takeArticle(reader: Reader): void {
  const next = textOf(reader.peek(1));
  if (next !== undefined && kindsOfValue(next).includes("country")) reader.take("the");
}

function textOf(token: Token | undefined): string | undefined {
  return token?.kind === "word" || token?.kind === "quoted" ? token.text : undefined;
}
