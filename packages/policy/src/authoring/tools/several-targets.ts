import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

const around =
  /^(?:a|an|the|all|any|every|each|both|of|in|on|from|use|using|call|calling|invoke|invoking|access|accessing|tools?|targets?|actions?|operations?|functions?|and|or)$/;

/** The tools of all targets that the phrase lists by their own names: "all tools of the targets Billing and Shipping". */
export function severalTargets(
  phrase: readonly Token[],
  { targets }: Vocabulary,
): readonly VocabularyTool[] | undefined {
  const named = phrase.filter(
    (token) =>
      !(token.kind === "word" && around.test(token.lower)) && !(token.kind === "mark" && token.text === ","),
  );
  const found = named.map((token) =>
    token.kind === "word" || token.kind === "quoted"
      ? targets.find(({ name }) => name === token.text)
      : undefined,
  );
  const known = found.filter((target) => target !== undefined);
  if (known.length < 2 || known.length < named.length || new Set(known).size < known.length) return undefined;
  return known.flatMap(({ tools }) => tools);
}
