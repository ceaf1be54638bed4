import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const tools = [
  {
    action: "Port___release_berth",
    description: "Release a berth",
    properties: { berthId: text, terminal: text, daysReserved: number, lateBonus: number },
  },
  {
    action: "Port___block_vessel",
    description: "Block a vessel",
    properties: { vessel: text, pilotId: text },
  },
  { action: "Port___remove_wharf", description: "Remove a wharf", properties: { wharf: text } },
  { action: "Port___merge_chart", description: "Merge a chart", properties: { chart: text, branch: text } },
  {
    action: "Port___cancel_trip",
    description: "Cancel a trip",
    properties: { tripId: text, passengerId: text, section: text },
  },
];
type Input = Readonly<Record<string, number | string>>;
type Claims = Readonly<Record<string, string>>;
const release = (input: Input, claims: Claims = {}) =>
  ["Port___release_berth", { berthId: "b", terminal: "T1", ...input }, claims] as const;
const block = (vessel: string) => ["Port___block_vessel", { vessel }] as const;
const remove = (wharf: string) => ["Port___remove_wharf", { wharf }] as const;
const merge = (branch: string) => ["Port___merge_chart", { chart: "c", branch }] as const;
const cancel = (input: Input, claims: Claims = {}) =>
  ["Port___cancel_trip", { tripId: "t", ...input }, claims] as const;

const reserved = [release({ daysReserved: 3 }), release({ daysReserved: 4 })];
const bonus = [release({ lateBonus: 1 }), release({})];
const own = [
  cancel({ passengerId: "p1" }, { passenger_id: "p1" }),
  cancel({ passengerId: "p2" }, { passenger_id: "p1" }),
];
const sections = [cancel({ section: "north" }), cancel({ section: "south" })];
const vessels = [block("Aurora"), block("Borea"), release({})];

describe("what is said of the things that tools are about", () => {
  it.each([
    ["Everyone may release any berth.", [release({}), block("x")], "AD"],
    ["Everyone may release berths at any terminal.", [release({ terminal: "T2" }), block("x")], "AD"],
    ["Everyone may release berths reserved for 4 days or longer.", reserved, "DA"],
    ["Everyone may release berths that have been reserved for less than 4 days.", reserved, "AD"],
    ["Everyone may release berths with a late bonus.", bonus, "AD"],
    ["Everyone may release berths without a late bonus.", bonus, "DA"],
    ['Everyone may cancel trips, but not the section "north".', sections, "DA"],
    ['Everyone may cancel trips except the section "north".', sections, "DA"],
    ["Passengers may cancel their own trips (passengerId equals the passenger_id claim).", own, "AD"],
    ["Passengers may cancel trips.", own, "refused"],
    ["Everyone may block whatever pilot.", vessels, "AAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ['Never block the vessel "Aurora".', vessels, "DAA"],
    ['Removing "infra" is forbidden.', [remove("infra"), remove("web")], "DA"],
    ['Nobody may remove "infra" or "core".', [remove("infra"), remove("core"), remove("web")], "DDA"],
    ['Nobody may block "Aurora".', vessels, "refused"],
    ["Nobody may merge into the main branch.", [merge("main"), merge("dev")], "DA"],
    ["Never block berths.", vessels, "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
