import type { DecisionRecord } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { printableJson } from "../printable.ts";
import { createFormatRecords } from "./format-record.ts";

const record: DecisionRecord = {
  decisionId: "dec-1",
  requestId: "req-1",
  time: "2026-01-02T03:04:05.123Z",
  gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-1",
  gatewayId: "refund-1",
  method: "tools/call",
  principal: { type: "AgentCore::OAuthUser", id: "alice" },
  action: "RefundTool___process_refund",
  mode: "ENFORCE",
  decision: "ALLOW",
  enforced: "ALLOW",
  code: "PERMITTED",
  reason: "Permitted by refund_limit-abc.",
  determiningPolicies: ["refund_limit-abc"],
  erroredPolicies: [],
  logOnlyMatched: [],
  logOnlyFlipping: [],
  micros: 12,
  outcome: { result: "success", time: "2026-01-02T03:04:05.140Z", millis: 17 },
};
const denied = {
  decision: "DENY",
  enforced: "DENY",
  reason: "No policy permits it.",
  determiningPolicies: [],
  outcome: undefined,
} as const;

const lineOf = (change: Partial<DecisionRecord>) =>
  createFormatRecords({ colour: false })([{ ...record, ...change }])[0];

describe("a line", () => {
  it.each<[string, Partial<DecisionRecord>, string]>([
    [
      "an allowed call",
      {},
      "2026-01-02T03:04:05.123Z  ALLOW  alice  RefundTool___process_refund  refund_limit-abc  ok 17 ms  Permitted by refund_limit-abc.  dec-1",
    ],
    [
      "a denied call",
      denied,
      "2026-01-02T03:04:05.123Z  DENY  alice  RefundTool___process_refund  no policy  -  No policy permits it.  dec-1",
    ],
    [
      "a denial that LOG_ONLY let through",
      { ...denied, mode: "LOG_ONLY", enforced: "ALLOW", outcome: record.outcome },
      "2026-01-02T03:04:05.123Z  DENY (LOG_ONLY: let through)  alice  RefundTool___process_refund  no policy  ok 17 ms  No policy permits it.  dec-1",
    ],
    [
      "a call under way",
      { outcome: undefined },
      "2026-01-02T03:04:05.123Z  ALLOW  alice  RefundTool___process_refund  refund_limit-abc  not ended  Permitted by refund_limit-abc.  dec-1",
    ],
    [
      "a failed tool",
      { outcome: { result: "tool-error", time: record.time, millis: 3, cause: "Error: no such order" } },
      "2026-01-02T03:04:05.123Z  ALLOW  alice  RefundTool___process_refund  refund_limit-abc  tool-error 3 ms: Error: no such order  Permitted by refund_limit-abc.  dec-1",
    ],
    [
      "a list",
      { method: "tools/list", action: undefined, tools: { allowed: ["a", "b"], denied: ["c"] } },
      "2026-01-02T03:04:05.123Z  ALLOW  alice  tools/list 2 of 3  refund_limit-abc  -  Permitted by refund_limit-abc.  dec-1",
    ],
    [
      "a failed forbid",
      { erroredPolicies: [{ policyId: "stop-xyz", effect: "forbid", message: "attribute missing" }] },
      "2026-01-02T03:04:05.123Z  ALLOW  alice  RefundTool___process_refund  refund_limit-abc  ok 17 ms  Permitted by refund_limit-abc. ! policies that failed: stop-xyz (forbid): attribute missing  dec-1",
    ],
  ])(verifies("records.cli.lines", "shows %s"), (_name, change, line) => {
    expect(lineOf(change)).toBe(line);
  });

  it("keeps its columns aligned with those before", () => {
    const format = createFormatRecords({ colour: false });
    const [long] = format([record]);
    const [short] = format([{ ...record, ...denied, principal: { type: "AgentCore::OAuthUser", id: "bo" } }]);
    expect(short?.indexOf("RefundTool___")).toBe(long?.indexOf("RefundTool___"));
  });

  it("is coloured only when asked", () => {
    const [line] = createFormatRecords({ colour: true })([{ ...record, ...denied }]);
    expect(line).toContain("\u001b[31mDENY\u001b[0m");
    expect(lineOf(denied)).not.toContain("\u001b");
  });

  it.each([
    ["\u001b[2J\u0007", "\\u{1b}[2J\\u{7}"],
    ["a\nforged line", "a\\u{a}forged line"],
    ["\u009b31m", "\\u{9b}31m"],
    ["\u202egnp.exe", "\\u{202e}gnp.exe"],
  ])(verifies("records.cli.terminal", "shows %j as it is spelt"), (text, shown) => {
    expect(lineOf({ action: text })).toContain(`  ${shown}  `);
    const json = printableJson({ text });
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(json)).toEqual({ text });
  });
});
