import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const number = { type: "integer" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Shop___sell_knife",
    description: "Sell a knife at the fair",
    properties: { buyerAge: number, price: number, daysSinceDelivery: number, boxed: flag },
  },
  {
    action: "Shop___rent_tent",
    description: "Rent a tent",
    properties: { days: number, insured: flag },
  },
  {
    action: "Press___send_leaflet",
    description: "Send a leaflet",
    properties: { title: { type: "string" }, abroad: flag },
  },
  {
    action: "Press___print_poster",
    description: "Print a poster",
    properties: {
      copies: number,
      readers: { type: "string", enum: ["kids", "adults", "press"] },
      colour: flag,
    },
  },
];
const ann = { username: "ann", role: "poster-printer" };
const sell = (input: Record<string, number | boolean>): SentenceCall => [
  "Shop___sell_knife",
  { buyerAge: 18, price: 100, daysSinceDelivery: 30, boxed: true, ...input },
  ann,
];
const rent = (days: number, insured: boolean): SentenceCall => ["Shop___rent_tent", { days, insured }, ann];
const send = (title: string, abroad: boolean): SentenceCall => [
  "Press___send_leaflet",
  { title, abroad },
  ann,
];
const print = (copies: number, readers: string, colour = false, claims = ann): SentenceCall => [
  "Press___print_poster",
  { copies, readers, colour },
  claims,
];

describe("a time that has passed since something", () => {
  const calls = [
    sell({ daysSinceDelivery: 30 }),
    sell({ daysSinceDelivery: 29 }),
    sell({ daysSinceDelivery: 31 }),
  ];
  it.each([
    ["Everyone may sell knives if at least 30 days have passed since the delivery.", "ADA"],
    ["Everyone may sell knives if 30 days have elapsed since delivery of the knife.", "ADA"],
    ["Everyone may sell knives if more than 30 days have gone by since the delivery.", "DDA"],
    ["Everyone may sell knives if fewer than 30 days have passed since the delivery.", "DAD"],
    ["Everyone may sell knives if 30 or more days have passed since the delivery.", "refused"],
    ["Everyone may sell knives if 30 weeks have passed since the delivery.", "refused"],
    ["Everyone may sell knives if 30 days have passed since the repair.", "refused"],
    ["Everyone may sell knives if 30 days have passed since delivery of the fork.", "refused"],
    ["Everyone may sell knives if 30 days have passed since the sale of the delivery.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("the age of a person by a bare number", () => {
  const calls = [sell({ buyerAge: 18 }), sell({ buyerAge: 17 }), sell({ buyerAge: 19 })];
  it.each([
    ["A buyer must be at least 18.", "ADA"],
    ["Buyers must be over 18 years old.", "DDA"],
    ["Nobody may sell knives if the buyer is under 18.", "ADA"],
    ["A seller must be at least 18.", "refused"],
    ["A buyer must be at least $18.", "refused"],
  ])(verifies("authoring.readings", "%s denies what it says"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("everyday bounds, places and purposes", () => {
  it.each([
    ["At the fair, everyone may sell knives.", "AADD"],
    ["At the fair, everyone may sell knives: at most 50 dollars.", "DADD"],
    ["At the market, everyone may sell knives.", "refused"],
    ["At the fair, nobody may rent tents.", "refused"],
    ["Role poster-printer may sell knives, boxed ones only.", "ADDD"],
    ["New rule for knives: printers (role poster-printer) may sell them, boxed ones only!", "ADDD"],
    ["Role poster-printer may sell knives, cheap ones only.", "refused"],
    ["Nobody may sell knives, boxed ones only.", "refused"],
    ["Everyone may sell knives until $50 inclusive.", "DADD"],
    ["Everyone may rent tents: up to 3 days normally, up to 9 days when they are insured.", "DDAD"],
    [
      "Everyone may rent tents: up to 3 days normally (2 included), up to 9 days when they are insured.",
      "refused",
    ],
    ["Everyone may rent tents: up to 9 days normally, up to 3 days when they are insured.", "refused"],
    ["Everyone may rent tents: up to 3 days normally.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const calls = [sell({}), sell({ price: 50, boxed: false }), rent(9, true), rent(4, false)];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Everyone may print posters meant for kids or press.", "ADAA"],
    ["Everyone may print posters that are intended for adults.", "DADD"],
    ["Everyone may print posters meant for pupils.", "refused"],
    ["Everyone may print leaflets meant for kids.", "refused"],
    ["Everyone may print posters of up to 10 000 copies.", "AADA"],
    ["Everyone may print up to 10 000 copies.", "AADA"],
    ["Everyone may print up to 10 00 copies.", "refused"],
    ["Role poster-printer may print 10,000 copies at most.", "AADD"],
    ["Poster printers with role poster-printer may print all.", "AAAD"],
    ["Poster printers with role poster-lender may print all.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const other = { username: "bob", role: "guest" };
    const calls = [
      print(10, "kids"),
      print(10_000, "adults"),
      print(10_001, "press"),
      print(10, "kids", false, other),
    ];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Posters meant for adults must not be printed.", "AADAAA"],
    ["Leaflets whose title contains the word war must not go abroad.", "DAAAAA"],
    ["Leaflets whose title contains the word war must not go online.", "refused"],
    ["A number of copies above 9 must lead to a denial of print_poster.", "AADDAA"],
    ["Rented tents have to be insured whenever they are kept for more than 3 days.", "AAAADA"],
    ["Rented tents must be insured if they are out for more than 3 days.", "AAAADA"],
  ])(verifies("authoring.readings", "%s denies what it says"), (sentence, expected) => {
    const calls = [
      send("No war", true),
      send("No war", false),
      print(10, "adults"),
      print(10, "kids"),
      rent(4, false),
      rent(3, false),
    ];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
