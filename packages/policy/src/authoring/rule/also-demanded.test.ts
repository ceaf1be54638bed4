import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Crm___export_contacts",
    description: "Export contacts",
    properties: {
      format: { type: "string", enum: ["csv", "json"] },
      environment: { type: "string", enum: ["dev", "prod"] },
      rows: { type: "integer" },
      reason: { type: "string" },
    },
  },
];
const calls = ["clerk", "lead"].flatMap((role) => [
  ["Crm___export_contacts", { format: "csv", environment: "dev", rows: 5 }, { role }] as const,
  ["Crm___export_contacts", { format: "json", environment: "prod", rows: 50 }, { role }] as const,
]);

describe("what stands beside those by whom something must be done", () => {
  it.each([
    "Contacts must be exported by role lead in csv format.",
    "Contacts must be exported by role lead in csv.",
    "Contacts must be exported in csv by role lead.",
    "Contacts must be exported with a reason by role lead.",
    "Contacts must be exported by role lead for up to 10 rows.",
    "Contacts must only be exported by role lead with a reason.",
  ])(verifies("authoring.refusals", "demanded as well, or not: %s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it.each([
    ["Contacts must be exported by role lead in prod.", "ADAA"],
    ["Contacts must be exported by role lead when the format is json.", "ADAA"],
    ["Contacts in prod must be exported by role lead.", "ADAA"],
    ["Contacts must be exported by role lead.", "DDAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
