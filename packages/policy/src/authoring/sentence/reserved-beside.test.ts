import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Kiln___fire_batch",
    description: "Fire a batch",
    properties: { program: { type: "string", enum: ["bisque", "glaze"] }, celsius: { type: "integer" } },
  },
  { action: "Kiln___open_door", description: "Open the door", properties: { celsius: { type: "integer" } } },
];
/** Potter, then master: bisque at 900, glaze at 900, glaze at 1200, open the door at 50. */
const calls = ["potter", "master"].flatMap((role) => [
  ["Kiln___fire_batch", { program: "bisque", celsius: 900 }, { role }] as const,
  ["Kiln___fire_batch", { program: "glaze", celsius: 900 }, { role }] as const,
  ["Kiln___fire_batch", { program: "glaze", celsius: 1200 }, { role }] as const,
  ["Kiln___open_door", { celsius: 50 }, { role }] as const,
]);

describe("callers for whom alone something is, beside what others may", () => {
  it.each([
    ["Everyone may fire batches. Only role master may fire batches with the program glaze.", "ADDDAAAD"],
    ["Everyone may fire batches, but only role master may fire batches above 1000 celsius.", "AADDAAAD"],
    ["Only role master may fire batches above 1000 celsius. Anyone may fire batches.", "AADDAAAD"],
    [
      "Role potter may fire batches. Firing batches above 1000 celsius is reserved for role master.",
      "AADDDDAD",
    ],
    ["Allow everything to everyone. Only role master may open the door.", "AAADAAAA"],
    // what excludes each other needs no denial
    [
      "Everyone may fire batches up to 1000 celsius. Only role master may fire batches above 1000 celsius.",
      "AADDAAAD",
    ],
    ["Role potter may fire batches. Only role master may open the door.", "AAADDDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
