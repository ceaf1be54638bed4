import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Dock___launch",
    description: "Launch a vessel",
    properties: {
      vessel: { type: "string" },
      zone: { type: "string", enum: ["harbour", "sea"] },
      knots: { type: "integer" },
      note: { type: "string" },
    },
  },
  { action: "Dock___moor", description: "Moor a vessel", properties: { vessel: { type: "string" } } },
];
/** Of a deckhand and a captain: in the harbour at 5, at sea at 5, in the harbour at 15, the same with a note; then moor. */
const calls = ["deckhand", "captain"].flatMap((role) => [
  ["Dock___launch", { vessel: "v", zone: "harbour", knots: 5 }, { role }] as const,
  ["Dock___launch", { vessel: "v", zone: "sea", knots: 5 }, { role }] as const,
  ["Dock___launch", { vessel: "v", zone: "harbour", knots: 15 }, { role }] as const,
  ["Dock___launch", { vessel: "v", zone: "harbour", knots: 15, note: "n" }, { role }] as const,
  ["Dock___moor", { vessel: "v" }, { role }] as const,
]);

describe("a permission and the case in which it asks for more", () => {
  it.each([
    ["Anyone may launch, but at sea only role captain may.", "ADAADAAAAD"],
    ["Anyone may launch vessels, but in the zone sea only role captain may launch.", "ADAADAAAAD"],
    ["Everyone may launch vessels, except in zone sea, where they need role captain.", "ADAADAAAAD"],
    ["Launching is allowed for everyone, but if the zone is sea it is for role captain only.", "ADAADAAAAD"],
    ["Everyone may launch vessels; if the zone is sea, only role captain may do so.", "ADAADAAAAD"],
    ["Everyone may launch vessels. For zone sea the role captain is required.", "ADAADAAAAD"],
    ["Anyone may launch vessels, but over 10 knots a note is required.", "AADADAADAD"],
    ["Anyone may launch vessels at up to 10 knots; above that a note is required.", "AADADAADAD"],
    ["Anyone may launch vessels at up to 10 knots. Above that only role captain may.", "AADDDAAAAD"],
    ["Anyone may launch vessels at under 10 knots, anything faster needs a note.", "refused"],
    ["Anyone may launch vessels at up to 10 knots; beyond that you need role captain.", "AADDDAAAAD"],
    // must a captain be a deckhand as well?
    ["Role deckhand may launch vessels at up to 10 knots; beyond that role captain is needed.", "refused"],
    ["Role deckhand may launch vessels, but at sea they also need a note.", "ADAADDDDDD"],
    ["Anyone may launch vessels, but role captain may at sea.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
