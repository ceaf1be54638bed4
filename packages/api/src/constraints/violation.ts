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

/** AWS's sentence for a value that does not hold to `requirement`, e.g. `Member must not be null`. */
export function broken(path: ValuePath, requirement: string, subject = "Value"): string {
  return `${subject} at '${slashed(path)}' failed to satisfy constraint: ${requirement}`;
}

/** A broken rule, told once the path of the value is known. It never repeats the value, which may be a secret. */
export interface BrokenRule {
  readonly sentence: (path: ValuePath) => string;
  /** AWS's words for the rule alone, where it is one of AWS's. */
  readonly requirement?: string;
}

type Context = z.core.$RefinementCtx<unknown>;

/** Records a broken rule of Toolgate's own without ending the check, so that a request learns of all its violations. */
export function refuse(
  context: Context,
  sentence: BrokenRule["sentence"],
  path: readonly PropertyKey[] = [],
): void {
  context.addIssue({ code: "custom", path: [...path], params: { sentence } satisfies BrokenRule });
}

/** Records that a value breaks a rule of AWS's model; `subject` may say of the value what is no secret. */
export function refuseMember(context: Context, requirement: string, subject?: string): void {
  const sentence = (path: ValuePath) => broken(path, requirement, subject);
  context.addIssue({ code: "custom", params: { sentence, requirement } satisfies BrokenRule });
}
