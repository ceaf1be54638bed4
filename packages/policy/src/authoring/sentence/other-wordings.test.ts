import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Depot___rent_kayak",
    description: "Rent a kayak to a guest",
    properties: {
      hours: { type: "integer" },
      insured: { type: "boolean" },
      voucher: { type: "string" },
      site: { type: "object", properties: { city: { type: "string" } } },
    },
  },
  {
    action: "Depot___repair_kayak",
    description: "Repair a kayak",
    properties: { cost: { type: "integer" } },
  },
  {
    action: "Depot___export_routes",
    description: "Export routes",
    properties: { maxRoutes: { type: "integer" } },
  },
];
const rent = (input: Record<string, number | boolean | string>, role = "warden") =>
  ["Depot___rent_kayak", input, { role }] as const;
const repair = (cost: number, role = "warden") => ["Depot___repair_kayak", { cost }, { role }] as const;
const routes = (maxRoutes?: number) =>
  ["Depot___export_routes", maxRoutes === undefined ? {} : { maxRoutes }, { role: "warden" }] as const;

describe("a word that stands for the thing", () => {
  const calls = [rent({ insured: true }), rent({ insured: false }), repair(40), repair(400), repair(40, "x")];
  it.each([
    ["The role warden can rent kayaks and repair them.", "AAAAD"],
    ["The role warden can rent kayaks and repair them for at most $100.", "AAADD"],
    ["The role warden may rent kayaks, but not repair them.", "AADDD"],
    ["The role warden may rent kayaks, but only insured ones.", "ADDDD"],
    ["The role warden may rent kayaks, insured ones only.", "ADDDD"],
    ["The role warden may rent kayaks, only insured ones.", "ADDDD"],
    ["The role warden can rent kayaks and repair them if the cost is at most 100.", "refused"],
    ["The role warden can rent kayaks and sell them.", "refused"],
    ["The role warden can rent kayaks with a voucher and repair them.", "refused"],
    ["The role warden can rent the kayaks and repair them.", "AAAAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("a thing that is counted or has something", () => {
  const calls = [routes(10), routes(11), routes(), rent({ voucher: "v" }), rent({})];
  it.each([
    ["The role warden may export routes, at most 10 of them.", "ADDDD"],
    ["The role warden may export routes, never more than 10 of them (maxRoutes).", "ADDDD"],
    ["The role warden may export at most 10 routes (maxRoutes, which must be provided).", "ADDDD"],
    ["The role warden may rent kayaks, but only those with a voucher.", "DDDAD"],
    ["The role warden may rent kayaks, but only ones with a voucher.", "DDDAD"],
    ["The role warden may rent kayaks on presentation of a voucher.", "DDDAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("callers at the end of what is done", () => {
  const calls = [
    rent({ voucher: "v" }),
    rent({}),
    rent({ voucher: "v" }, "x"),
    rent({ voucher: "v" }, "manager"),
  ];
  it.each([
    ["Kayaks can be rented with a voucher, and this by the role warden.", "ADDD"],
    ["Kayaks can be rented with a voucher and by the role warden.", "ADDD"],
    ["Kayaks may only be rented on the basis of a voucher, and only by the role warden.", "ADDD"],
    ["Kayaks can be rented with a voucher, by managers.", "DDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(
    verifies("authoring.readings", "Who may not do it without something is not told by callers behind “and”"),
    () => {
      expect(
        decided("Kayaks must not be rented without a voucher and by the role warden.", tools, calls, true),
      ).toBe("refused");
    },
  );
});

describe("a place of its own in the plural", () => {
  const at = (city: string) => ["Depot___rent_kayak", { site: { city } }, {}] as const;
  it.each([
    ["Kayaks may be rented in the cities Graz or Linz.", "AAD"],
    ["Kayaks may be rented in the city Graz.", "ADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [at("Graz"), at("Linz"), at("Bonn")])).toBe(expected);
  });
});

describe("a noun made of a verb", () => {
  const desk = [
    { action: "Desk___notarize_deed", description: "Notarize a deed", properties: {} },
    { action: "Desk___apply_seal", description: "Apply the notary's seal to a document", properties: {} },
  ];
  const calls = [
    ["Desk___notarize_deed", {}, { role: "clerk" }],
    ["Desk___apply_seal", {}, { role: "clerk" }],
  ] as const;
  it.each([
    ["Notarizations are allowed for the role clerk.", "AD"],
    ["Notarization of deeds is conferred upon the role clerk.", "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, desk, calls)).toBe(expected);
  });
});

describe("what goes on with the rule before it", () => {
  const desk = [
    {
      action: "Desk___lend_book",
      description: "Lend a book",
      properties: { rare: { type: "boolean" }, room: { type: "string", enum: ["hall", "vault"] } },
    },
    {
      action: "Desk___return_book",
      description: "Return a book",
      properties: { room: { type: "string", enum: ["hall", "vault"] } },
    },
  ];
  const calls = [
    ["Desk___lend_book", { rare: false, room: "hall" }, { role: "x" }],
    ["Desk___lend_book", { rare: true, room: "vault" }, { role: "x" }],
    ["Desk___return_book", { room: "hall" }, { role: "x" }],
    ["Desk___return_book", { room: "vault" }, { role: "y" }],
  ] as const;
  it.each([
    ["Users with role x can lend books, but not rare ones.", "ADDD"],
    ["Users with role x can lend and return books, but not rare ones.", "refused"],
    ["Users with role x can lend and return books, but not rare books.", "refused"],
    ["Users with role x can lend and return books, but not lend rare books.", "ADAD"],
    ["Users with role x can lend and return books, but only in room hall.", "ADAD"],
    ["Users with role x can lend books and give them back, but only in the hall.", "refused"],
    ["Lend books only in the hall, and return books only in the vault.", "ADDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, desk, calls)).toBe(expected);
  });
});

describe("a flag whose name begins with a preposition", () => {
  const desk = [
    {
      action: "Desk___hold_meeting",
      description: "Hold a meeting",
      properties: { onPremises: { type: "boolean" }, minutes: { type: "integer" } },
    },
  ];
  const calls = [
    ["Desk___hold_meeting", { onPremises: true, minutes: 30 }],
    ["Desk___hold_meeting", { onPremises: false, minutes: 30 }],
    ["Desk___hold_meeting", { onPremises: true, minutes: 31 }],
  ] as const;
  it.each([
    ["Meetings may be held for at most 30 minutes on the premises.", "ADD"],
    ["Meetings may be held on premises, for at most 30 minutes.", "ADD"],
    ["Holding meetings: permitted on the premises.", "ADA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, desk, calls)).toBe(expected);
  });
});
