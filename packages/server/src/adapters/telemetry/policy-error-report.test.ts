import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { DecisionRecord } from "../../decisions/decision-record.ts";
import { createPolicyErrorReport } from "./policy-error-report.ts";

it(verifies("gateway.policy-errors", "the log warns at the first failure and then at powers of ten"), () => {
  const warnings: unknown[] = [];
  const report = createPolicyErrorReport({
    error() {},
    warn: (details, message) => warnings.push([details, message]),
    info() {},
    debug() {},
  });
  const failing = (policyId: string, effect: "permit" | "forbid") =>
    report({
      decisionId: "d",
      gatewayId: "g",
      erroredPolicies: [{ policyId, effect, message: "hunter2 overflows" }],
    } as unknown as DecisionRecord);
  for (let times = 0; times < 25; times += 1) failing("stop-1", "forbid");
  failing("allow-1", "permit");
  const details = { gatewayId: "g", decisionId: "d" };
  const forbid = "a forbid failed and was skipped: it forbids nothing";
  expect(warnings).toEqual([
    [{ ...details, policyId: "stop-1", times: 1 }, forbid],
    [{ ...details, policyId: "stop-1", times: 10 }, forbid],
    [{ ...details, policyId: "allow-1", times: 1 }, "a permit failed and was skipped"],
  ]);
});
