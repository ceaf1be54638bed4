import { type Line, renderLines } from "../explain/render-lines.ts";
import { printableJson } from "../printable.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";

/** Prints a report as JSON on one line, or as lines for people. */
export function showReport<Report>(
  report: Report,
  format: (report: Report) => readonly Line[],
  json: boolean,
  { print, colour, width }: PolicySurroundings,
): void {
  if (json) print(printableJson(report));
  else for (const line of renderLines(format(report), { colour, width })) print(line);
}
