import type { z } from "zod";

/** Where in a request a value stands, e.g. `["tags", "team"]`; numbers are positions in a list. */
export type ValuePath = readonly PropertyKey[];

const longestNameShown = 100;

function shown(segment: PropertyKey): string {
  const text = String(segment);
  return text.length > longestNameShown ? `${text.slice(0, longestNameShown)}…` : text;
}

/** The path as AWS's sentences write it: `/authorizerConfiguration/customJWTAuthorizer`. */
export function slashed(path: ValuePath): string {
  return `/${path.map(shown).join("/")}`;
}

/** The path as AWS's `fieldList` writes it: `authorizerConfiguration.customJWTAuthorizer`. */
export function dotted(path: ValuePath): string {
  return path.map(shown).join(".");
}

/** AWS's sentence for one broken constraint; `subject` says about the value what may be said, never the value. */
export function broken(path: ValuePath, requirement: string, subject = "Value"): string {
  return `${subject} at '${slashed(path)}' failed to satisfy constraint: Member must ${requirement}`;
}

/** One broken rule, told once the path of the value is known. */
export type Sentence = (path: ValuePath) => string;

/** Records a broken rule without ending the check, so that one request learns of all its violations. */
export function refuse(
  context: z.core.$RefinementCtx<unknown>,
  sentence: Sentence,
  path: PropertyKey[] = [],
): void {
  context.addIssue({ code: "custom", path, params: { sentence } });
}
