import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  { action: "Runner___trigger_job", description: "Trigger a job", properties: { environment: text } },
  { action: "Runner___pause_job", description: "Pause a job", properties: { ownerTeam: text, status: text } },
];
const trigger = (claims: Readonly<Record<string, string>>): SentenceCall => [
  "Runner___trigger_job",
  { environment: "dev" },
  claims,
];

describe("claims that nobody told the gateway", () => {
  it.each([
    ["Users whose employment_type is contractor may trigger jobs.", { employment_type: "contractor" }],
    ["Users whose employmentType is contractor may trigger jobs.", { employmentType: "contractor" }],
    ['Users whose "site:code" is ams1 may trigger jobs.', { "site:code": "ams1" }],
    ["Allow users whose status is active to trigger jobs.", { status: "active" }],
    ["Allow users with an office of berlin to trigger jobs.", { office: "berlin" }],
    ["Allow triggering jobs for users whose office is berlin.", { office: "berlin" }],
    ["Triggering jobs is allowed when the user's cost_center is CC-1.", { cost_center: "CC-1" }],
  ])(verifies("authoring.readings", "%s: are named as claims are"), (sentence, claims) => {
    expect(decided(sentence, tools, [trigger(claims), trigger({}), trigger({ other: "x" })])).toBe("ADD");
  });

  it.each([
    ["Users whose employment_type is contractor may not use any tool of Runner.", "employment_type"],
    ["Block triggering jobs by users whose clearanceLevel is contractor.", "clearanceLevel"],
    ["Block triggering jobs for users whose status is contractor.", "status"],
  ])(verifies("authoring.readings", "%s: denies them"), (sentence, claim) => {
    const calls = [trigger({ [claim]: "contractor" }), trigger({ [claim]: "employee" }), trigger({})];
    expect(decided(sentence, tools, calls, true)).toBe("DAA");
  });

  it.each([
    "Users whose status is active may pause jobs.",
    "Users whose ownerTeam is data may pause jobs.",
    "Users whose pipeline is green may trigger jobs.",
    "Users whose employment type is contractor may trigger jobs.",
    "Users with status updates may trigger jobs.",
    "Allow triggering jobs whose status is active.",
    "Allow triggering jobs when their status is active.",
  ])(verifies("authoring.refusals", "%s: may be something else"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
