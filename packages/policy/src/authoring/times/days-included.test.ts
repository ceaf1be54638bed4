import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Ledger___export_ledger",
    description: "Export the ledger",
    properties: { year: { type: "integer" }, rows: { type: "integer" } },
  },
];
const calls: readonly SentenceCall[] = [["Ledger___export_ledger", { year: 2025, rows: 5 }]];

// the calls are made on 1 September 2026, at noon
describe("the days at the ends of a period", () => {
  it.each([
    "Exporting the ledger is forbidden from 1 August 2026 to 1 September 2026, both days included.",
    "Block exporting the ledger from 1 August 2026 to 1 September 2026 (both dates inclusive).",
    "Block exporting the ledger from 1 August 2026 to 1 September 2026, inclusive of both dates.",
    "Block exporting the ledger from 1 August 2026 through 1 September 2026, including both end dates.",
    "Block exporting the ledger from 2026-08-01 to 2026-09-01, the first and the last day included.",
    "Block exporting the ledger from 2026-08-01 to 2026-09-01, including the last day.",
    "From 2026-08-01 to 2026-09-01, both days included, exporting the ledger is forbidden.",
    "Block exporting the ledger from August to September 2026, both months included.",
  ])(verifies("authoring.readings", "%s: they belong to it"), (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("D");
  });

  it.each([
    "Block exporting the ledger from 2026-08-01 to 2026-09-01, both days excluded.",
    "Block exporting the ledger from 2026-08-01 to 2026-09-01, inclusive of taxes.",
    "Block exporting the ledger from 2026-08-01 to 2026-09-01, including weekends.",
  ])(verifies("authoring.refusals", "%s: says something else"), (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("refused");
  });
});

describe("days before one date and after another", () => {
  it.each([
    ["Block exporting the ledger before 1 May 2026 and after 1 August 2026.", "D"],
    ["Block exporting the ledger before 1 October 2026 and after 5 November 2026.", "D"],
    ["Block exporting the ledger before 1 May 2026 and after 5 November 2026.", "A"],
    ["Block exporting the ledger after 1 August 2026 and before 5 November 2026.", "D"],
  ])(verifies("authoring.readings", "%s: no day is both, so either is meant"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("a day beside an argument that holds a year", () => {
  it.each([
    ["Allow exporting the ledger on or after 1 September 2026.", "A"],
    ["Allow exporting the ledger from the 1st of September 2026 onwards.", "A"],
    ["Allow exporting the ledger after 1 September 2026.", "D"],
    ["Allow exporting the ledger until 31 August 2026.", "D"],
    ["Allow exporting the ledger before 2 September 2026.", "A"],
  ])(verifies("authoring.readings", "%s: is the day of the call"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each(["Allow exporting the ledger before 2027.", "Allow exporting the ledger in 2026."])(
    verifies("authoring.refusals", "%s: may be the year of either"),
    (sentence) => {
      expect(decided(sentence, tools, calls)).toBe("refused");
    },
  );
});
