import type { ReadRule } from "../rule/assemble-rule.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { sameTools } from "./same-tools.ts";

/**
 * Whether a rule behind another took a tool of its own for words that say no deed, and speak of an argument of the first:
 * "label sets may be deleted, but the dataset \"golden\" never" exports nothing.
 */
export function isOtherDeed(
  right: readonly Token[],
  { rule: one }: ReadRule,
  { rule: two }: ReadRule,
): boolean {
  if (one.tools.kind !== "tools" || two.tools.kind !== "tools" || sameTools(one, two)) return false;
  const words = right.filter((token): token is WordToken => token.kind === "word");
  const saysDeed = two.tools.tools.some(({ name, nameStems: [act = ""] }) =>
    right.some(
      (token) =>
        token.text.includes(name) ||
        (token.kind === "word" &&
          (act === token.stem || verbOfAct(token.lower) === act || sameVerb(act, token.stem))),
    ),
  );
  if (saysDeed) return false;
  return one.tools.tools.some(({ fields }) =>
    fields.some(({ nameStems }) => words.some(({ stem }) => nameStems.includes(stem))),
  );
}
