import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";

/**
 * "shared with a recipient whose email ends with …" as "shared when the recipient email ends with …" where an argument is called so;
 * undefined where none is.
 */
export function withWhoseArgument(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const at = tokens.findIndex((token) => token.kind === "word" && token.lower === "whose");
  const [noun, name] = [tokens[at - 1], tokens[at + 1]];
  if (at < 3 || noun?.kind !== "word" || name?.kind !== "word") return undefined;
  const before = tokens.slice(0, at - 1);
  const article = /^(?:a|an|the|any|some)$/.test(wordOf(before.at(-1))) ? 1 : 0;
  const from = before.length - article - 1;
  if (!/^(?:to|with|for|by|from|of|at|in)$/.test(wordOf(before[from]))) return undefined;
  if (before.some((token) => /^(?:if|when|whenever|where|unless|except)$/.test(wordOf(token))))
    return undefined;
  const isArgument = tools.some(({ fields }) =>
    fields.some(
      ({ nameStems: [first, second, more] }) =>
        first === noun.stem && second === name.stem && more === undefined,
    ),
  );
  if (!isArgument) return undefined;
  return [
    ...tokens.slice(0, from),
    ...inserted("when the", noun),
    { ...noun, lower: noun.stem },
    ...tokens.slice(at + 1),
  ];
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
