import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";

const whole = { type: "integer" };
const fraction = { type: "number" };
const text = { type: "string" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Cellar___sell_case",
    description: "Sell cases to a customer",
    properties: { cases: whole, pricePerCase: fraction, customerAge: whole, licenseCleared: flag },
  },
  {
    action: "Cellar___refund_case",
    description: "Refund a case",
    properties: { caseId: text, amount: fraction },
  },
  {
    action: "Cellar___issue_gift_card",
    description: "Issue a gift card",
    properties: { value: fraction },
  },
  {
    action: "Grid___read_meter",
    description: "Read a meter",
    properties: { kwh: { type: "number", description: "Reading in kilowatt hours" } },
  },
  {
    action: "Dome___turn_dome",
    description: "Turn the dome",
    properties: { altitude: { type: "integer", description: "Degrees above the horizon" }, manual: flag },
  },
] as const;

const sales = (key: "cases" | "pricePerCase" | "customerAge", ...values: readonly number[]) =>
  values.map(
    (value) =>
      [
        "Cellar___sell_case",
        { cases: 1, pricePerCase: 50, customerAge: 40, licenseCleared: true, [key]: value },
      ] as const,
  );
const cases = sales("cases", 5, 6);
const prices = sales("pricePerCase", 84.9, 85);
const ages = sales("customerAge", 20, 21);
const refunds = [100, 101].map((amount) => ["Cellar___refund_case", { caseId: "c", amount }] as const);
const cards = [500, 501].map((value) => ["Cellar___issue_gift_card", { value }] as const);
const degrees = [19, 20].map((altitude) => ["Dome___turn_dome", { altitude, manual: true }] as const);
const readings = [9999, 10001].map((kwh) => ["Grid___read_meter", { kwh }] as const);
const cleared = [true, false].map(
  (licenseCleared) =>
    ["Cellar___sell_case", { cases: 1, pricePerCase: 50, customerAge: 40, licenseCleared }] as const,
);

describe("what a tool does, said with a noun", () => {
  it.each([
    ["The sale of more than 5 cases is prohibited.", cases, "AD"],
    ["Sales of more than 5 cases are not allowed.", cases, "AD"],
    ["Selling more than 5 cases is prohibited.", cases, "AD"],
    ["No sale of more than 5 cases.", cases, "AD"],
    ["Because of the contract, the sale of cases at a price below $85 per case is prohibited.", prices, "DA"],
    ["Case sales below $85 a case are blocked.", prices, "DA"],
    ["Refunds are not given when the amount is over $100.", refunds, "AD"],
    ["Refunds above $100 are not granted.", refunds, "AD"],
    ["Refunds are never issued above $100.", refunds, "AD"],
    ["Gift cards are not given above $500.", cards, "AD"],
    ["The sale of cases without license clearance is prohibited.", cleared, "AD"],
    ["Cases are not given above $100.", refunds, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("a limit before the name of what it limits", () => {
  it.each([
    ["Below an altitude of 20 degrees, manual turning of the dome is forbidden.", degrees, "DA"],
    ["Turning the dome below an altitude of 20 degrees is forbidden.", degrees, "DA"],
    ["Block turning the dome under an altitude of 20 degrees.", degrees, "DA"],
    ["Block selling cases under a price per case of $85.", prices, "DA"],
    ["Block refunds over an amount of $100.", refunds, "AD"],
    ["Block refunds over a height of 100.", refunds, "refused"],
    ["Cases must not be sold to anyone younger than twenty-one.", ages, "DA"],
    ["Per the memo, do not sell cases to anyone under 21.", ages, "DA"],
    ["Block meter readings above 10,000 kWh.", readings, "AD"],
    ["Block meter readings of more than 10,000 kilowatt-hours.", readings, "AD"],
    ["Block meter readings above 10,000 kW.", readings, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
