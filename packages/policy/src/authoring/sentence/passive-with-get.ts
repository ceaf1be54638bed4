import { hasParticipleForm } from "../words/participles.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const forms: readonly (readonly [RegExp, string])[] = [
  [/^never (?:gets|is) /, "is never"],
  [/^never (?:get|are) /, "are never"],
  [/^(?:does|do) not (?:ever )?get /, "must not be"],
  [/^(?:may|can|must|shall|should) not get /, "must not be"],
  [/^(?:may|can) get /, "may be"],
  [/^only gets? /, "may only be"],
];

/** "never gets released" as "is never released", "may get refunded" as "may be refunded"; undefined where nothing is said so. */
export function withPassiveOfBe(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || at === 0) continue;
    const text = patternText(tokens.slice(at, at + 5)).concat(" ");
    for (const [form, said] of forms) {
      const length = form.exec(text)?.[0].trim().split(" ").length ?? 0;
      if (length === 0 || !hasParticipleForm(tokens[at + length])) continue;
      return [...tokens.slice(0, at), ...inserted(said, token), ...tokens.slice(at + length)];
    }
  }
  return undefined;
}
