import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Docks___moor_boat",
    description: "Moor a boat at the quay",
    properties: {
      boatId: text,
      lengthM: number,
      insured: flag,
      cargo: { ...text, enum: ["timber", "grain", "fuel"] },
    },
    required: ["boatId", "lengthM", "insured", "cargo"],
  },
  {
    action: "Docks___sell_berth",
    description: "Sell a berth",
    properties: {
      price: number,
      currency: { ...text, enum: ["EUR", "CHF"] },
      deedNote: text,
      memberId: text,
    },
    required: ["price", "currency", "memberId"],
  },
  {
    action: "Docks___reveal_owner",
    description: "Disclose who owns a boat",
    properties: { ownerConsented: flag, courtOrderRef: text },
    required: ["ownerConsented"],
  },
];
type Claims = Readonly<Record<string, string>>;
const pilot: Claims = { role: "pilot", member_id: "m1", username: "ann" };
const moor = (change: Record<string, string | number | boolean> = {}, claims = pilot): SentenceCall => [
  "Docks___moor_boat",
  { boatId: "b", lengthM: 10, insured: true, cargo: "timber", ...change },
  claims,
];
const sell = (change: Record<string, string | number> = {}, claims: Claims = pilot): SentenceCall => [
  "Docks___sell_berth",
  { price: 10, currency: "EUR", memberId: "m1", ...change },
  claims,
];
const reveal = (ownerConsented: boolean, courtOrderRef?: string): SentenceCall => [
  "Docks___reveal_owner",
  courtOrderRef === undefined ? { ownerConsented } : { ownerConsented, courtOrderRef },
  pilot,
];

describe("rules in a business's own words", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["No one gets moored at the quay between 11:00 and 13:00 UTC.", [moor(), sell()], "DA"],
    ["Outside 13:00 to 16:30 UTC no boat is to be moored.", [moor(), sell()], "DA"],
    ["From 1 August 2026 on, no boat is to be moored any more.", [moor()], "D"],
    [
      "An owner must not be revealed unless they have consented or a court order reference is given.",
      [reveal(true), reveal(false), reveal(false, "c")],
      "ADA",
    ],
    [
      "Mooring a boat longer than 50 m takes the pilot role.",
      [moor({ lengthM: 51 }), moor({ lengthM: 51 }, {}), moor({ lengthM: 50 }, {})],
      "ADA",
    ],
    [
      "Any sale of a berth above 100 has to come with a deed note.",
      [sell({ price: 101 }), sell({ price: 101, deedNote: "n" }), sell({ price: 100 })],
      "DAA",
    ],
    ["A deed note is mandatory for every sale.", [sell(), sell({ deedNote: "n" }), moor()], "DAA"],
    ["We don't sell berths in Swiss francs.", [sell({ currency: "CHF" }), sell()], "DA"],
    [
      "Boats with grain are never moored uninsured.",
      [moor({ cargo: "grain", insured: false }), moor({ cargo: "grain" }), moor({ insured: false })],
      "DAA",
    ],
    [
      "No one may sell a berth unless they have the role pilot and leave a deed note.",
      [sell({ deedNote: "n" }), sell(), sell({ deedNote: "n" }, {})],
      "ADD",
    ],
    [
      "Boats must not be moored unless the user has the scope docks:moor or belongs to the group Crew.",
      [moor({}, { scope: "docks:moor" }), moor({}, { groups: '["Crew"]' }), moor()],
      "AAD",
    ],
  ])(verifies("authoring.structure", "%s, with everything else allowed"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Berths may be sold for anything from 5 to 10, both ends included, as long as the seller has the role pilot.",
      [sell(), sell({ price: 11 }), sell({}, {})],
      "ADD",
    ],
    ["Role pilot can sell berths whatever they cost.", [sell({ price: 99 }), sell({}, {})], "AD"],
    ["Role pilot can have a boat moored only if it is insured.", [moor(), moor({ insured: false })], "AD"],
    [
      "Berths may be sold by role pilot or by members of the group Crew, and by nobody else.",
      [sell(), sell({}, { groups: '["Crew"]' }), sell({}, {})],
      "AAD",
    ],
    ["Boats may be moored only between 07:00 and 15:00 UTC, and never during September 2026.", [moor()], "D"],
    [
      "Users can sell berths for their own member ID (claim member_id) and for no other.",
      [sell(), sell({ memberId: "m2" })],
      "AD",
    ],
    [
      "Users can sell berths under their own member ID, which is in the member_id claim.",
      [sell(), sell({ memberId: "m2" })],
      "AD",
    ],
    [
      "Until 1 September 2026 (that day included, UTC), role pilot should be able to moor boats.",
      [moor()],
      "A",
    ],
    [
      "A boat may only be moored by a caller whose boat claim is the boat ID that is given.",
      [moor({}, { boat: "b" }), moor({}, { boat: "c" })],
      "AD",
    ],
  ])(verifies("authoring.structure", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    // both are needed
    "Boats must be moored by a pilot and by a member of the group Crew.",
    // no scope is called "belongs"
    "Allow users with the scope docks:moor or belongs to moor boats.",
  ])(verifies("authoring.readings", "%s is no choice of one of them"), (sentence) => {
    const either = decided(
      sentence,
      tools,
      [moor(), moor({}, { scope: "belongs" })],
      sentence.includes("must"),
    );
    expect(["refused", "DD"]).toContain(either);
  });
});
