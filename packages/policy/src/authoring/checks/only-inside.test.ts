import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const tools = [
  {
    action: "Silo___empty_silo",
    description: "Empty a silo",
    properties: {
      siloId: { type: "string" },
      forced: { type: "boolean" },
      region: { type: "string" },
      grain: { type: "string", enum: ["rye", "oats"] },
      note: { type: "string" },
    },
  },
];
const empty = (input: Readonly<Record<string, boolean | string>>) =>
  ["Silo___empty_silo", { siloId: "s", ...input }] as const;
const calls = [empty({ forced: true, region: "north" }), empty({ forced: false, region: "south" })];

describe("what is only needed of some calls, and what else a rule is for", () => {
  it.each([
    ["Anyone may empty silos, with force only in region north.", "refused"],
    ["Anyone may empty silos, when forced only in region north.", "refused"],
    ["Anyone may empty forced silos only in region north.", "AD"],
    ["Emptying silos of rye needs a note, as do silos of oats.", "refused"],
    ["Emptying silos of rye needs a note, as oats do.", "refused"],
    ["Emptying silos of rye is forbidden, because oats are dry.", "refused"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
