import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Depot___release_parcel",
    description: "Release a parcel",
    properties: {
      parcelId: text,
      owner: text,
      delayMinutes: { type: "integer" },
      weightKg: { type: "number" },
    },
  },
  {
    action: "Depot___shift_load",
    description: "Shift a share of the load",
    properties: { percent: { type: "integer", description: "Share of the load in percent" } },
  },
];
const own = ["eve", "ann"].map(
  (owner) =>
    [
      "Depot___release_parcel",
      { parcelId: "p", owner, delayMinutes: 5, weightKg: 3 },
      { username: "eve", sub: "ann" },
    ] as const,
);
const late = [59, 60, 61].map(
  (delayMinutes) =>
    [
      "Depot___release_parcel",
      { parcelId: "p", owner: "eve", delayMinutes, weightKg: 3 },
      { username: "eve" },
    ] as const,
);
const groups = [
  ["Depot___release_parcel", { parcelId: "p", owner: "eve" }, { username: "eve" }],
  ["Depot___release_parcel", { parcelId: "p", owner: "ann" }, { username: "eve", groups: "staff" }],
  ["Depot___release_parcel", { parcelId: "p", owner: "ann" }, { username: "eve" }],
] as const;
const shares = [25, 26].map((percent) => ["Depot___shift_load", { percent }] as const);
const weights = [20, 21].map(
  (weightKg) => ["Depot___release_parcel", { parcelId: "p", owner: "eve", weightKg }] as const,
);

describe("the same said in another order", () => {
  it.each([
    ["Anyone may release parcels when the username of the caller is the owner.", own, "AD"],
    ["Anyone may release a parcel if owner = username of the user.", own, "AD"],
    ["Anyone may release a parcel if the owner is the sub of the caller.", own, "DA"],
    ["Anyone may release parcels of their own (the username of the caller is the owner).", own, "AD"],
    [
      "Everyone can release their own parcels, i.e. those where owner is the username of the caller.",
      own,
      "AD",
    ],
    [
      "Everyone can release their own parcels, that is those where owner is the username of the caller, by at most 60 minutes delay.",
      late,
      "AAD",
    ],
    [
      "Parcels may be released by their owner (owner equals the caller's username) and by members of the group staff.",
      groups,
      "AAD",
    ],
    [
      "Releasing a parcel is possible for its owner (owner = username of the caller) or for members of the group staff.",
      groups,
      "AAD",
    ],
    [
      "Parcels may be released by members of the group staff and by their owner (owner = username).",
      groups,
      "refused",
    ],
    ["Parcels may be released from a delay of 60 minutes on.", late, "DAA"],
    ["Parcels may be released from 60 minutes upwards.", late, "DAA"],
    ["Anyone may release parcels from a delay of 60 minutes onwards.", late, "DAA"],
    ["Parcels may be released from a delay of 60 minutes.", late, "refused"],
    ["Anyone may shift at most 25 percent of the load.", shares, "AD"],
    ["Anyone may shift up to 25% of load.", shares, "AD"],
    ["Anyone may shift up to 25% of traffic.", shares, "refused"],
    ["Parcels may be released, at most 20 kg per release.", weights, "AD"],
    ["Parcels may be released, at most 20 kg per customer.", weights, "refused"],
  ])("%s", (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["We do not release parcels over 20 kg.", "AD"],
    ["We never release parcels over 20 kg.", "AD"],
    ["No parcel over 20 kg is to be released.", "AD"],
    ["We do not usually release parcels over 20 kg.", "refused"],
    ["We do not need parcels.", "refused"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, weights, true)).toBe(expected);
  });

  it.each([
    ["Callers with one of the roles clerk and lead may release parcels.", "AAD"],
    ["Parcels may be released by users with any of the roles clerk, and lead.", "AAD"],
    ["Callers with the roles clerk and lead may release parcels.", "refused"],
  ])("%s", (sentence, expected) => {
    const calls = ["clerk", "lead", "temp"].map(
      (role) => ["Depot___release_parcel", { parcelId: "p" }, { role }] as const,
    );
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
