import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const number = { type: "integer" };
const tools = [
  {
    action: "Claims___file_claim",
    description: "File an insurance claim",
    properties: { amount: number, termMonths: { ...number, description: "Length of the term, in months" } },
    required: ["amount", "termMonths"],
  },
  {
    action: "Post___weigh_parcel",
    description: "Calculate a rate",
    properties: { weight: { ...number, description: "grams" } },
    required: ["weight"],
  },
];
const file = (amount: number, termMonths: number): SentenceCall => [
  "Claims___file_claim",
  { amount, termMonths },
];
const weigh = (weight: number): SentenceCall => ["Post___weigh_parcel", { weight }];

describe("what amounts are of", () => {
  const calls = [file(19_999, 12), file(20_000, 12), file(19_999, 11), file(30_000, 24)];
  it.each([
    "Allow filing claims for terms of at least 12 months with amounts under 20,000.",
    "Allow filing claims for terms of at least 12 months and amounts under 20,000.",
    "Allow filing claims with terms of at least 12 months and amounts below 20,000.",
    "Allow filing claims for terms of at least 12 months, with amounts under 20,000.",
  ])(
    verifies("authoring.numbers", "%s: the argument that is called so, whatever was spoken of before"),
    (sentence) => {
      expect(decided(sentence, tools, calls)).toBe("ADDD");
    },
  );
});

describe("an argument whose description is a unit", () => {
  it(verifies("authoring.numbers", "is counted in it"), () => {
    const calls = [weigh(19_999), weigh(20_000)];
    expect(decided("Allow weighing parcels when the weight is under 20 kg.", tools, calls)).toBe("AD");
  });
});

describe("people before a bound that is no age", () => {
  const ward = [
    {
      action: "Ward___prescribe_medication",
      description: "Prescribe a medication",
      properties: { doseMg: { ...number, description: "Dose in milligrams" } },
      required: ["doseMg"],
    },
  ];
  it.each([
    "Medication may be prescribed by physicians and by nurses below 100 mg.",
    "Medication may be prescribed by role physician and by nurses under 100 mg.",
  ])(verifies("authoring.nothing-dropped", "%s: the second are not lost"), (sentence) => {
    const calls = [{ role: "physician" }, { role: "nurse" }].map(
      (claims): SentenceCall => ["Ward___prescribe_medication", { doseMg: 99 }, claims],
    );
    expect(["AA", "refused"]).toContain(decided(sentence, ward, calls));
  });
});
