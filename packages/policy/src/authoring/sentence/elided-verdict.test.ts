import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  { action: "Depot___load_truck", description: "Load a truck", properties: {} },
  { action: "Depot___scrap_truck", description: "Scrap a truck", properties: {} },
];
const calls: readonly SentenceCall[] = [
  ["Depot___load_truck", {}, { role: "loader" }],
  ["Depot___scrap_truck", {}, { role: "loader" }],
  ["Depot___load_truck", {}, { role: "guest" }],
];

describe("a second verdict of the same callers", () => {
  it.each([
    "Users with role loader are forbidden from using scrap_truck, and allowed to use load_truck.",
    "Users with role loader are allowed to load trucks and forbidden to scrap trucks.",
    "Users with role loader are allowed to load trucks, but not allowed to scrap trucks.",
    "Users with role loader are permitted to load trucks but prohibited from scrapping trucks.",
    "Role loader is not allowed to scrap trucks but allowed to load trucks.",
  ])(verifies("authoring.readings", "%s: is one rule for each"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("ADD");
  });

  it(verifies("authoring.readings", "the second is denied where all is allowed"), () => {
    const sentence = "Role loader is allowed to load trucks and forbidden to scrap trucks.";
    expect(decided(sentence, tools, calls, true)).toBe("ADA");
  });
});
