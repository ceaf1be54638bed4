import { type Line, line, type Mark, renderLines } from "../explain/render-lines.ts";
import type { Check, Cure } from "./check.ts";
import type { Diagnosis } from "./run-checks.ts";

const marks: Readonly<Record<Check["state"], Mark>> = { ok: "✓", failed: "✗", unknown: "?", skipped: "–" };

/** The diagnosis as lines for people: the cause, the chain in order, and what mends it. */
export function formatDiagnosis(
  { cause, checks }: Diagnosis,
  asked: string,
  look: { readonly colour: boolean; readonly width?: number | undefined },
): string[] {
  const cures = curesOf(checks);
  return renderLines(
    [
      line(0, firstLine(cause, checks)),
      line(0, ""),
      line(0, asked),
      ...checks.flatMap(checkLines),
      ...(cures.length === 0 ? [] : [line(0, ""), line(0, "What mends it:")]),
      ...cures.flatMap((cure, index) => cureLines(cure, index + 1, cures.length)),
    ],
    look,
  );
}

function firstLine(cause: string | undefined, checks: readonly Check[]): string {
  if (cause !== undefined) return `Cause: ${cause}`;
  const open = checks.filter(({ state }) => state === "unknown").length;
  return open === 0 ? "All holds." : `Nothing is broken that could be looked at; ${open} could not be.`;
}

function checkLines({ title, state, evidence }: Check): Line[] {
  const isShort = state === "ok" || state === "skipped";
  const mark = marks[state];
  if (isShort)
    return [line(1, evidence === "" ? title : `${title}: ${evidence}`, { mark, dim: state === "skipped" })];
  return [line(1, title, { mark }), line(3, evidence)];
}

/** One cure may mend several failures. */
export function curesOf(checks: readonly Check[]): readonly Cure[] {
  const seen = new Map<string, Cure>();
  for (const cure of checks.flatMap(({ cures = [] }) => cures)) {
    const key = JSON.stringify(cure);
    if (!seen.has(key)) seen.set(key, cure);
  }
  return [...seen.values()];
}

function cureLines({ say, paste, command }: Cure, number: number, of: number): Line[] {
  const lead = of === 1 ? "" : `${number}. `;
  return [
    line(1, `${lead}${say}`, { hang: lead.length }),
    ...(paste === undefined ? [] : paste.split("\n").map((text) => line(2, text, { whole: true }))),
    ...(command === undefined ? [] : [line(2, `$ ${command}`, { whole: true })]),
  ];
}
