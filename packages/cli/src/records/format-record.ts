import type { DecisionOutcome, DecisionRecord } from "@toolgate/server";
import { printable } from "../printable.ts";

/** Lines for people; columns keep their widths from one call to the next, so that followed records stay aligned. */
export type FormatRecords = (records: readonly DecisionRecord[]) => string[];

const widest = 60;

/** Time, what policy said, who, what, which policies, how it ended, why, and the decision id. */
export function createFormatRecords(options: { readonly colour: boolean }): FormatRecords {
  const widths: number[] = [];

  function paint(cell: string, column: number, record: DecisionRecord): string {
    if (!options.colour) return cell;
    if (column === 1) return `\u001b[${colourOf(record)}m${cell}\u001b[0m`;
    return column === 7 ? `\u001b[2m${cell}\u001b[0m` : cell;
  }

  return (records) => {
    const rows = records.map((record) => ({ record, cells: cellsOf(record) }));
    for (const { cells } of rows) {
      cells.forEach((cell, column) => {
        widths[column] = Math.min(widest, Math.max(widths[column] ?? 0, cell.length));
      });
    }
    return rows.map(({ record, cells }) =>
      cells
        .map((cell, column) => {
          const last = column === cells.length - 1;
          return paint(last ? cell : cell.padEnd(widths[column] ?? 0), column, record);
        })
        .join("  "),
    );
  };
}

function cellsOf(record: DecisionRecord): string[] {
  const { determiningPolicies, principal } = record;
  return [
    record.time,
    verdict(record),
    principal === undefined ? "-" : principal.id,
    asked(record),
    determiningPolicies.length === 0 ? "no policy" : determiningPolicies.join(","),
    ended(record),
    why(record),
    record.decisionId,
  ].map(printable);
}

/** What policy said, and what was done where that is something else. */
function verdict({ decision, enforced, mode }: DecisionRecord): string {
  if (decision === enforced || (decision === "ERROR" && enforced === "DENY")) return decision;
  return `${decision} (${mode}: ${enforced === "ALLOW" ? "let through" : "stopped"})`;
}

function asked({ method, action, tools }: DecisionRecord): string {
  if (method === "tools/call") return action ?? "tools/call";
  if (tools === undefined) return method;
  return `${method} ${tools.allowed.length} of ${tools.allowed.length + tools.denied.length}`;
}

function ended({ method, enforced, outcome }: DecisionRecord): string {
  if (method === "tools/list" || enforced === "DENY") return "-";
  return outcome === undefined ? "not ended" : describeOutcome(outcome);
}

function describeOutcome({ result, millis, cause }: DecisionOutcome): string {
  const how = result === "success" ? "ok" : result;
  return `${how} ${millis} ms${cause === undefined ? "" : `: ${cause}`}`;
}

/** A forbid that could not be evaluated forbids nothing, so errors are never left out of the line. */
function why({ reason, erroredPolicies, logOnlyFlipping }: DecisionRecord): string {
  const errors = erroredPolicies.map(
    ({ policyId, effect, message }) => `${policyId} (${effect}): ${message}`,
  );
  return [
    reason,
    ...(errors.length === 0 ? [] : [`! policies that failed: ${errors.join("; ")}`]),
    ...(logOnlyFlipping.length === 0
      ? []
      : [`log-only policies would change it: ${logOnlyFlipping.join(",")}`]),
  ].join(" ");
}

function colourOf({ decision }: DecisionRecord): number {
  switch (decision) {
    case "ALLOW":
      return 32;
    case "DENY":
      return 31;
    case "ERROR":
      return 33;
    default:
      return decision satisfies never;
  }
}
