import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Inn___reserve_hall",
    description: "Reserve a hall",
    properties: {
      persons: { type: "integer" },
      fee: { type: "number", description: "Amount in dollars" },
      stars: { type: "integer" },
      note: { type: "string" },
      smoker: { type: "boolean" },
      rush: { type: "boolean" },
      selfBooked: { type: "boolean" },
      floor: { type: "string", enum: ["ground", "upper", "roof"] },
    },
  },
  {
    action: "Inn___change_rate",
    description: "Change the rate of a guest",
    properties: { guestId: { type: "string" }, rate: { type: "string", enum: ["saver", "flex"] } },
  },
];
interface Hall {
  readonly persons?: number;
  readonly fee?: number;
  readonly stars?: number;
  readonly note?: string;
  readonly smoker?: boolean;
  readonly rush?: boolean;
  readonly selfBooked?: boolean;
  readonly floor?: string;
}
const plain = {
  persons: 4,
  fee: 10,
  stars: 3,
  smoker: false,
  rush: false,
  selfBooked: false,
  floor: "ground",
};
const hall = (said: Hall, role = "host"): SentenceCall => [
  "Inn___reserve_hall",
  { ...plain, ...said },
  { role },
];
const rate = (value: string, role = "host"): SentenceCall => [
  "Inn___change_rate",
  { guestId: "x", rate: value },
  { role },
];

describe("what is said in other words than the grammar knows", () => {
  it.each([
    ["Do not reserve halls for groups of more than 20.", [hall({ persons: 21 }), hall({ fee: 21 })], "DA"],
    [
      "Reserving halls for a party of 21 or more is denied.",
      [hall({ persons: 21 }), hall({ fee: 21 })],
      "DA",
    ],
    [
      "Do not reserve halls for parties of more than 20.",
      [hall({ persons: 21 }), hall({ persons: 20 })],
      "DA",
    ],
    ["Reserving halls for groups bigger than 20 persons is denied.", [hall({ persons: 21 }), hall({})], "DA"],
    [
      "Block reserving one-star or two-star halls.",
      [hall({ stars: 1 }), hall({ stars: 2 }), hall({})],
      "DDA",
    ],
    [
      "Non-smokers cannot get a hall reservation above $50.",
      [hall({ fee: 51 }), hall({ fee: 51, smoker: true }), hall({})],
      "DAA",
    ],
    ["Block reserving one-star halls.", [hall({ stars: 1 }), hall({ stars: 2 })], "DA"],
    ["A two-star hall reservation needs a note.", [hall({ stars: 2 }), hall({ stars: 2, note: "x" })], "DA"],
    [
      "Reserving halls with more than 9 persons is out of the question: forbid.",
      [hall({ persons: 10 }), hall({})],
      "DA",
    ],
    [
      "Reserving halls with more than 9 persons is not allowed, so block it.",
      [hall({ persons: 10 }), hall({})],
      "DA",
    ],
    ["Smokers cannot get a hall reservation.", [hall({ smoker: true }), hall({})], "DA"],
    [
      "Deny everything to users with role temp, whichever tool it is.",
      [hall({}, "temp"), rate("flex", "temp"), hall({})],
      "DDA",
    ],
    [
      "Parties bigger than 20 persons are not accepted, deny the reservation.",
      [hall({ persons: 21 }), hall({})],
      "DA",
    ],
    [
      "Block reserving halls above $50, but not roof.",
      [hall({ fee: 51 }), hall({ fee: 51, floor: "roof" })],
      "DA",
    ],
    ["Forbid all access to users with role temp.", [hall({}, "temp"), rate("flex", "temp"), hall({})], "DDA"],
    ["Do not switch a guest to the saver rate.", [rate("saver"), rate("flex"), hall({})], "DAA"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    [
      "Role host may reserve halls on the ground and upper floor, but not roof.",
      [hall({}), hall({ floor: "roof" })],
      "AD",
    ],
    [
      "Role host may reserve halls on the ground or upper floor, roof excluded.",
      [hall({}), hall({ floor: "roof" })],
      "AD",
    ],
    [
      "Role host may reserve halls for up to 9 persons but not rush ones.",
      [hall({}), hall({ rush: true }), hall({ persons: 10 })],
      "ADD",
    ],
    [
      "Role host may reserve halls but never ones they booked themselves (selfBooked).",
      [hall({}), hall({ selfBooked: true })],
      "AD",
    ],
    [
      "Role host may reserve halls for a fee up to 20, but never their own (selfBooked).",
      [hall({}), hall({ selfBooked: true }), hall({ fee: 21 })],
      "ADD",
    ],
    [
      "Putting a guest on the flex rate is reserved for role host.",
      [rate("flex"), rate("saver"), rate("flex", "temp")],
      "ADD",
    ],
    [
      "Role host may reserve halls for up to 9 persons, but never roof.",
      [hall({}), hall({ floor: "roof" }), hall({ persons: 10 })],
      "ADD",
    ],
    [
      "Role host may reserve halls on the ground or upper floor, roof excluded, for up to 9 persons.",
      [hall({}), hall({ floor: "roof" }), hall({ persons: 10 })],
      "ADD",
    ],
    [
      "Users may change the rate to flex, the guestId being their guest claim.",
      [
        ["Inn___change_rate", { guestId: "g1", rate: "flex" }, { guest: "g1" }],
        ["Inn___change_rate", { guestId: "g2", rate: "flex" }, { guest: "g1" }],
      ],
      "AD",
    ],
    [
      "Moving to the flex rate is reserved for role host; block it for others.",
      [rate("flex"), rate("saver"), rate("flex", "temp")],
      "ADD",
    ],
    ["A night-manager may reserve halls.", [hall({}, "night-manager"), hall({})], "AD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Night-managers may not reserve halls.",
    "Smokers cannot get a towel.",
    "Role host may reserve halls but never ones their guests liked (selfBooked).",
    "Role host may reserve halls but not nice ones.",
    "Do not move a guest to the upper floor.",
    "Role host may reserve halls on the ground floor, cellar excluded.",
  ])(verifies("authoring.refusals", "%s: not certain"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
