import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Hangar___return_to_service",
    description: "Return an aircraft to service",
    properties: {
      tailNumber: { type: "string" },
      inspectorId: { type: "string" },
      openDefects: { type: "integer" },
    },
  },
  {
    action: "Hangar___ground_aircraft",
    description: "Ground an aircraft",
    properties: { tailNumber: { type: "string" }, cause: { type: "string" } },
  },
];
const defects = (openDefects: number): SentenceCall => [
  "Hangar___return_to_service",
  { tailNumber: "N1", inspectorId: "i", openDefects },
];

describe("an adjective before a noun", () => {
  it.each([
    "Forbid returning an aircraft to service if the number of open defects is greater than zero.",
    "Forbid returning an aircraft to service if the number of open defects exceeds 0.",
    "Forbid returning aircraft to service with more than zero open defects.",
    "An aircraft must not be returned to service when the number of open defects is above 0.",
    "Block returning aircraft to service unless the number of open defects is zero.",
    "Block returning aircraft to service when the open defects exceed zero.",
  ])(verifies("authoring.readings", "%s: belongs to the argument that its noun names"), (sentence) => {
    expect(decided(sentence, tools, [defects(1), defects(12), defects(0)], true)).toBe("DDA");
  });

  it.each([
    "Forbid returning an aircraft to service with a tail number of open defects.",
    "Allow returning an aircraft to service with tail number open defects.",
  ])(verifies("authoring.refusals", "%s: is no value of another argument"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
