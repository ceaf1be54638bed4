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
  return new TracedPart(node, trace, text);
}

/** A denial looks at few parts, and must be cheap: what is not looked at is not made. */
class TracedPart implements PartExplanation {
  readonly kind: PartExplanation["kind"];
  readonly operator: string | undefined;
  readonly span: Span;
  readonly outcome: PartOutcome;
  readonly #node: Expression;
  readonly #trace: ReadonlyMap<Expression, Result>;
  readonly #text: string;

  constructor(node: Expression, trace: ReadonlyMap<Expression, Result>, text: string) {
    this.kind = node.kind;
    this.operator = node.kind === "binary" ? node.operator : node.kind === "call" ? node.name : undefined;
    this.span = node.span;
    this.outcome = outcomeOf(trace.get(node));
    this.#node = node;
    this.#trace = trace;
    this.#text = text;
  }

  get text(): string {
    return oneLine(this.#text, this.span);
  }

  get shown(): string | undefined {
    const result = this.#trace.get(this.#node);
    const isValue = result !== undefined && !(result instanceof Failure) && !(result instanceof Possible);
    return isValue ? valueToText(result, longestValue) : undefined;
  }

  get parts(): readonly PartExplanation[] {
    return childrenOf(this.#node).map((part) => new TracedPart(part, this.#trace, this.#text));
  }

  /** Getters are no members for JSON. */
  toJSON(): PartExplanation {
    const { kind, operator, span, text, outcome, shown, parts } = this;
    return { kind, operator, span, text, outcome, shown, parts };
  }
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
  if (typeof result !== "object") return { kind: "value", value: result };
  return {
    kind: "value",
    // arguments may be large
    get value() {
      return valueToJson(result);
    },
  };
}
