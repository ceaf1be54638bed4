import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const number = { type: "integer" };
const tools = [
  {
    action: "Desk___close_ticket",
    description: "Close a ticket",
    properties: { ticketId: { type: "string" }, ticketPriority: number },
  },
  {
    action: "Desk___open_ticket",
    description: "Open a ticket",
    properties: { title: { type: "string" }, openTickets: number },
  },
  {
    action: "Box___sell_seat",
    description: "Sell seats of a show",
    properties: { seatCount: number, seatPrice: number, row: number },
  },
];
const open = (openTickets: number): SentenceCall => ["Desk___open_ticket", { title: "t", openTickets }];
const sell = (seatCount: number, seatPrice: number): SentenceCall => [
  "Box___sell_seat",
  { seatCount, seatPrice, row: 1 },
];

describe("what a number counts", () => {
  it.each([
    "Forbid opening tickets if the count of open tickets exceeds 5.",
    "Forbid opening tickets if the total number of open tickets is over 5.",
    "Forbid opening tickets if the number of open tickets is greater than 5.",
    "Forbid opening tickets when there are more than 5 open tickets.",
    "Forbid opening tickets with more than 5 open tickets.",
    "Forbid opening tickets if the open tickets exceed 5.",
  ])(verifies("authoring.readings", "%s: is named by its noun"), (sentence) => {
    expect(decided(sentence, tools, [open(5), open(6)], true)).toBe("AD");
  });

  it.each([
    "Forbid selling more than 4 seats.",
    "Block selling seats when the number of seats exceeds 4.",
    "Block selling seats if the count of seats is over 4.",
    "Block sales of more than 4 seats.",
  ])(verifies("authoring.readings", "%s: are how many, and not what one costs"), (sentence) => {
    expect(decided(sentence, tools, [sell(4, 90), sell(5, 1)], true)).toBe("AD");
  });

  it.each([
    "Block closing tickets when the number of tickets exceeds 3.",
    "Block closing more than 3 tickets.",
    "Allow closing tickets when the count of tickets is under 3.",
    "Allow closing up to 3 tickets.",
  ])(verifies("authoring.refusals", "%s: is no priority"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
