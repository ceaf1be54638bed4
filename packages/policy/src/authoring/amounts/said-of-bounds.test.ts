import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Cluster___submit_job",
    description: "Submit a job",
    properties: {
      nodes: { type: "integer" },
      minutes: { type: "integer", description: "Length in minutes" },
    },
  },
];
const job = (nodes: number, minutes = 10): SentenceCall => ["Cluster___submit_job", { nodes, minutes }];

describe("the bounds of a range", () => {
  it.each([
    "Allow jobs with between 4 and 8 nodes, both figures included.",
    "Allow jobs with between 4 and 8 nodes, limits included.",
    "Allow jobs with between 4 and 8 nodes, boundaries included.",
    "Allow jobs with between 4 and 8 nodes (both ends inclusive).",
    "Allow jobs with between 4 and 8 nodes, with both bounds included.",
    "Allow jobs with between 4 and 8 nodes, including both ends.",
    "Allow jobs between 4 and 8 nodes, both values being included.",
  ])(verifies("authoring.readings", "%s: they belong to it"), (sentence) => {
    expect(decided(sentence, tools, [job(3), job(4), job(8), job(9)])).toBe("DAAD");
  });

  it.each([
    "Allow jobs with between 4 and 8 nodes, both ends excluded.",
    "Allow jobs with between 4 and 8 nodes, excluding the bounds.",
  ])(verifies("authoring.readings", "%s: they do not"), (sentence) => {
    expect(decided(sentence, tools, [job(4), job(5), job(7), job(8)])).toBe("DAAD");
  });
});

describe("lengths of time with an article", () => {
  it.each([
    ["Block jobs longer than a day.", "AAD"],
    ["Block jobs longer than an hour.", "ADD"],
    ["Block jobs of more than half an hour.", "ADD"],
    ["Allow jobs of at most a day.", "AAD"],
    ["Allow jobs of up to half a day.", "AAD"],
  ])(verifies("authoring.readings", "%s: is no rate"), (sentence, expected) => {
    const calls = [job(1, 20), job(1, 720), job(1, 1441)];
    expect(decided(sentence, tools, calls, sentence.startsWith("Block"))).toBe(expected);
  });

  it.each([
    "Allow 10 jobs a day.",
    "Allow jobs of at most 30 minutes a day.",
    "Block users after 3 jobs in a day.",
  ])(verifies("authoring.refusals", "%s: is one"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
