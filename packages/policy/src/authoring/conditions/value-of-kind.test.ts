import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Bank___wire_money",
    description: "Wire money to a beneficiary",
    properties: {
      amount: { type: "integer", description: "Amount in dollars" },
      currency: { type: "string" },
      country: { type: "string", description: "ISO country code of the beneficiary's branch" },
      state: { type: "string", description: "State where the beneficiary lives" },
    },
  },
  {
    action: "Desk___close_ticket",
    description: "Close a ticket",
    properties: { ticketId: { type: "string" }, state: { type: "string", description: "Its status" } },
  },
  {
    action: "Dock___assign_berth",
    description: "Assign a berth to a vessel",
    properties: {
      berth: { type: "integer", description: "Number of the berth" },
      lengthMeters: { type: "number", description: "Length of the vessel in meters" },
    },
  },
];
const wire = (currency: string, country: string, state = "NY"): SentenceCall => [
  "Bank___wire_money",
  { amount: 5, currency, country, state },
];
const wires = [
  wire("KPW", "DE"),
  wire("IRR", "GL"),
  wire("EUR", "FR"),
  wire("USD", "US", "TX"),
  wire("USD", "TX"),
];
const berth = (number: number, lengthMeters: number): SentenceCall => [
  "Dock___assign_berth",
  { berth: number, lengthMeters },
];

describe("values without their argument's name", () => {
  it.each([
    ["Wires in RUB, IRR or KPW are blocked for all callers", "DDAAA"],
    ["Block wiring money in KPW or IRR", "DDAAA"],
    ["Wiring money in EUR and USD is forbidden", "AADDD"],
    ["Block wires to GL", "ADAAA"],
    ["Block wires to beneficiaries in TX, NY or WA", "DDDDD"],
    ["Block wiring money to branches in GL or FR", "ADDAA"],
    ["Block wires when the currency is not EUR, USD or GBP", "DDAAA"],
    // a state and a country
    ["Block wires to CA", "refused"],
    ["Block wires in KPW or GL", "refused"],
    ["Block wires in XXX", "refused"],
    ["Block wires when the currency is not EUR or USD", "refused"],
    ["Block closing tickets in TX", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, wires, true)).toBe(expected);
  });

  it.each([
    ["Vessels longer than 366.5 meters cannot be assigned the berths 1, 2 or 3", "DDAA"],
    ["Block assigning vessels longer than 300 meters the berth 2", "ADAA"],
    ["Block berths unless the berth is not 1, 2 or 9", "DDAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const calls = [berth(1, 400), berth(2, 400), berth(4, 400), berth(2, 30)];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
