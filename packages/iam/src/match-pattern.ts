import { fits, type PatternStep } from "./pattern.ts";
import type { PolicyVersion } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";
import { resolveVariable, type TemplatePiece, templatePieces } from "./template.ts";

/** Whether a text fits a pattern with `*`, `?` and variables; undefined when a variable has no value. */
export function matchesLike(
  pattern: string,
  text: string,
  version: PolicyVersion,
  context: RequestContext,
): boolean | undefined {
  const steps = stepsOf(templatePieces(pattern, version), context);
  return steps && fits(steps, text);
}

/** Whether an action fits a pattern of Action or NotAction, case aside. Actions have no variables. */
export function matchesAction(pattern: string, action: string): boolean {
  return fits(stepsOf(templatePieces(pattern.toLowerCase(), "2008-10-17")) ?? [], action.toLowerCase());
}

/** Steps whose wildcards may be anything; undefined when a variable has no value. */
export function stepsOf(
  pieces: readonly TemplatePiece[],
  context?: RequestContext,
): PatternStep[] | undefined {
  const steps: PatternStep[] = [];
  for (const piece of pieces) {
    if (piece.kind === "wildcard")
      steps.push(piece.text === "*" ? { kind: "run", colons: true } : { kind: "one", colons: true });
    else {
      const text = piece.kind === "text" || !context ? piece.text : resolveVariable(piece, context);
      if (text === undefined) return undefined;
      steps.push({ kind: "text", text });
    }
  }
  return steps;
}
