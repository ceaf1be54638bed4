import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Pier___moor_boat",
    description: "Moor a boat at a pier",
    properties: {
      boatId: text,
      lengthMeters: { type: "integer" },
      fuel: { type: "string", enum: ["petrol", "diesel", "electric"] },
      insured: { type: "boolean" },
      skipper: text,
    },
  },
  { action: "Pier___crane_boat", description: "Lift a boat out of the water", properties: { boatId: text } },
];
const moor = (input: Readonly<Record<string, boolean | number | string>>, name = "eve") =>
  [
    "Pier___moor_boat",
    { boatId: "b", lengthMeters: 9, fuel: "diesel", insured: true, ...input },
    { username: name },
  ] as const;
const calls = [moor({ lengthMeters: 31 }), moor({ lengthMeters: 30 }), moor({ insured: false })];

describe("a clause beside a rule that only tells why", () => {
  it.each([
    ["Never moor a boat longer than 30 meters: the pier breaks.", "DAA"],
    ["Never moor a boat longer than 30 meters, the pier is old.", "DAA"],
    ["Never moor a boat longer than 30 meters - two piers broke last year.", "DAA"],
    ["Never moor a boat longer than 30 meters (we would see no end of boats).", "DAA"],
    ["Never moor a boat longer than 30 meters. We lost a pier that way.", "DAA"],
    ["The pier is old: never moor a boat longer than 30 meters.", "DAA"],
    ["Harbours pay for every accident, so mooring a boat that is not insured is forbidden.", "AAD"],
    ["No boats that are not insured, please - the harbour has to pay.", "AAD"],
    ["Boats longer than 30 meters must not be moored, fishermen complain.", "DAA"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    // a value, an argument, another tool, a caller, a number or a second rule may say more
    "Never moor a boat longer than 30 meters, petrol boats burn.",
    "Never moor a boat longer than 30 meters, insured boats pay more.",
    "Never moor a boat longer than 30 meters, cranes break.",
    "Never moor a boat longer than 30 meters, interns cannot be trusted.",
    "Never moor a boat longer than 30 meters, 20 meters is too long at night.",
    "Never moor a boat longer than 30 meters, the same goes for rafts.",
    "Never moor a boat longer than 30 meters, rafts are not allowed.",
    "Never moor a boat longer than 30 meters, rafts must pay.",
    "Never moor a boat longer than 30 meters, the pier is closed on Sundays.",
    "Boats may be moored, the pier is old.",
    "Never moor electric boats, sailing boats stay outside as well.",
    "Never moor electric boats, sailing boats stay in the bay.",
  ])("%s is refused", (sentence) => {
    expect(decided(sentence, tools, calls, true)).toBe("refused");
  });

  it.each([
    ["Skippers moor boats themselves, so anyone may moor a boat if skipper is their username.", "AD"],
    [
      "Licensed skippers moor boats themselves, so anyone may moor a boat if skipper is their username.",
      "refused",
    ],
    ["Skippers moor boats themselves, so boats may be moored.", "refused"],
    ["Skippers never moor boats themselves, so anyone may moor boats.", "refused"],
  ])("%s", (sentence, expected) => {
    const both = [moor({ skipper: "eve" }), moor({ skipper: "ann" })];
    expect(decided(sentence, tools, both)).toBe(expected);
  });
});
