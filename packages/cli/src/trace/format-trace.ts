/** A trace for people: the waterfall, each span with every attribute, and the log records. */
import type { Attributes, AttributeValue, LogRecord, TraceAnswer } from "@toolgate/server";
import { printable } from "../printable.ts";
import { durationText, type PlacedSpan, placeSpans, waterfall } from "./waterfall.ts";

const width = 80;
const longestValue = 2_000;

export function formatTrace({ spans, logRecords }: TraceAnswer): readonly string[] {
  const placed = placeSpans(spans);
  const traceIds = [...new Set(spans.map(({ traceId }) => printable(traceId)))];
  const start = Math.min(...spans.map(({ startTimeUnixNano }) => startTimeUnixNano));
  return [
    `trace ${traceIds.join(", ")}`,
    `begun ${instant(start)}`,
    "",
    ...waterfall(placed),
    ...placed.flatMap((each) => ["", ...spanLines(each, start)]),
    "",
    "log records",
    ...logRecords.flatMap((record) => logLines(record, start)),
  ];
}

function spanLines({ span }: PlacedSpan, start: number): string[] {
  const begun = durationText(span.startTimeUnixNano - start);
  return [
    printable(span.name),
    `  ${span.kind} ${span.status.code}, span ${printable(span.spanId)}, begun at ${begun}, took ${durationText(span.durationNano)}`,
    ...attributeLines(span.attributes),
    "  of the resource",
    ...attributeLines(span.resource.attributes).map((line) => `  ${line}`),
  ];
}

function logLines({ timeUnixNano, severityText, body, attributes }: LogRecord, start: number): string[] {
  const at = durationText(Math.max(0, timeUnixNano - start)).padStart(10);
  const { isError: _isError, log, id: _id, ...more } = body;
  const own = Object.fromEntries(Object.entries(attributes).filter(([name]) => name.startsWith("toolgate.")));
  return [
    ...wrapped(`${at}  ${severityText.padEnd(5)} `, printable(String(log))),
    ...Object.entries(more).flatMap(([name, value]) =>
      wrapped(
        `                   ${name} = `,
        printable(typeof value === "string" ? value : JSON.stringify(value)),
      ),
    ),
    ...(severityText === "ERROR"
      ? Object.entries(own).flatMap(([name, value]) =>
          wrapped(`                   ${name} = `, valueText(value)),
        )
      : []),
  ];
}

function attributeLines(attributes: Attributes): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    wrapped(`  ${printable(name)} = `, valueText(value)),
  );
}

function valueText(value: AttributeValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const cut =
    text.length <= longestValue ? text : `${text.slice(0, longestValue)}… (${text.length} characters)`;
  return cut.split("\n").map(printable).join("\n");
}

/** What does not fit goes on in the next line, four columns in; a cure keeps its own lines, to be pasted. */
function wrapped(label: string, text: string): string[] {
  const [first = "", ...others] = text.split("\n");
  if (others.length > 0) return [label.trimEnd(), ...[first, ...others].map((line) => `    ${line}`)];
  const whole = `${label}${first}`;
  if (whole.length <= width) return [whole];
  const indent = " ".repeat(Math.min(label.search(/\S|$/) + 4, 40));
  const words = first.split(" ");
  const lines: string[] = [];
  let line = label.trimEnd();
  for (const word of words) {
    if (line.length + 1 + word.length > width && line.trim() !== "") {
      lines.push(line);
      line = indent + word;
    } else line = `${line} ${word}`;
  }
  const isPasted = (each: string) => label.includes("toolgate.cure") && /^ *[{[]/.test(each);
  return [...lines, line].flatMap((each) => (isPasted(each) ? [each] : broken(each, indent)));
}

/** A word longer than a line is cut where the line ends. */
function broken(line: string, indent: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    lines.push(rest.slice(0, width));
    rest = indent + rest.slice(width);
  }
  return [...lines, rest];
}

function instant(nanos: number): string {
  return new Date(nanos / 1e6).toISOString();
}
