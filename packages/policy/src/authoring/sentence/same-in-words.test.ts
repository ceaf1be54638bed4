import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Hangar___book_slot",
    description: "Book a slot for an aircraft",
    properties: {
      pilot: text,
      legs: { type: "integer" },
      note: text,
      usage: { type: "string", enum: ["private", "commercial"] },
      extras: { type: "array", items: { type: "string" } },
      inspected: { type: "boolean" },
      age: { type: "integer" },
    },
  },
  { action: "Hangar___forget_route", description: "Forget a route", properties: { userId: text } },
  {
    action: "Hangar___grant_permit",
    description: "Grant a permit",
    properties: { signed: { type: "boolean" } },
  },
  { action: "Hangar___view_board", description: "Read the departures board", properties: { day: text } },
];
type Input = Record<string, string | number | boolean | readonly string[]>;
const slot = (input: Input = {}, claims: Record<string, string> = { username: "ann" }): SentenceCall => [
  "Hangar___book_slot",
  { pilot: "bob", legs: 3, inspected: true, age: 5, ...input },
  claims,
];
const route = (userId: string): SentenceCall => ["Hangar___forget_route", { userId }, { username: "ann" }];
const permit = (signed: boolean): SentenceCall => ["Hangar___grant_permit", { signed }, {}];
const board: SentenceCall = ["Hangar___view_board", { day: "monday" }, {}];

describe("what says the same in other words", () => {
  it.each([
    ["Everyone may look at the departures board.", [board, slot()], "AD"],
    ["Booking a slot is open to anyone who gives a note.", [slot({ note: "n" }), slot()], "AD"],
    ["Anyone who gives a note may book a slot.", [slot({ note: "n" }), slot(), board], "ADD"],
    ["Anyone who gives a reason may book a slot.", [slot()], "refused"],
    [
      "Gold users may book slots for 3 legs at most.",
      [slot({}, { tier: "gold" }), slot({ legs: 4 }, { tier: "gold" })],
      "AD",
    ],
    ["Users may book slots only as the pilot themselves.", [slot({ pilot: "ann" }), slot()], "AD"],
    ["Users may book only those slots on which they are the pilot.", [slot({ pilot: "ann" }), slot()], "AD"],
    ["Users may book slots only as the mechanic themselves.", [slot()], "refused"],
    ["Allow users to forget routes only if the route is their own.", [route("ann"), route("bob")], "AD"],
    ["Allow users to forget routes only if the slot is their own.", [route("ann")], "refused"],
    [
      "Allow booking a slot for commercial use.",
      [slot({ usage: "commercial" }), slot({ usage: "private" }), slot()],
      "ADD",
    ],
    [
      "Allow booking a slot only if the extras include a tie-down.",
      [slot({ extras: ["tie-down"] }), slot({ extras: ["x"] })],
      "AD",
    ],
    ["Allow booking a slot as long as it is inspected.", [slot(), slot({ inspected: false })], "AD"],
    [
      "It is allowed for everyone to read the departures board, and to book a slot as long as it is inspected.",
      [board, slot(), slot({ inspected: false })],
      "AAD",
    ],
    ["The chief pilot, user ann, may book slots.", [slot(), slot({}, { username: "bob" })], "AD"],
    ["Allow the agent slot-bot to book slots.", [slot({}, { username: "slot-bot" }), slot()], "AD"],
    ["Users may book slots, 3 legs maximum.", [slot(), slot({ legs: 4 })], "AD"],
    [
      "Slots may be booked only under the pilot that matches the caller's username claim.",
      [slot({ pilot: "ann" }), slot()],
      "AD",
    ],
    ["Grant a permit only when it is signed.", [permit(true), permit(false), slot()], "ADD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block booking a slot that is older than 9 or is not inspected.", "AAAD"],
    ["Block slots over 3 legs from being booked.", "AADA"],
    ["Block booking a slot unless a pilot books it.", "DDDD"],
    ["Block booking a slot unless a pilot sells it.", "refused"],
    ["Block everyone from booking a slot unless a manager books it.", "DDDD"],
  ])(verifies("authoring.readings", "%s denies what it says"), (sentence, expected) => {
    const calls = [slot(), slot({ age: 9 }), slot({ legs: 9 }), slot({ inspected: false })];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Book slots only in the evening, between 8 PM and 11 PM UTC.", "DDDD"],
    ["Book slots only in the evening, between 8 AM and 11 AM UTC.", "refused"],
    ["Allow booking slots only during the summer window, from 1 July 2026 through 31 August 2026.", "DDDD"],
    ["Allow booking slots only during the summer window, when it is inspected.", "refused"],
  ])(verifies("authoring.readings", "%s: the times say when"), (sentence, expected) => {
    const calls = [slot(), slot({ age: 9 }), slot({ legs: 9 }), slot({ inspected: false })];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
