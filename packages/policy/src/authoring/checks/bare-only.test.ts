import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Ops___execute_runbook",
    description: "Execute a runbook",
    properties: {
      runbookId: { type: "string" },
      environment: { type: "string", enum: ["dev", "staging", "prod"] },
      dryRun: { type: "boolean" },
    },
  },
  { action: "Ops___restart_pod", description: "Restart a pod", properties: { pod: { type: "string" } } },
];
const run = (environment: string, dryRun: boolean): Parameters<typeof decided>[2][number] => [
  "Ops___execute_runbook",
  { runbookId: "r", environment, dryRun },
];

describe("only some calls", () => {
  it.each([
    "Only dry runs are allowed in prod.",
    "Only dry runs in prod.",
    "In prod only dry runs are allowed.",
    "Only dry runs of runbooks are permitted in prod.",
  ])(
    verifies("authoring.refusals", "%s: others may be blocked, and not everyone allowed these"),
    (sentence) => {
      expect(decided(sentence, tools, [])).toBe("refused");
    },
  );

  it.each([
    "Block executing runbooks in prod unless it is a dry run.",
    "Executing runbooks in prod requires a dry run.",
  ])(verifies("authoring.readings", "%s: other calls are left alone"), (sentence) => {
    expect(decided(sentence, tools, [run("prod", true), run("prod", false), run("dev", false)], true)).toBe(
      "ADA",
    );
  });
});
