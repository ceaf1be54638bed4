/** Claims that a text says the tokens carry. Source: AWS's samples append `<idp_claims>["scope"]</idp_claims>`. */
import { z } from "zod";

const tag = /<idp_claims>([\s\S]{0,2000}?)<\/idp_claims>/g;
const shape = z.array(z.string().regex(/^[A-Za-z0-9_.:-]{1,255}$/)).max(50);

interface ClaimedText {
  /** Blanks stand where the claims stood, so that offsets stay. */
  readonly text: string;
  readonly claims: readonly string[];
}

/** The text without its lists of claims; a list that cannot be read stays, and is translated like any other words. */
export function idpClaims(rawText: string): ClaimedText {
  const claims: string[] = [];
  const text = rawText.replace(tag, (whole, inner: string) => {
    const read = shape.safeParse(parsed(inner));
    if (!read.success) return whole;
    claims.push(...read.data);
    return " ".repeat(whole.length);
  });
  return { text, claims: [...new Set(claims)] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
