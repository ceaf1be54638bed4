import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const whole = { type: "integer" };
const tools = [
  {
    action: "Desk___adjust_bill",
    description: "Adjust the bill of an account",
    properties: {
      accountId: text,
      creditAmount: { type: "number", description: "In dollars" },
      reasonCode: text,
    },
  },
  { action: "Yard___rent_crane", description: "Rent a crane", properties: { days: whole, insured: flag } },
  { action: "Yard___inspect_crane", description: "Inspect a crane", properties: { craneId: text } },
] as const;
const bill = (creditAmount: number, reasonCode?: string) =>
  [
    "Desk___adjust_bill",
    { accountId: "a", creditAmount, ...(reasonCode === undefined ? {} : { reasonCode }) },
  ] as const;
const crane = (days: number, insured: boolean) => ["Yard___rent_crane", { days, insured }] as const;
const bills = [bill(25), bill(26), bill(26, "r")];
const cranes = [crane(3, false), crane(4, false), crane(4, true)];

describe("what must be there when something is done", () => {
  it.each([
    [
      "A reason code is compulsory when a bill is adjusted by a credit amount of more than $25.",
      bills,
      "ADA",
    ],
    ["A reason code is needed if a bill is adjusted by more than $25.", bills, "ADA"],
    ["When a bill is adjusted by more than $25, a reason code is required.", bills, "ADA"],
    ["If a bill is adjusted by more than $25, then a reason code must be provided.", bills, "ADA"],
    ["Whenever a bill is adjusted, a reason code is mandatory.", bills, "DDA"],
    ["Insurance is required when a crane is rented for more than 3 days.", cranes, "ADA"],
    ["A crane must be insured when it is rented for more than three days.", cranes, "ADA"],
    ["When a crane is rented for more than three days, it has to be insured.", cranes, "ADA"],
    ["When a crane is painted, it has to be insured.", cranes, "refused"],
    ["When a crane is rented for more than three days, a helmet is required.", cranes, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
