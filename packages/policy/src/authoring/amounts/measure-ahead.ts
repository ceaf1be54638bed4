import { isOfKind, matchField } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const mostWords = 4;

/** What a number behind it measures, if an argument is named so: "below an altitude of 20 degrees", "over a daily budget of $500". */
export function measureAhead(reader: Reader, context: Context): readonly Token[] | undefined {
  return reader.attempt(() => {
    reader.take("a total", "a", "an", "the", "any");
    for (let length = 1; length <= mostWords; length += 1) {
      if (reader.word(length) !== "of") continue;
      const number = reader.peek(length + 1);
      const nouns = reader.slice(reader.at, reader.at + length);
      if (number?.kind !== "number" || nouns.some(({ kind }) => kind !== "word")) return undefined;
      const match = matchField(nouns, context.tools, "number");
      if (match.kind !== "one" || !isOfKind(match.field, "number")) return undefined;
      reader.at += length + 1;
      return nouns;
    }
    return undefined;
  });
}
