import type { Policy, Span } from "../../syntax/ast.ts";
import { lineAndColumn } from "../../syntax/line-and-column.ts";

/** A policy together with the text that it stands in. */
export interface WrittenPolicy {
  /** A file's path, or a stored policy's id. */
  readonly source: string;
  /** All of the source; the spans of the policy are places in it. */
  readonly text: string;
  readonly policy: Policy;
}

/** Where something stands; line and column begin at 1. */
export interface TextPlace {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** Where the policy, or the part of it, begins. */
export function placeOf(
  { source, text, policy }: WrittenPolicy,
  { start }: Span = { start: effectStart(text, policy), end: 0 },
): TextPlace {
  return { source, ...lineAndColumn(text, start) };
}

/** Annotations stand before the word that a reader looks for. */
function effectStart(text: string, { annotations, span }: Policy): number {
  const last = annotations.at(-1);
  if (last === undefined) return span.start;
  const between = text
    .slice(last.span.end, span.end)
    .replace(/\/\/[^\n\r]*/g, (comment) => " ".repeat(comment.length));
  return last.span.end + Math.max(0, between.search(/permit|forbid/));
}
