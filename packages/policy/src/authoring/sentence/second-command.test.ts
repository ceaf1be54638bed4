import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Pool___open_lane",
    description: "Open a lane",
    properties: { size: { type: "string", enum: ["short", "long"] } },
  },
  { action: "Pool___close_lane", description: "Close a lane", properties: { laneId: text } },
  { action: "Pool___drain_basin", description: "Drain a basin", properties: { litres: { type: "integer" } } },
];
const calls = [
  ["Pool___open_lane", { size: "short" }, { role: "manager" }],
  ["Pool___open_lane", { size: "long" }, { role: "trainer" }],
  ["Pool___close_lane", { laneId: "l" }, { role: "manager" }],
  ["Pool___close_lane", { laneId: "l" }, { role: "trainer" }],
  ["Pool___drain_basin", { litres: 5 }, { role: "manager" }],
] as const;

describe("two rules of which the second leaves something out", () => {
  it.each([
    ["Allow opening of lanes, deny draining", "AADDD"],
    ["Deny draining basins, allow closing lanes", "DDAAD"],
    ["Allow opening lanes, block closing lanes", "AADDD"],
    ["Draining is allowed for managers, opening lanes for all", "AADDA"],
    ["Closing lanes is allowed for trainers and draining basins for managers", "DDDAA"],
    ["Opening lanes is permitted for managers, and closing lanes for everyone.", "ADAAD"],
    ["Allow short lanes for managers and long lanes for everyone", "AADDD"],
    ["Allow draining basins for managers and closing lanes for everyone", "DDAAA"],
    ["Block trainers from closing lanes but allow everyone to drain basins", "DDDDA"],
    ["Allow trainers to open lanes and drain basins for everyone", "DADDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Closing lanes is denied for trainers, draining for managers", "AAADD"],
    ["Block closing lanes, deny draining", "AADDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    // to trainers, or to everyone
    "Block trainers from closing lanes but allow draining basins",
    "Block trainers from closing lanes and allow opening lanes.",
    "Only managers may close lanes but allow draining basins",
    "Deny trainers closing lanes, allow opening lanes",
    // what they may do as well, or a denial
    "Managers may open lanes and block them.",
    "Role manager may open lanes and reject closing lanes.",
    // it may turn to what is allowed
    "Closing lanes is denied for trainers, but draining for managers",
    // the bound may be of both
    "Draining over 50 litres is allowed for managers, closing lanes for all",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
