import type { Expression } from "../syntax/ast.ts";
import { childrenOf } from "../syntax/nodes-of.ts";
import { Failure } from "../values/failure.ts";
import { valueToJson } from "../values/value-to-json.ts";
import { valueToText } from "../values/value-to-text.ts";
import type { CedarValueJson } from "./decision.ts";
import { Possible, type Result } from "./result.ts";

/** Characters; the span says where the whole text is. */
const longestText = 400;
/** Characters. */
const longestValue = 200;

/** A part of a condition, with what it came to. */
export interface PartExplanation {
  readonly kind: Expression["kind"];
  /** For `binary`, which: `<`, `contains`; for `call`, which function. */
  readonly operator?: string | undefined;
  readonly span: Span;
  /** As the policy writes it, spaces and line breaks as one space, cut after 400 characters. */
  readonly text: string;
  readonly outcome: PartOutcome;
  /** The value as a policy would write it, cut after 200 characters; undefined where there is none. */
  readonly shown: string | undefined;
  /** In the order in which they are evaluated. */
  readonly parts: readonly PartExplanation[];
}

type Span = Expression["span"];

export type PartOutcome =
  | { readonly kind: "value"; readonly value: CedarValueJson }
  | { readonly kind: "error"; readonly message: string }
  /** It hangs on what is not known of the request. */
  | { readonly kind: "unknown" }
  /** A part before it had settled the result, or the policy's scope did not match. */
  | { readonly kind: "not-evaluated" };

/** The tree of a condition; `trace` holds what each evaluated part came to, `text` is the policy's. */
export function explainCondition(
  node: Expression,
  trace: ReadonlyMap<Expression, Result>,
  text: string,
): PartExplanation {
  const result = trace.get(node);
  return {
    kind: node.kind,
    ...(node.kind === "binary" ? { operator: node.operator } : {}),
    ...(node.kind === "call" ? { operator: node.name } : {}),
    span: node.span,
    text: oneLine(text, node.span),
    outcome: outcomeOf(result),
    get shown() {
      const isValue = result !== undefined && !(result instanceof Failure) && !(result instanceof Possible);
      return isValue ? valueToText(result, longestValue) : undefined;
    },
    parts: childrenOf(node).map((part) => explainCondition(part, trace, text)),
  };
}

function oneLine(text: string, { start, end }: Span): string {
  // so much of it may be spaces that little is left
  const line = text.slice(start, Math.min(end, start + 4 * longestText)).replace(/\s+/g, " ");
  return line.length > longestText || end - start > 4 * longestText ? `${line.slice(0, longestText)}…` : line;
}

function outcomeOf(result: Result | undefined): PartOutcome {
  if (result === undefined) return { kind: "not-evaluated" };
  if (result instanceof Failure) return { kind: "error", message: result.message };
  if (result instanceof Possible) return { kind: "unknown" };
  return {
    kind: "value",
    // made only when it is asked for: arguments may be large, and a denial is explained without them
    get value() {
      return valueToJson(result);
    },
  };
}
