import type { Requirement } from "./requirement.ts";

const issue = "Toolgate, Decision record";

export const recordsRequirements = [
  {
    id: "records.kept",
    source: issue,
    sentence: "A recorded decision is there after a restart, as it was recorded, with its outcome",
  },
  {
    id: "records.order",
    source: issue,
    sentence: "Records are found newest first; after a given one, oldest first, in the order of deciding",
  },
  {
    id: "records.filters",
    source: issue,
    sentence: "Records are found by gateway, decision, decision id and request id",
  },
  {
    id: "records.bounds",
    source: `${issue}: bounded by age and size`,
    sentence: "Records beyond the age or the number that are kept are deleted, with their outcomes",
  },
  {
    id: "records.fail-closed",
    source: "Toolgate, the life of a tool call",
    sentence: "A decision that cannot be recorded is refused, and the log says why",
  },
  {
    id: "records.recovers",
    source: issue,
    sentence: "What waited while the store failed is stored when it works again",
  },
  {
    id: "records.lines",
    source: `${issue}: and as JSON lines`,
    sentence: "Each decision and each outcome is one JSON line, written at once",
  },
  {
    id: "records.disclosure",
    source: `${issue}: claims and arguments only if configured`,
    sentence: "Claims and arguments are recorded only when the settings say so",
  },
  {
    id: "records.redaction",
    source: `${issue}: with redaction`,
    sentence: "Secrets are replaced by their names, at any depth, and large values are cut",
  },
  {
    id: "records.cli.lines",
    source: issue,
    sentence: "A line shows what policy said, what was done where that differs, and why",
  },
  {
    id: "records.cli.terminal",
    source: issue,
    sentence: "No text of a caller can command the reader's terminal",
  },
  {
    id: "records.cli.follow",
    source: issue,
    sentence: "New decisions are shown as they are made, each once, through a restart of the server",
  },
  {
    id: "records.cli.errors",
    source: issue,
    sentence: "A server that does not answer is named with the command that starts it",
  },
] as const satisfies readonly Requirement[];
