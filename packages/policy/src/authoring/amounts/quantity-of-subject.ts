import { isOfKind, matchField } from "../conditions/match-fields.ts";
import { fieldOf } from "../conditions/subject-field.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { isAccounted } from "../words/counted-nouns.ts";
import type { Token } from "../words/tokens.ts";
import { isOfOther } from "./dimensions.ts";
import type { Quantity } from "./quantity.ts";
import { fieldOfQuantity } from "./quantity-field.ts";

/** The argument that a quantity is said of: the subject's, or, where that is the call itself ("the transfer exceeds $500"), the one that fits the number. */
export function fieldOfSubject(
  subject: readonly Token[],
  quantity: Quantity,
  context: Context,
): VocabularyField {
  const isNamed =
    matchField(subject, context.tools, "number").kind === "one" ||
    (isPronoun(subject) && context.last !== undefined && isOfKind(context.last, "number"));
  // "it is 60 or more days overdue": the words behind the number say of what it is
  const isTold = isPronoun(subject) && quantity.nouns.length > 0;
  if (!isNamed && (isTold || isCall(subject, context))) return fieldOfQuantity(quantity, context);
  const field = fieldOf(subject, "number", context);
  if (isOfOther(field, quantity.of)) {
    refuse(`"${field.path.join(".")}" is not measured so`, quantity.span, { telling: true });
  }
  for (const noun of quantity.nouns) {
    if (!context.tools.every((tool) => isAccounted(noun, field, tool)))
      refuse(`"${noun.text}" could not be placed`, noun);
  }
  return field;
}

/** Whether the subject stands for what was said before. */
export function isPronoun(subject: readonly Token[]): boolean {
  const [only] = subject;
  return (
    only === undefined ||
    (subject.length === 1 && only.kind === "word" && /^(?:it|they|that|which|this)$/.test(only.lower))
  );
}

function isCall(subject: readonly Token[], { tools, noun }: Context): boolean {
  if (isPronoun(subject)) return subject.length === 0 || noun !== undefined;
  return subject.every(
    (token) =>
      token.kind === "word" &&
      (/^(?:the|a|an|this|such|each|every|any|request|call)$/.test(token.lower) ||
        tools.every(({ nameStems }) => nameStems.includes(token.stem))),
  );
}
