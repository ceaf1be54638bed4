import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws for "must not approve invoices they pay" where paying is what a tool does: that somebody did it is no flag of this call. */
export function refuseDeedAsFlag(tokens: readonly Token[], { tools }: Vocabulary): void {
  const said = /[a-z]+s (?:that |which )?they (?:have )?([a-z]+)(?: \.)?$/.exec(patternText(tokens))?.[1];
  if (said === undefined || !tools.some(({ nameStems }) => nameStems[0] === stem(said))) return;
  refuse(`Who does "${said}" is told by no call`, spanOf(tokens.slice(-3)), {
    advice: "Name the argument that says who did it.",
    telling: true,
  });
}
