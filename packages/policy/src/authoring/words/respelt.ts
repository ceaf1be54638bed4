import type { Vocabulary } from "../vocabulary.ts";
import { isNearMiss } from "./near-miss.ts";
import { isKnownWord } from "./synonyms.ts";
import type { Token } from "./tokens.ts";
import { isArticle, isFillerNoun, isGenericVerb } from "./untelling-words.ts";

/** The phrase with misspelt words replaced, each one a single slip away from exactly one word of the gateway's tools. */
export function respelt(
  phrase: readonly Token[],
  vocabulary: Vocabulary,
): { readonly phrase: readonly Token[]; readonly notes: readonly string[] } | undefined {
  const notes: string[] = [];
  const stems = new Set(
    vocabulary.tools.flatMap(({ nameStems, targetStems }) => [...nameStems, ...targetStems]),
  );
  const mended = phrase.map((token) => {
    if (token.kind !== "word" || isArticle(token.lower) || stems.has(token.stem) || isKnownWord(token.stem))
      return token;
    if (isFillerNoun(token.stem) || isGenericVerb(token.stem)) return token;
    const near = [...stems].filter((each) => isNearMiss(token.stem, each));
    const [only] = near;
    if (only === undefined || near.length > 1) return token;
    notes.push(`"${token.text}" is read as a misspelling of "${only}…"`);
    return { ...token, stem: only };
  });
  return notes.length === 0 ? undefined : { phrase: mended, notes };
}
