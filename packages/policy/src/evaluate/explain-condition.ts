import type { Expression, Span } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/nodes-of.ts";
import { Failure } from "../values/failure.ts";
import { valueToJson } from "../values/value-to-json.ts";
import type { CedarValueJson } from "./decision.ts";
import { Possible, type Result } from "./result.ts";

/** A part of a condition, with what it came to. */
export interface PartExplanation {
  readonly kind: Expression["kind"];
  /** For `binary`, which: `<`, `contains`; for `call`, which function. */
  readonly operator?: string | undefined;
  readonly span: Span;
  /** As the policy writes it, spaces and line breaks as one space. */
  readonly text: string;
  readonly outcome: PartOutcome;
  /** In the order in which they are evaluated. */
  readonly parts: readonly PartExplanation[];
}

export type PartOutcome =
  | { readonly kind: "value"; readonly value: CedarValueJson }
  | { readonly kind: "error"; readonly message: string }
  /** A part before it had settled the result, or the policy's scope did not match. */
  | { readonly kind: "not-evaluated" };

/** The tree of a condition; `trace` holds what each evaluated part came to, `text` is the policy's. */
export function explainCondition(
  node: Expression,
  trace: ReadonlyMap<Expression, Result>,
  text: string,
): PartExplanation {
  return {
    kind: node.kind,
    ...(node.kind === "binary" ? { operator: node.operator } : {}),
    ...(node.kind === "call" ? { operator: node.name } : {}),
    span: node.span,
    text: text.slice(node.span.start, node.span.end).replace(/\s+/g, " "),
    outcome: outcomeOf(trace.get(node)),
    parts: childrenOf(node).map((part) => explainCondition(part, trace, text)),
  };
}

function outcomeOf(result: Result | undefined): PartOutcome {
  if (result === undefined) return { kind: "not-evaluated" };
  if (result instanceof Failure) return { kind: "error", message: result.message };
  if (result instanceof Possible) return { kind: "error", message: "It hangs on what is not known" };
  return { kind: "value", value: valueToJson(result) };
}
