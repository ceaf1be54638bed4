/** Spans as bars over one line of time, each below the span that it is part of. */
import type { Span } from "@toolgate/server";
import { printable } from "../printable.ts";

/** A span with its place among the others. */
export interface PlacedSpan {
  readonly span: Span;
  readonly depth: number;
}

/** Columns of a line, of which the names take their share. */
const width = 80;
const barWidth = 22;
const durationWidth = 10;
const nameWidth = width - barWidth - durationWidth - 4;

/** Parents before their children, each in the order of time; what has no parent here stands at the margin. */
export function placeSpans(spans: readonly Span[]): readonly PlacedSpan[] {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const byParent = new Map<string, Span[]>();
  for (const span of spans) {
    const parent = span.parentSpanId !== undefined && ids.has(span.parentSpanId) ? span.parentSpanId : "";
    byParent.set(parent, [...(byParent.get(parent) ?? []), span]);
  }
  const placed: PlacedSpan[] = [];
  const place = (parent: string, depth: number): void => {
    const children = [...(byParent.get(parent) ?? [])].sort(
      (a, b) => a.startTimeUnixNano - b.startTimeUnixNano,
    );
    byParent.delete(parent);
    for (const span of children) {
      placed.push({ span, depth });
      place(span.spanId, depth + 1);
    }
  };
  place("", 0);
  // Spans that are part of one another, as only a caller's mistake makes them, are shown all the same.
  for (const [parent] of byParent) place(parent, 0);
  return placed;
}

/** One line a span: its name, its bar in proportion, and how long it took; `!` marks one that failed. */
export function waterfall(placed: readonly PlacedSpan[]): readonly string[] {
  const from = Math.min(...placed.map(({ span }) => span.startTimeUnixNano));
  const to = Math.max(...placed.map(({ span }) => span.endTimeUnixNano));
  return placed.map(({ span, depth }) => {
    const mark = span.status.code === "ERROR" ? "!" : " ";
    const name = fitted(`${"  ".repeat(Math.min(depth, 8))}${printable(span.name)}`, nameWidth);
    const duration = durationText(span.durationNano).padStart(durationWidth);
    return `${mark} ${name} ${bar(span, from, to)} ${duration}`;
  });
}

/** At least one cell, so that nothing disappears, and never beyond the end. */
function bar({ startTimeUnixNano: start, endTimeUnixNano: end }: Span, from: number, to: number): string {
  const cells = (nanos: number) => (to === from ? 0 : (nanos / (to - from)) * barWidth);
  const length = Math.max(1, Math.round(cells(end - start)));
  const before = Math.min(Math.round(cells(start - from)), barWidth - length);
  return `${" ".repeat(before)}${"█".repeat(length)}`
    .padEnd(barWidth, "·")
    .replace(/^ +/, (gap) => "·".repeat(gap.length));
}

/** The end is what tells names apart, so the middle gives way. */
function fitted(text: string, columns: number): string {
  if (text.length <= columns) return text.padEnd(columns);
  const head = Math.floor((columns - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (columns - 1 - head))}`;
}

export function durationText(nanos: number): string {
  const micros = nanos / 1_000;
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${(micros / 1_000).toFixed(1)} ms`;
  return `${(micros / 1_000_000).toFixed(2)} s`;
}
