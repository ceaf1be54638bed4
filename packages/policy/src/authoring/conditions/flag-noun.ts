import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { matchField } from "./match-fields.ts";
import type { NamedValue } from "./named-value.ts";

/** A flag of two or three words where its noun is the thing itself: "dangerous goods", "non-dangerous goods" where the flag is `dangerousGoods`. */
export function flagNoun(reader: Reader, context: Context): NamedValue | undefined {
  for (let length = 3; length > 1; length -= 1) {
    const words = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (words.length < length || words.some((token) => token.kind !== "word")) continue;
    for (const { said, value } of readings(words)) {
      const match = matchField(said, context.tools, "flag");
      if (match.kind !== "one" || match.missing > 0) continue;
      const { nameStems } = match.field;
      if (!said.every((token) => token.kind === "word" && nameStems.includes(token.stem))) continue;
      reader.at += length;
      const condition: Condition = { kind: "flag", field: match.field, value };
      return { condition, noun: words };
    }
  }
  return undefined;
}

function readings(
  words: readonly Token[],
): readonly { readonly said: readonly Token[]; readonly value: boolean }[] {
  const [first, ...rest] = words;
  const denied =
    first?.kind === "word" ? /^(?:non-(\p{L}{2,})|un(\p{L}{4,}))$/u.exec(first.lower) : undefined;
  const bare = denied?.[1] ?? denied?.[2];
  if (first?.kind !== "word" || bare === undefined) return [{ said: words, value: true }];
  return [
    { said: words, value: true },
    { said: [{ ...first, text: bare, lower: bare, stem: stem(bare) }, ...rest], value: false },
  ];
}
