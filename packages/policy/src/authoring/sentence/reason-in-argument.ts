import { isOfKind } from "../conditions/match-fields.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

const reasons = new Set(
  ["reason", "cause", "ground", "grounds", "motive", "justification", "purpose"].map(stem),
);
const nouns = /^(?:because of|due to|owing to|on account of|for) /;
const finite = /\b(?:is|are|was|were|has|have|had|do|does|did|can|could|must|will|would|may|might)\b/;

/** Whether what is called a reason may be the value of an argument of the tools: "because of key compromise", where `reason` can be that. */
export function isReasonInArgument(
  reason: readonly Token[],
  isBehind: boolean,
  permits: boolean,
  fields: readonly VocabularyField[],
): boolean {
  const words = reason.flatMap((token) =>
    token.kind === "word" || token.kind === "quoted" ? nameWords(token.text) : [],
  );
  const said = words.map(stem);
  const isValue = fields.some(({ values }) =>
    values.some((value) => holds(said, nameWords(value).map(stem))),
  );
  if (isValue) return true;
  const text = words.join(" ");
  const isNoun = isBehind && permits && nouns.test(text) && !finite.test(text);
  return (
    isNoun &&
    fields.some(
      (field) =>
        isOfKind(field, "text") &&
        field.values.length === 0 &&
        field.nameStems.some((each) => reasons.has(each)),
    )
  );
}

function holds(said: readonly string[], value: readonly string[]): boolean {
  if (value.length === 0) return false;
  return said.some((_, at) => value.every((word, index) => said[at + index] === word));
}
