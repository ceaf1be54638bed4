import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Press___print_leaflet",
    description: "Print a leaflet",
    properties: {
      approvedBy: { type: "string" },
      language: { type: "string" },
      draft: { type: "boolean" },
      copies: { type: "integer" },
      tray: { type: "string" },
    },
  },
  {
    action: "Press___check_in",
    description: "Check a visitor in",
    properties: { badge: { type: "boolean" } },
  },
  {
    action: "Press___turn_off_press",
    description: "Switch a press off",
    properties: { press: { type: "string" } },
  },
];
const print = (input: Record<string, number | boolean | string>, role = "printer") =>
  ["Press___print_leaflet", input, { role }] as const;
const checkIn = (badge: boolean, role = "printer") => ["Press___check_in", { badge }, { role }] as const;
const off = (press: string) => ["Press___turn_off_press", { press }, { role: "printer" }] as const;

describe("what the callers at the end may do with a thing of which more is said", () => {
  const calls = [print({ approvedBy: "a" }), print({}), print({ approvedBy: "a" }, "x"), checkIn(true)];
  it.each([
    ["Leaflets with an approver can be printed by role printer.", "ADDD"],
    ["Leaflets that have an approver may be printed by users with role printer.", "ADDD"],
    ["Leaflets having an approver may be printed by the role printer.", "ADDD"],
    ["Leaflets with an approver (approvedBy present) can be printed by role printer.", "ADDD"],
    ["Leaflets with a visitor (approvedBy present) can be printed by role printer.", "refused"],
    ["Leaflets with an approver can be printed by email.", "refused"],
    ["Leaflets with an approver can be printed by role printer, others by everyone.", "refused"],
    ["Leaflets with an approver can be printed by role printer and sold by everyone.", "refused"],
    ["Leaflets must be printed by role printer with an approver.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "A denial of the same kind denies as much"), () => {
    const sentence = "Leaflets without an approver must not be printed by role printer.";
    expect(decided(sentence, tools, calls, true)).toBe("ADAA");
  });
});

describe("a verb apart from its small word", () => {
  const calls = [checkIn(true), checkIn(false), checkIn(true, "x"), off("p1")];
  it.each([
    ["Role printer can check visitors in.", "AADD"],
    ["Role printer can check the visitors in if the badge is true.", "ADDD"],
    ["Everyone may turn the press off.", "DDDA"],
    ["Role printer may check visitors out.", "refused"],
    ["Role printer can check visitors in the lobby.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("values that brackets tell", () => {
  const calls = [
    print({ language: "en" }),
    print({ language: "de" }),
    print({ language: "fr" }),
    checkIn(true),
  ];
  it.each([
    ["Leaflets in English or German (language en, de) can be printed by anyone.", "AADD"],
    ["Leaflets in English (language en) can be printed by everyone.", "ADDD"],
    ["Leaflets in English, German or French (language en, de) can be printed by anyone.", "refused"],
    ["Leaflets in Berlin or Paris (language en, de) can be printed by anyone.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("all others of a kind are closed", () => {
  const calls = [
    print({ tray: "a4", copies: 5 }),
    print({ tray: "a3", copies: 5 }),
    print({ tray: "a4", copies: 7 }),
  ];
  it.each([
    ['Role printer may print leaflets from the tray "a4", not from any other tray.', "ADA"],
    ['Role printer may print leaflets from the tray "a4" and from no other tray.', "ADA"],
    ["Role printer may print 5 or 6 copies of leaflets, not any other number.", "AAD"],
    ["Role printer may print leaflets, but not from any other tray.", "refused"],
    ['Role printer may print leaflets from the tray "a4", but not in any other language.', "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("what the caller must have beside what is given", () => {
  const calls = [print({ approvedBy: "a" }), print({}), print({ approvedBy: "a" }, "x")];
  it.each([
    ["Printing leaflets needs an approver, and the caller must have role printer.", "ADD"],
    ["Printing leaflets requires an approver and the user must have the role printer.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
