import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Dam___open_gate",
    description: "Open a gate of the dam",
    properties: { gateId: text, flowRate: number, spillway: { type: "boolean" }, noticeHours: number },
  },
  {
    action: "Dam___record_level",
    description: "Record the level",
    properties: { level: number, ageMonths: number },
  },
];
type Input = Readonly<Record<string, boolean | number | string>>;
const open = (input: Input, role = "keeper") =>
  ["Dam___open_gate", { gateId: "g", ...input }, { role }] as const;
const spills = [open({ spillway: true }), open({ spillway: false }), open({ spillway: false }, "temp")];
const notices = [23, 24, 25].map((noticeHours) => open({ noticeHours }));
const flows = [open({ flowRate: 499 }), open({ flowRate: 500 })];
const levels = [11, 12].map((ageMonths) => ["Dam___record_level", { level: 3, ageMonths }] as const);

describe("a gloss in the tool's own words for what stands before it", () => {
  it.each([
    ["Role keeper may open bottom gates, i.e. those with spillway set to false.", spills, "DAD"],
    ["Role keeper may open bottom gates (that is gates with spillway set to false).", spills, "DAD"],
    [
      "Role keeper may open bottom gates, meaning the ones with spillway set to false, at a flowRate below 500.",
      [open({ spillway: false, flowRate: 499 }), open({ spillway: false, flowRate: 500 })],
      "AD",
    ],
    ["Role keeper may open small bottom gates, i.e. those with spillway set to false.", spills, "refused"],
    ["Role keeper may open no bottom gates, i.e. those with spillway set to false.", spills, "refused"],
    [
      "Role keeper may open bottom gates, in the morning those with spillway set to false.",
      spills,
      "refused",
    ],
    [
      "Gates may be opened by anyone with a notice of up to a full day ahead, that is with noticeHours at 24 or higher.",
      notices,
      "refused",
    ],
    ["Gates may be opened up to a full day ahead, that is with noticeHours at 24 or higher.", notices, "DAA"],
    [
      "Gates may be opened up to two days ahead, that is with noticeHours at 24 or higher.",
      notices,
      "refused",
    ],
    ["Gates may be opened up to a day ahead, that is with noticeHours at 24 or lower.", notices, "refused"],
    ["Gates may be opened within a day, i.e. with noticeHours at 24 or less.", notices, "AAD"],
    [
      "Levels may be recorded if it has been in use for at least a year (ageMonths of 12 or more).",
      levels,
      "DA",
    ],
    [
      "Levels may be recorded if it has been in use for at least a year (ageMonths of 11 or more).",
      levels,
      "refused",
    ],
    [
      "Levels may be recorded if it has been in use for at least a year (ageMonths of 12 or less).",
      levels,
      "refused",
    ],
    [
      "Gate keepers, meaning users with the role keeper, may open gates with a flowRate under 500.",
      flows,
      "AD",
    ],
    [
      "Gatekeepers, i.e. users with role keeper, may open gates with a flowRate under 500.",
      [...flows, open({ flowRate: 3 }, "temp")],
      "ADD",
    ],
    ["External gatekeepers, i.e. users with role keeper, may open gates.", flows, "refused"],
    ["Anyone may open gates with flowRate at 499 or lower.", flows, "AD"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
