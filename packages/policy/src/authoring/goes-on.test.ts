import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const tools = [
  {
    action: "Ops___execute_runbook",
    description: "Execute a runbook",
    properties: {
      stage: { type: "string", enum: ["dev", "staging", "prod"] },
      dryRun: { type: "boolean" },
      approvedBy: { type: "string" },
      email: { type: "string" },
    },
  },
];
const run = (stage: string, dryRun: boolean, role: string): SentenceCall => [
  "Ops___execute_runbook",
  { stage, dryRun, email: "theirs" },
  { role },
];
/** Operators in dev and prod, really and dry; an intern in dev. */
const calls = [
  run("dev", false, "operator"),
  run("dev", true, "operator"),
  run("prod", false, "operator"),
  run("prod", true, "operator"),
  run("dev", false, "intern"),
];

describe("what belongs to the words before it", () => {
  it.each([
    // a sentence or a line that only goes on with a permission
    ["Operators may execute runbooks. Only in dev.", "refused"],
    ["Operators may execute runbooks. But only in dev.", "refused"],
    ["Operators may execute runbooks... only in dev", "refused"],
    ["Operators may execute runbooks\n- in dev\n- in staging", "refused"],
    // callers keep what they are called beside what they lack
    ["Operators without role intern may execute runbooks", "AAAAD"],
    // it may belong to the exception
    ["Runbooks may be executed except in prod without dry run", "refused"],
    ["Runbooks may be executed except in prod if dryRun is true", "refused"],
    // nothing is in two stages
    ["Runbooks may be executed in dev or staging, in prod only if dryRun is true", "refused"],
    ["Runbooks may be executed in dev, or in prod if dryRun is true", "AADAA"],
    // the comma may be an "and"
    ["Runbooks may be executed in dev, without an approval or with dryRun", "refused"],
    // "theirs" is no text, and what is not needed may be there
    ["Allow executing runbooks when the email is theirs", "refused"],
    ["Runbooks need no approval", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
