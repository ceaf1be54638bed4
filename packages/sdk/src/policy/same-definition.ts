import type { PolicyDefinition } from "../callers/operation-types.ts";

/**
 * Whether a stored policy says what is wanted, in the same words: line ends and blanks around it aside, for stores trim.
 * What comes of a generation cannot be compared without reading it, so it is taken for different.
 */
export function sameDefinition(stored: PolicyDefinition, wanted: PolicyDefinition): boolean {
  if ("cedar" in stored && "cedar" in wanted) return sameText(stored.cedar.statement, wanted.cedar.statement);
  if ("policy" in stored && "policy" in wanted)
    return sameText(stored.policy.statement, wanted.policy.statement);
  return false;
}

const sameText = (one: string, other: string) => normal(one) === normal(other);

const normal = (text: string) => text.replaceAll("\r\n", "\n").trim();
