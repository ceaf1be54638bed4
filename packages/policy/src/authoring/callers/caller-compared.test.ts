import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___log_hours",
    description: "Log the hours of a diver",
    properties: {
      diverId: text,
      hours: { type: "integer" },
      site: { type: "string", enum: ["reef", "wreck"] },
    },
  },
  {
    action: "Desk___retire_tank",
    description: "Retire a tank",
    properties: { tankId: text, pressure: { type: "integer" }, ownerId: text },
  },
];
const log = (tags: Readonly<Record<string, string>>, site = "reef") =>
  ["Desk___log_hours", { diverId: "ann", hours: 2, site }, tags] as const;
const ann = { username: "ann", diver_id: "ann", site: "reef" };
const bob = { username: "bob", diver_id: "bob", site: "wreck" };
const tank = (pressure: number, tags: Readonly<Record<string, string>> = {}) =>
  ["Desk___retire_tank", { tankId: "t", pressure, ownerId: "ann" }, tags] as const;

describe("the caller compared with what is asked for", () => {
  it.each([
    ["Users can log hours when the diverId is identical to their username.", [log(ann), log(bob)], "AD"],
    [
      "Users can log hours when the diver_id claim in their token equals the diverId.",
      [log(ann), log(bob)],
      "AD",
    ],
    [
      "Users can log hours if the diver_id claim in their login is the same as the diverId they ask for.",
      [log(ann), log(bob)],
      "AD",
    ],
    ["Users can log hours when their diver_id claim and the diverId match.", [log(ann), log(bob)], "AD"],
    [
      "Users can log hours when the diverId and their diver_id claim are the same.",
      [log(ann), log(bob)],
      "AD",
    ],
    [
      "Users can log hours when the site is the one in their own site claim.",
      [log(ann), log(bob), log(bob, "wreck")],
      "ADA",
    ],
    ["Users can log hours for themselves, so the diverId is their own username.", [log(ann), log(bob)], "AD"],
    ["Users can log hours when they are the diver.", [log(ann), log(bob)], "AD"],
  ])(verifies("authoring.readings", "%s (allows)"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Nobody may log hours when the diverId is different from their username.", [log(bob), log(ann)], "DA"],
    ["Nobody may log hours when the diverId differs from their username.", [log(bob), log(ann)], "DA"],
    [
      "Nobody may log hours when they are the diver themselves, meaning the diverId equals their username.",
      [log(ann), log(bob)],
      "DA",
    ],
    ["Block logging hours when the site is anything but reef.", [log(ann, "wreck"), log(ann)], "DA"],
    ["Tanks must not be retired while their pressure is anything other than 0.", [tank(5), tank(0)], "DA"],
    ["Tanks cannot be retired unless their pressure is one or two.", [tank(5), tank(1), tank(2)], "DAA"],
    ["Nobody may retire a tank unless they are the owner.", [tank(0, bob), tank(0, ann)], "DA"],
  ])(verifies("authoring.readings", "%s (denies)"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Users can log hours when they are the owner of the boat.",
    "Users can retire tanks when their charge is below 5.",
    "Users can log hours for others, so the diverId is their username.",
  ])(verifies("authoring.readings", "%s: refused, since words would be lost"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
