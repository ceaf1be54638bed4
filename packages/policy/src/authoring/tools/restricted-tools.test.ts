import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Depot___ship_crate",
    description: "Ship a crate",
    properties: {
      crateId: text,
      lot: text,
      size: { type: "string", enum: ["small", "large", "odd"] },
      fragile: flag,
      insured: flag,
      country: text,
      weight: { type: "integer" },
    },
  },
  {
    action: "Depot___publish_label",
    description: "Publish a label",
    properties: { name: text, externalUse: flag, archivedLabel: flag, external: flag },
  },
  {
    action: "Depot___pack_box",
    description: "Pack a box",
    properties: { box: { type: "integer" }, hotGoods: flag, olderThanDays: { type: "integer" } },
  },
  { action: "Depot___lock_gate", description: "Lock or release a gate", properties: { locked: flag } },
  { action: "Depot___delete_rack", description: "Delete a rack", properties: { rack: text } },
];
const ship = (input: Readonly<Record<string, boolean | number | string>>) =>
  ["Depot___ship_crate", { crateId: "c", ...input }] as const;
const label = (input: Readonly<Record<string, boolean | string>>) =>
  ["Depot___publish_label", { name: "n", ...input }] as const;
const pack = (input: Readonly<Record<string, boolean | number>>) => ["Depot___pack_box", input] as const;
const rack = (name: string) => ["Depot___delete_rack", { rack: name }] as const;

describe("what is said of things before and behind their noun", () => {
  it.each([
    ["Block shipping fragile crates", [ship({ fragile: true }), ship({ fragile: false }), ship({})], "DAA"],
    ["Block shipping uninsured crates", [ship({ insured: false }), ship({ insured: true })], "DA"],
    ["Block shipping non-fragile crates", [ship({ fragile: false }), ship({ fragile: true })], "DA"],
    ["Block publishing archived labels", [label({ archivedLabel: true }), label({})], "DA"],
    ["Block publishing labels internally", [label({ external: false }), label({ external: true })], "DA"],
    [
      "Block shipping odd and large crates",
      [ship({ size: "odd" }), ship({ size: "large" }), ship({ size: "small" })],
      "DDA",
    ],
    [
      "Odd crates or large crates must not be shipped",
      [ship({ size: "odd" }), ship({ size: "large" }), ship({ size: "small" })],
      "DDA",
    ],
    [
      "Block shipping fragile or uninsured crates",
      [
        ship({ fragile: true, insured: true }),
        ship({ fragile: false, insured: false }),
        ship({ fragile: false, insured: true }),
      ],
      "DDA",
    ],
    ['Block shipping crates of lot "L7"', [ship({ lot: "L7" }), ship({ lot: "L8" })], "DA"],
    ['The crate "c-9" must never be shipped', [ship({ crateId: "c-9" }), ship({})], "DA"],
    [
      'Crates "c-1", "c-2" and "c-3" cannot be shipped',
      [ship({ crateId: "c-2" }), ship({ crateId: "c-3" }), ship({ crateId: "c-4" })],
      "DDA",
    ],
    ["Block shipping crates of weight 40 or 50", [ship({ weight: 50 }), ship({ weight: 45 })], "DA"],
    ["Block packing boxes 7 and 9", [pack({ box: 9 }), pack({ box: 8 })], "DA"],
    ["Block packing boxes 10 through 20", [pack({ box: 20 }), pack({ box: 21 })], "DA"],
    ["Block packing hot goods", [pack({ hotGoods: true }), pack({ hotGoods: false })], "DA"],
    ['Deleting the rack "north" is forbidden', [rack("north"), rack("south")], "DA"],
    ["The racks north, south and west may not be deleted", [rack("south"), rack("east")], "DA"],
    ['Racks whose name starts with "n" cannot be deleted', [rack("north"), rack("south")], "DA"],
    ["Racks ending in th must not be deleted", [rack("north"), rack("west")], "DA"],
    ['Do not delete any rack other than "test"', [rack("test"), rack("north")], "AD"],
    ['Block deleting all racks except "a1" and "a2"', [rack("a2"), rack("a3")], "AD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow shipping single crates"],
    ["Block shipping fragile and odd crates"],
    ["Block the rack system from being deleted"],
    ["Block deleting the rack content"],
    ["Block shipping shiny crates"],
    ["Allow moving goods from rack A-1 to rack B-2"],
    ["Allow moving goods from rack A-1"],
    ["Allow locking gates for role clerk when nothing is said"],
    ["Allow role clerk to have gates locked by hand"],
    ['Block shipping the box "c-9"'],
  ])(verifies("authoring.readings", "refused: %s"), (sentence) => {
    expect(decided(sentence, tools, [], true)).toBe("refused");
  });
});
