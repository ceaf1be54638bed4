import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { parsePolicy } from "../syntax/parse-policies.ts";
import { DatetimeValue, RecordValue } from "../values/value.ts";
import { applies, every, negation } from "./claim.ts";
import { confirm } from "./confirm.ts";
import type { RequestCase } from "./request-case.ts";

const policies = ["permit(principal, action, resource);", "forbid(principal, action, resource);"].map(
  (text) => {
    const parsed = parsePolicy(text);
    if (!parsed.ok) throw new Error(text);
    return parsed.policy;
  },
);
const request: RequestCase = {
  principal: { type: "AgentCore::OAuthUser", id: "ann", tags: {} },
  action: "T___a",
  actionGroups: ["T", "CallTool", "Mcp"],
  gatewayArn: "arn",
  input: new RecordValue(new Map()),
  arguments: new Map(),
  now: new DatetimeValue(0),
};
const onlyForbid = every(applies(1), negation(applies(1)));

describe("a case that our evaluator shows", () => {
  it(verifies("analysis.referee", "is a fact where Cedar agrees"), async () => {
    const asked: number[] = [];
    const verdict = await confirm(policies, applies(1), request, async (given) => {
      asked.push(...given.map((policy) => policies.indexOf(policy)));
      return ["applies"];
    });
    expect(verdict).toEqual({ kind: "refuted", case: request });
    expect(asked).toEqual([1]);
  });

  it(verifies("analysis.referee", "is none where Cedar says otherwise"), async () => {
    const verdict = await confirm(policies, applies(1), request, async () => ["fails"]);
    expect(verdict).toMatchObject({
      kind: "discrepancy",
      why: "Toolgate's evaluator says that the policies do this, and Cedar says that they do not",
    });
    expect(await confirm(policies, onlyForbid, request, async () => ["applies"])).toMatchObject({
      kind: "discrepancy",
    });
  });

  it(verifies("analysis.referee", "is not told where Cedar cannot be asked"), async () => {
    expect(await confirm(policies, applies(0), request, async () => undefined)).toEqual({
      kind: "unknown",
      why: "Cedar could not be asked whether the case that was found is one",
    });
  });
});
