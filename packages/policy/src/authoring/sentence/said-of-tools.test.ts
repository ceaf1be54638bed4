import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Fair___buy_stems",
    description: "Buy flower stems at the market",
    properties: { stems: number, price: { type: "integer", description: "Price in dollars" } },
  },
  { action: "Fair___rent_stand", description: "Rent a stand", properties: { stand: text, widthCm: number } },
  { action: "Fair___refund_stand", description: "Refund a stand", properties: { amount: number } },
  { action: "Fair___refund_ticket", description: "Refund a ticket", properties: { amount: number } },
  {
    action: "Post___send_letter",
    description: "Send a letter",
    properties: { abroad: { type: "boolean" }, subject: text },
  },
  {
    action: "Post___create_box",
    description: "Create a box",
    properties: { sealed: { type: "boolean" }, everyHours: number },
  },
];
const by = (role: string) => ({ role });
const stems = (count: number, role = "x"): SentenceCall => [
  "Fair___buy_stems",
  { stems: count, price: 1 },
  by(role),
];
const stand = (widthCm: number): SentenceCall => ["Fair___rent_stand", { stand: "a", widthCm }, {}];
const refund = (what: "stand" | "ticket", amount: number, role = "clerk"): SentenceCall => [
  `Fair___refund_${what}`,
  { amount },
  by(role),
];
const letter = (abroad: boolean, subject = "s"): SentenceCall => [
  "Post___send_letter",
  { abroad, subject },
  {},
];
const box = (sealed: boolean, role = "x", everyHours = 6): SentenceCall => [
  "Post___create_box",
  { sealed, everyHours },
  by(role),
];

describe("what is said of the tools themselves", () => {
  it.each([
    [
      "Allow the refund tools for role clerk when the amount is under 50.",
      [refund("stand", 49), refund("ticket", 49), refund("ticket", 50), stems(1, "clerk")],
      "AADD",
    ],
    [
      "Refunding stands: $25 or less for clerks, any amount for managers.",
      [refund("stand", 25), refund("stand", 26), refund("stand", 26, "manager"), refund("ticket", 1)],
      "ADAD",
    ],
    ["At the market, role clerk may buy stems.", [stems(1, "clerk"), stems(1)], "AD"],
    ["At the harbor, role clerk may buy stems.", [stems(1, "clerk")], "refused"],
    ["At the market, role clerk may refund a ticket.", [refund("ticket", 1)], "refused"],
    ["Allow renting a stand only when it is at least 50 cm wide.", [stand(50), stand(49)], "AD"],
    ["Allow renting a stand only when it is at least 50 cm deep.", [stand(50)], "refused"],
    [
      "Sealed boxes can be created by role head; boxes that are not sealed by everybody.",
      [box(true, "head"), box(true), box(false)],
      "ADA",
    ],
    ["Boxes may be created by everyone; sealed boxes by role head.", [box(true)], "refused"],
    ["Boxes may be created by everyone; sealed boxes may be created by role head.", [box(true)], "refused"],
    ["Users may create boxes. Role head may create sealed boxes.", [box(true)], "refused"],
    [
      "Users may create boxes. Only role head may create sealed boxes.",
      [box(true), box(false), box(true, "head")],
      "DAA",
    ],
    ["Boxes may be created by role head; sealed boxes by role clerk.", [box(true)], "refused"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    [
      "Letters whose subject contains the word SECRET must not go abroad.",
      [letter(true, "SECRET"), letter(false, "SECRET"), letter(true)],
      "DAA",
    ],
    [
      "Letters whose subject contains the word SECRET must not go upstairs.",
      [letter(true, "SECRET")],
      "refused",
    ],
    [
      "Boxes may not be created more often than every 6 hours (everyHours smaller than 6 is denied).",
      [box(true)],
      "refused",
    ],
    [
      "Boxes may not run more often than every 6 hours (everyHours smaller than 6 is denied).",
      [box(true, "x", 5), box(true)],
      "DA",
    ],
    [
      "Boxes may not run more often than every 6 hours (everyHours smaller than 7 is denied).",
      [box(true, "x", 5)],
      "refused",
    ],
    ["Creating a sealed box is blocked, we lost keys that way.", [box(true), box(false)], "DA"],
  ] as const)(verifies("authoring.readings", "%s denies what it says"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
