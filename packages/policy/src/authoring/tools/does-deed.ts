import type { VocabularyTool } from "../vocabulary.ts";
import { isActingVerb, sameVerb } from "../words/synonyms.ts";
import { stem } from "../words/word-stem.ts";

/** Whether the verb says what the tool does: "ship" of ship_package, "refund" of process_refund. */
export function doesDeed({ nameStems }: Pick<VocabularyTool, "nameStems">, verb: string): boolean {
  const [act = "", ...things] = nameStems;
  const said = stem(verb);
  return act === said || sameVerb(act, said) || (isActingVerb(act) && things.at(-1) === said);
}
