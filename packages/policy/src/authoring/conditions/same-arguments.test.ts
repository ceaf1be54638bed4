import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Bus___swap_drivers",
    description: "Swap the drivers of two routes",
    properties: { sourceRoute: text, targetRoute: text, seats: { type: "integer" }, payer: text },
  },
];
const swap = (sourceRoute: string, targetRoute: string) =>
  ["Bus___swap_drivers", { sourceRoute, targetRoute, seats: 3, payer: "p" }] as const;
const calls = [swap("7", "7"), swap("7", "8")];

describe("two arguments that are the same", () => {
  it.each([
    ["Forbid swapping drivers when sourceRoute and targetRoute are the same.", "DA"],
    ["Forbid swapping drivers when the source route and the target route are equal", "DA"],
    ["Forbid swapping drivers if the source and target routes are identical", "DA"],
    ["Forbid swapping drivers if the routes match", "DA"],
    ["Forbid swapping drivers when both routes are the same", "DA"],
    ["Forbid swapping drivers when sourceRoute equals targetRoute", "DA"],
    ["Forbid swapping drivers when sourceRoute is the same as targetRoute", "DA"],
    ["Forbid swapping drivers unless the source route and the target route differ", "DA"],
    ["Forbid swapping drivers when the two routes are not the same", "AD"],
    ["Forbid swapping drivers when sourceRoute and targetRoute are different", "AD"],
    ["Forbid swapping drivers when the source and the target route do not match", "AD"],
    // of two kinds, three, or the caller
    ["Forbid swapping drivers when sourceRoute and seats are the same", "refused"],
    ["Forbid swapping drivers when the user and the payer are the same", "refused"],
    ["Forbid swapping drivers when the routes are the same as yesterday", "refused"],
    ["Forbid swapping drivers when the routes and the seats are the same", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
