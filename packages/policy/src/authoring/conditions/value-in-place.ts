import { isIdentifier } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { placeArgument } from "../words/place-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { holdsTowns, isTownName } from "../words/town-names.ts";
import { kindsOfValue } from "../words/value-kinds.ts";
import { sameInAll } from "./argument-noun.ts";

const preposition = /^(?:in|into|on|at|against|inside|within|to|from)$/;

/** Values that say where, without the argument's name, where the tools have one argument for that: `in "prod"`, `to "lobby" or "help"`. */
export function valueInPlace(reader: Reader, context: Context, said: string): Condition | undefined {
  if (!preposition.test(said)) return undefined;
  return reader.attempt(() => {
    reader.take("either", "both");
    const field = sameInAll(context.tools, placeArgument);
    const first = field === undefined ? undefined : placeAhead(reader, field);
    if (field === undefined || first === undefined) return undefined;
    const values = [first];
    let joined = false;
    for (;;) {
      const next = reader.attempt(() => {
        const comma = reader.take(",");
        const word = reader.take("or", "and");
        if (comma === undefined && word === undefined) return undefined;
        reader.take(said);
        const text = placeAhead(reader, field);
        return text === undefined ? undefined : { text, joins: word !== undefined };
      });
      if (next === undefined) break;
      values.push(next.text);
      joined ||= next.joins;
    }
    if (values.length > 1 && !joined) return undefined;
    return { kind: "text", field, test: "is", values };
  });
}

/** A quoted text, a word as only identifiers are written, or a town; none is written as values of another kind are. */
function placeAhead(reader: Reader, field: VocabularyField): string | undefined {
  const town = holdsTowns(field) ? townAhead(reader) : undefined;
  if (town !== undefined) return town;
  const token = reader.peek();
  if (token === undefined || !isName(token)) return undefined;
  const kinds = kindsOfValue(token.text);
  if (kinds.some((kind) => kind !== "environment" && kind !== "region")) return undefined;
  reader.at += 1;
  return token.text;
}

/** "Lisbon", "New York". */
function townAhead(reader: Reader): string | undefined {
  const words: string[] = [];
  for (let token = reader.peek(); token?.kind === "word"; token = reader.peek(words.length)) {
    if (!/^\p{Lu}\p{Ll}/u.test(token.text)) break;
    words.push(token.text);
  }
  if (!isTownName(words)) return undefined;
  reader.at += words.length;
  return words.join(" ");
}

function isName(token: Token): boolean {
  if (token.kind === "quoted") return token.text !== "" && !token.text.includes("*");
  return token.kind === "word" && /[\d_-]/.test(token.text) && isIdentifier(token);
}
