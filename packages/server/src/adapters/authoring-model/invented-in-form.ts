/** What a model put into a policy that the requirement does not say: it may choose among words, and add none. */
import { type Condition, saysNumber, saysText, type Vocabulary } from "@toolgate/policy";

/** The first value, number or claim of the conditions that the requirement does not name, as a sentence for the model; undefined where all are named. */
export function inventedIn(
  conditions: readonly (Condition | undefined)[],
  requirement: string,
  vocabulary: Pick<Vocabulary, "claims">,
): string | undefined {
  for (const condition of conditions) {
    const found = condition === undefined ? undefined : invented(condition, requirement, vocabulary);
    if (found !== undefined)
      return `${found} is not in the requirement: use what it says, and answer "cannot" where it does not say`;
  }
  return undefined;
}

function invented(
  condition: Condition,
  text: string,
  vocabulary: Pick<Vocabulary, "claims">,
): string | undefined {
  const unsaid = (values: readonly string[]) => values.find((value) => !saysText(text, value));
  switch (condition.kind) {
    case "all":
    case "any":
      return inventedAmong(condition.of, text, vocabulary);
    case "not":
      return invented(condition.of, text, vocabulary);
    case "order":
      return saysNumber(text, condition.value, condition.field) ? undefined : condition.value;
    case "number":
      return condition.values.find((value) => !saysNumber(text, value, condition.field));
    case "text":
      return unsaid(condition.values);
    case "claim":
      return unsaid(condition.values) ?? unknownClaim(condition.claim, text, vocabulary);
    case "claim-present":
    case "same":
      return unknownClaim(condition.claim, text, vocabulary);
    case "flag":
    case "present":
    case "fields":
    case "hours":
    case "dates":
    case "iam":
      return undefined;
  }
}

function inventedAmong(
  conditions: readonly Condition[],
  text: string,
  vocabulary: Pick<Vocabulary, "claims">,
): string | undefined {
  for (const each of conditions) {
    const found = invented(each, text, vocabulary);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownClaim(
  claim: string,
  text: string,
  { claims }: Pick<Vocabulary, "claims">,
): string | undefined {
  return claims.includes(claim) || saysText(text, claim) ? undefined : `the claim ${claim}`;
}
