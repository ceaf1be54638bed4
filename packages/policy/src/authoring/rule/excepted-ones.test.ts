import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Orchard___buy_seedlings",
    description: "Buy seedlings from a nursery",
    properties: {
      nursery: { type: "string" },
      price: { type: "integer", description: "Price in dollars" },
      field: { type: "string" },
      rush: { type: "boolean" },
    },
  },
];
const buy = (nursery: string, price: number, field: string, rush: boolean) =>
  ["Orchard___buy_seedlings", { nursery, price, field, rush }] as const;
const calls = [
  buy("Elm", 10, "north", false),
  buy("Oakhill", 10, "south-2", true),
  buy("Stone Hill", 900, "north", false),
];

describe("what is left out, by its name or as “those”", () => {
  it.each([
    ["Everyone may buy seedlings except those over $500.", "AAD"],
    ["Everyone may buy seedlings, except the ones with rush set to true", "ADA"],
    ["Anyone may buy seedlings, with the exception of the field south-2.", "ADA"],
    ["Allow buying seedlings from the nursery Elm.", "ADD"],
    ["Allow buying seedlings from the nurseries Elm or Stone Hill.", "ADA"],
    ["Allow buying seedlings from any nursery other than Elm or Oakhill.", "DDA"],
    ["Allow buying seedlings with the rush option.", "DAD"],
    ["Allow buying seedlings with the moon option.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block buying seedlings except those under $500.", "AAD"],
    ["Prevent anybody from buying seedlings with the rush option.", "ADA"],
    ["Block buying seedlings from any nursery other than Elm or Oakhill.", "AAD"],
    ["Block buying seedlings from the nursery Stone Hill", "AAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
