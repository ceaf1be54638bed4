import { refuse, type TextSpan } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isNearMiss } from "../words/near-miss.ts";
import type { Token } from "../words/tokens.ts";
import { withoutArticles } from "../words/untelling-words.ts";
import { placeInTool } from "./place-in-tool.ts";

/** Says which words of the phrase no tool explains, and what may have been meant. */
export function refuseTools(phrase: readonly Token[], vocabulary: Vocabulary, span: TextSpan): never {
  const names = vocabulary.tools.map(({ action }) => action);
  const words = withoutArticles(phrase);
  const unknown = words.find(
    (word) => !vocabulary.tools.some((tool) => placeInTool(word, tool, word === words[0]) !== undefined),
  );
  if (unknown !== undefined) {
    const near = vocabulary.tools.filter((tool) =>
      [...tool.nameStems, ...tool.targetStems].some((each) => isNearMiss(unknown.stem, each)),
    );
    refuse(`No tool of this gateway is described by "${unknown.text}"`, unknown, {
      candidates: (near.length > 0 ? near.map(({ action }) => action) : names).slice(0, 10),
    });
  }
  refuse("No tool of this gateway fits all these words", span, { candidates: names.slice(0, 10) });
}
