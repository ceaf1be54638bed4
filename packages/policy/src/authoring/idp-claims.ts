/** A text, and the claims that it says the tokens carry. */
export interface ClaimedText {
  /** Blanks stand where the claims stood, so that offsets stay. */
  readonly text: string;
  readonly claims: readonly string[];
}

const tag = /<idp_claims>([\s\S]{0,2000}?)<\/idp_claims>/g;
const name = /^[A-Za-z0-9_.:-]{1,255}$/;
const mostClaims = 50;

/**
 * The text without its lists of claims, as AWS's samples append them: `<idp_claims>["scope"]</idp_claims>`. A list that cannot
 * be read stays, and is translated like any other words.
 */
export function idpClaims(rawText: string): ClaimedText {
  const claims = new Set<string>();
  const text = rawText.replace(tag, (whole, inner: string) => {
    const names = namesIn(inner);
    if (names === undefined) return whole;
    for (const each of names) claims.add(each);
    return " ".repeat(whole.length);
  });
  return { text, claims: [...claims] };
}

function namesIn(text: string): readonly string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replaceAll("'", '"'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length > mostClaims) return undefined;
  return value.every((each): each is string => typeof each === "string" && name.test(each))
    ? value
    : undefined;
}
