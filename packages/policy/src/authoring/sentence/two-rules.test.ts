import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  { action: "Desk___approve_expense", properties: { amount: { type: "integer" } } },
  { action: "Desk___submit_expense", properties: { amount: { type: "integer" } } },
];
const calls = [
  ["Desk___approve_expense", { amount: 50 }, { role: "manager" }],
  ["Desk___approve_expense", { amount: 500 }, { role: "manager" }],
  ["Desk___submit_expense", { amount: 50 }, { role: "clerk" }],
  ["Desk___submit_expense", { amount: 500 }, { role: "clerk" }],
  ["Desk___submit_expense", { amount: 50 }, { role: "manager" }],
] as const;

describe("two rules in one sentence", () => {
  it.each([
    ["Managers can approve expenses and clerks can submit expenses.", "AAAAD"],
    ["Managers can approve expenses and clerks can submit expenses under $100.", "AAADD"],
    ["If the amount is under 100, managers can approve expenses and clerks can submit expenses.", "ADADD"],
    [
      "When the amount is under 100, managers can approve expenses, and if it is over 60, clerks can submit expenses.",
      "refused",
    ],
    [
      "If the amount is under 100, managers can approve expenses, but clerks cannot submit expenses.",
      "refused",
    ],
    ["Managers can approve expenses and clerks can submit expenses when the amount is under 100.", "refused"],
    [
      "Managers can approve expenses and clerks can submit expenses unless the amount is over 100.",
      "refused",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

const repairs = [
  {
    action: "Desk___replace_boiler",
    description: "Replace a boiler",
    properties: {
      boilerValue: { type: "integer" },
      monthsOwned: { type: "integer" },
      receipt: { type: "string" },
    },
  },
];
const repair = (monthsOwned: number, receipt?: string) =>
  [
    "Desk___replace_boiler",
    { boilerValue: 500, monthsOwned, ...(receipt === undefined ? {} : { receipt }) },
  ] as const;

describe("a condition that goes on behind “and”", () => {
  const calls = [repair(12, "r"), repair(12), repair(36, "r"), repair(36)];
  it.each([
    [
      "Permit replacing boilers worth less than $800 when a receipt is provided and the boiler has been owned for at most 24 months.",
      "ADDD",
    ],
    [
      "Permit replacing boilers when a receipt is provided and the boiler has been owned for at most 24 months.",
      "ADDD",
    ],
    [
      "Users may replace boilers if the boiler has been owned for at most 24 months and a receipt is given.",
      "ADDD",
    ],
    // nothing says how long it has been heated, and it is no rule of its own
    [
      "Permit replacing boilers when a receipt is provided and the boiler has been heated for at most 24 months.",
      "refused",
    ],
    [
      "Permit replacing boilers worth less than $800 and the boiler is not older than 24 months unless it is loud.",
      "refused",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, repairs, calls)).toBe(expected);
  });
});

const oven = [
  {
    action: "Shop___sell_bread",
    description: "Sell bread",
    properties: { buyer: { type: "string" }, loaves: { type: "integer" } },
  },
  {
    action: "Shop___heat_oven",
    description: "Heat an oven",
    properties: { degrees: { type: "integer" }, minutes: { type: "integer" } },
  },
];
const heat = (minutes: number) => ["Shop___heat_oven", { degrees: 200, minutes }] as const;
const sell = (loaves: number, buyer?: string) =>
  ["Shop___sell_bread", { loaves, ...(buyer === undefined ? {} : { buyer }) }] as const;

describe("what is done behind “and”", () => {
  const calls = [sell(2, "b"), sell(2), heat(10), heat(90)];
  it.each([
    ["Allow selling bread when a buyer is given and heating an oven for at most 30 minutes", "ADAD"],
    ["Allow selling bread when a buyer is given and heating when the minutes are at most 30", "ADAD"],
    // these may be part of the condition
    ["Allow selling bread when a buyer is given and ovens heated for at most 30 minutes", "refused"],
    ["Allow selling bread when a buyer is given and heated for at most 30 minutes", "refused"],
    ["Allow selling bread when a buyer is given and the oven is heated for at most 30 minutes", "refused"],
    ["Allow selling bread when a buyer is given and an oven under 30 minutes", "refused"],
    ["Users may sell bread when a buyer is given and heat ovens for at most 30 minutes", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, oven, calls)).toBe(expected);
  });
});

const reports = [
  { action: "Desk___export_report", properties: { rows: { type: "integer" } } },
  { action: "Desk___delete_report", properties: { stage: { type: "string" } } },
  { action: "Desk___view_report", properties: {} },
];
/** Interns and leads export 5 and 50 rows, delete drafts and finals, view. */
const reportCalls = ["intern", "lead"].flatMap((role) => [
  ["Desk___export_report", { rows: 5 }, { role }] as const,
  ["Desk___export_report", { rows: 50 }, { role }] as const,
  ["Desk___delete_report", { stage: "draft" }, { role }] as const,
  ["Desk___delete_report", { stage: "final" }, { role }] as const,
  ["Desk___view_report", {}, { role }] as const,
]);

describe("a second rule that leaves out what the first has said", () => {
  it.each([
    [
      "Interns may not export reports when rows is over 9 and delete reports when the stage is final.",
      false,
      "DDDDDDDDDD",
    ],
    [
      "Interns may not export reports when rows is over 9 and delete reports when the stage is final.",
      true,
      "ADADAAAAAA",
    ],
    [
      "Block interns from exporting reports when rows is over 9 and deleting reports when the stage is final.",
      true,
      "refused",
    ],
    [
      "Interns may export reports when rows is under 9 and delete reports when the stage is draft.",
      false,
      "ADADDDDDDD",
    ],
    ["Interns may export reports, but they may not delete reports.", true, "AADDAAAAAA"],
    ["Interns can export reports but cannot delete reports.", false, "AADDDDDDDD"],
    [
      "Role intern has permission to export reports but it has no permission to delete reports.",
      false,
      "AADDDDDDDD",
    ],
    [
      "Users with role intern can export reports, users with role lead can delete reports.",
      false,
      "AADDDDDAAD",
    ],
    ["Everyone can view reports, only users with role lead can delete reports.", false, "DDDDADDAAA"],
    [
      "Everyone can view reports, role intern can export reports, and role lead can delete reports.",
      false,
      "AADDADDAAA",
    ],
    ["Users with role intern can export reports, users with role lead.", false, "refused"],
    ["Role lead may do anything but delete reports.", false, "DDDDDAADDA"],
    ["Role lead may do everything but delete reports and view reports.", false, "DDDDDAADDD"],
    ["Role lead may not do anything but view reports.", true, "AAAAADDDDA"],
    ["Role intern deletes reports and exports reports, customers view their own reports.", false, "refused"],
    ["Role lead may delete reports, role intern may not.", true, "AADDAAAAAA"],
    ["Role intern may not delete reports, but role lead may.", false, "DDDDDDDAAD"],
    ["Role lead may delete reports but not export reports.", true, "AAAAADDAAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, base, expected) => {
    expect(decided(sentence, reports, reportCalls, base)).toBe(expected);
  });
});
