import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___escalate_ticket",
    description: "Escalate a ticket",
    properties: { ticketId: text, newOwner: text, phase: text, deviceName: text },
  },
];
const escalate = (input: SentenceCall[1]): SentenceCall => ["Desk___escalate_ticket", input];

describe("what a thing is like", () => {
  it.each([
    "Allow escalating tickets when the new owner is verified.",
    "Allow escalating tickets when the new owner is active.",
    "Block escalating tickets if the new owner is external.",
    "Block escalating tickets if the ticket ID is sensitive or confidential.",
    "Allow escalating tickets unless the device name is expired.",
    "Allow escalating tickets when the device name is not stolen.",
  ])(verifies("authoring.refusals", "%s: is not what it is called"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ['Allow escalating tickets when the new owner is "external".', { newOwner: "external" }],
    ["Allow escalating tickets when the new owner is ann.", { newOwner: "ann" }],
    ["Allow escalating tickets when the phase is closed.", { phase: "closed" }],
    ["Allow escalating tickets when the device name is archive.", { deviceName: "archive" }],
  ])(verifies("authoring.readings", "%s: is its text"), (sentence, input) => {
    expect(decided(sentence, tools, [escalate(input), escalate({ ticketId: "1" })])).toBe("AD");
  });
});
