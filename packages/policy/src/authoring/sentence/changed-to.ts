import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";

/** "When the plan is changed to family" as "when the plan is family" where changing is what a tool does; undefined where none does so. */
export function withValueChangedTo(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const at = tokens.findIndex((token, index) => {
    const [before, to] = [tokens[index - 1], tokens[index + 1]];
    return (
      token.kind === "word" &&
      before?.kind === "word" &&
      /^(?:is|are|was)$/.test(before.lower) &&
      to?.kind === "word" &&
      to.lower === "to" &&
      tools.some(({ nameStems }) => nameStems[0] === token.stem) &&
      /^(?:change|set|move|switch|put|convert|update|mov|chang|updat)/.test(token.lower)
    );
  });
  const isCondition = tokens
    .slice(0, Math.max(0, at))
    .some((token) => token.kind === "word" && /^(?:if|when|whenever|where|unless)$/.test(token.lower));
  return at < 0 || !isCondition ? undefined : [...tokens.slice(0, at), ...tokens.slice(at + 2)];
}
