import { type CedarDecisionRequest, cedarSchema } from "@toolgate/policy";
import { createCedar, EvaluationUnavailable } from "@toolgate/server";
import { afterAll, describe, expect, it } from "vitest";
import { verifies } from "./verifies.ts";

const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refunds-abcdefghij";
const cedar = createCedar();
afterAll(() => cedar.close());

let slices = 0;
function request(
  active: Record<string, string>,
  more: { logOnly?: Record<string, string>; input?: Record<string, string | number | bigint> } = {},
): CedarDecisionRequest {
  slices += 1;
  return {
    active: { key: `active-${slices}`, policies: active },
    logOnly: { key: `log-only-${slices}`, policies: more.logOnly ?? {} },
    principal: { type: "AgentCore::OAuthUser", id: "ann", tags: { role: "clerk" } },
    action: "Refunds___pay",
    actionGroups: ["Refunds", "CallTool", "Mcp"],
    resource: gateway,
    context: { input: more.input ?? {} },
  };
}

const permit = "permit(principal, action, resource);";
const forbid = "forbid(principal, action, resource);";

describe("deciding", () => {
  it.each([
    ["no policy", {}, "DENY", []],
    ["a permit", { p: permit }, "ALLOW", ["p"]],
    ["a permit and a forbid", { p: permit, f: forbid }, "DENY", ["f"]],
    [
      "a permit for the caller's tag and attribute",
      {
        p: 'permit(principal is AgentCore::OAuthUser, action, resource) when { principal.id == "ann" && principal.hasTag("role") && principal.getTag("role") == "clerk" };',
      },
      "ALLOW",
      ["p"],
    ],
    [
      "a permit for the target",
      { p: 'permit(principal, action in AgentCore::Action::"Refunds", resource);' },
      "ALLOW",
      ["p"],
    ],
    [
      "a permit for all of MCP",
      { p: 'permit(principal, action in AgentCore::Action::"Mcp", resource);' },
      "ALLOW",
      ["p"],
    ],
    [
      "a permit for another gateway",
      { p: 'permit(principal, action, resource == AgentCore::Gateway::"other");' },
      "DENY",
      [],
    ],
    [
      "a permit for this gateway",
      { p: `permit(principal, action, resource == AgentCore::Gateway::"${gateway}");` },
      "ALLOW",
      ["p"],
    ],
  ] as const)(
    verifies("policies.cedar.decide", "%s decides %s"),
    async (_name, policies, decision, determining) => {
      expect(await cedar.decide(request(policies))).toEqual({
        decision,
        determining,
        errors: [],
        logOnlyMatched: [],
        logOnlyErrors: [],
      });
    },
  );

  it(verifies("policies.cedar.decide", "a forbid that errors is skipped and named"), async () => {
    const failing = "forbid(principal, action, resource) when { context.input.missing == 1 };";
    const decided = await cedar.decide(request({ p: permit, f: failing }));
    expect(decided).toMatchObject({ decision: "ALLOW", determining: ["p"] });
    expect(decided.errors).toEqual([
      { policyId: "f", message: expect.stringContaining("does not have the attribute `missing`") },
    ]);
  });

  it(
    verifies("policies.cedar.log-only", "each LOG_ONLY policy that holds is named, whatever the others do"),
    async () => {
      const logOnly = {
        p: permit,
        f: forbid,
        no: 'permit(principal, action == AgentCore::Action::"x", resource);',
        bad: "forbid(principal, action, resource) when { context.input.missing == 1 };",
      };
      const decided = await cedar.decide(request({ a: permit }, { logOnly }));
      expect(decided).toMatchObject({ decision: "ALLOW", determining: ["a"], errors: [] });
      expect(decided.logOnlyMatched).toEqual(["p", "f"]);
      expect(decided.logOnlyErrors.map(({ policyId }) => policyId)).toEqual(["bad"]);
    },
  );

  it.each([
    [9223372036854775807n, "context.input.amount == 9223372036854775807", "ALLOW"],
    [9007199254740993n, "context.input.amount == 9007199254740993", "ALLOW"],
    [9007199254740993n, "context.input.amount == 9007199254740992", "DENY"],
    [-9223372036854775808n, "context.input.amount < -9223372036854775807", "ALLOW"],
  ])(verifies("policies.cedar.integers", "%s under %s is %s"), async (amount, condition, decision) => {
    const policy = `permit(principal, action, resource) when { ${condition} };`;
    expect(await cedar.decide(request({ p: policy }, { input: { amount, text: "9" } }))).toMatchObject({
      decision,
    });
  });

  it(verifies("policies.cedar.process", "an integer beyond 64 bits has no decision"), async () => {
    const asked = cedar.decide(request({ p: permit }, { input: { amount: 9223372036854775808n } }));
    await expect(asked).rejects.toThrow(EvaluationUnavailable);
  });

  it(
    verifies("policies.cedar.decide", "more slices than the process keeps are all decided, again and again"),
    async () => {
      const requests = Array.from({ length: 300 }, (_, index) => request({ [`p${index}`]: permit }));
      for (const _round of [1, 2]) {
        const decided = await Promise.all(requests.map((each) => cedar.decide(each)));
        expect(decided.map(({ determining }) => determining[0])).toEqual(
          requests.map((_, index) => `p${index}`),
        );
      }
    },
  );
});

describe("validating", () => {
  const input = { type: "object", properties: { amount: { type: "integer" } }, required: ["amount"] };
  const schema = cedarSchema([{ action: "Refunds___pay", inputSchema: input }]);
  const scope =
    'permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Refunds___pay", resource)';

  it("a statement that fits has no errors", async () => {
    expect(await cedar.validate(schema, `${scope} when { context.input.amount < 500 };`)).toEqual({
      errors: [],
      impossible: false,
    });
  });

  it(verifies("policies.cedar.positions", "an unguarded tag is refused with its place"), async () => {
    const statement = `${scope} when { principal.getTag("role") == "x" };`;
    const {
      errors: [error],
    } = await cedar.validate(schema, statement);
    expect(error?.message).toContain('unable to guarantee safety of access to tag `"role"`');
    expect(statement.slice(error?.start, error?.end)).toBe('principal.getTag("role")');
  });
});

describe("a statement that Cedar could not be trusted with", () => {
  const condition = (text: string) => `permit(principal, action, resource) when { ${text} };`;
  it.each([
    ["nesting that exhausts Cedar's parser", condition(`${"(".repeat(4000)}true${")".repeat(4000)}`)],
    ["a chain that exhausts Cedar's evaluator", condition(`${"context.a && ".repeat(400)}true`)],
  ])(verifies("policies.cedar.positions", "%s is refused"), async (_name, statement) => {
    expect(await cedar.validate(cedarSchema([]), statement)).toMatchObject({
      errors: [{ message: "the conditions are nested too deeply to be evaluated" }],
    });
  });
});

describe("a process that dies", () => {
  const endless = () => {
    const actions = Array.from({ length: 3000 }, (_, index) => ({
      action: `T___tool${index}`,
      inputSchema: { type: "object", properties: {} },
    }));
    const terms = 'principal.hasTag("a") || '.repeat(80);
    return [cedarSchema(actions), `permit(principal, action, resource) when { ${terms}true };`] as const;
  };

  it(
    verifies("policies.cedar.process", "a kill fails what was asked, and the next question is answered"),
    async () => {
      await cedar.warm();
      const deciding = cedar.processId();
      if (deciding === undefined) throw new Error("No process is running");
      process.kill(deciding, "SIGSTOP");
      const pending = [1, 2, 3].map(() => cedar.decide(request({ p: permit })));
      const outcomes = Promise.allSettled(pending);
      process.kill(deciding, "SIGKILL");
      for (const outcome of await outcomes) {
        expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(EvaluationUnavailable) });
        expect(outcome).toMatchObject({ reason: { message: "The Cedar process ended (SIGKILL)" } });
      }
      expect(await cedar.decide(request({ p: permit }))).toMatchObject({ decision: "ALLOW" });
      expect(cedar.processId()).not.toBe(deciding);
    },
  );

  it(
    verifies("policies.cedar.process", "nobody waits for a second opinion while a policy is being checked"),
    async () => {
      await cedar.warm();
      const checking = cedar.processId();
      if (checking === undefined) throw new Error("No process is running");
      const validating = expect(cedar.validate(...endless())).rejects.toThrow(EvaluationUnavailable);
      await expect(cedar.decide(request({ p: permit }))).rejects.toThrow("Cedar is checking a policy");
      process.kill(checking, "SIGKILL");
      await validating;
      expect(await cedar.decide(request({ p: permit }))).toMatchObject({ decision: "ALLOW" });
      expect(await cedar.validate(cedarSchema([]), permit)).toMatchObject({ errors: [] });
    },
  );

  it(
    verifies("policies.cedar.process", "arguments that would keep it busy get no second opinion"),
    async () => {
      const large = request({ p: permit }, { input: { text: "x".repeat(2_000_000) } });
      await expect(cedar.decide(large)).rejects.toThrow("The arguments are too large for a second opinion");
    },
  );

  it(
    verifies("policies.cedar.process", "a question past its time limit fails, and so do those behind it"),
    async () => {
      const hasty = createCedar({ checkTimeLimit: 1 });
      const asked = await Promise.allSettled([
        hasty.validate(...endless()),
        hasty.validate(cedarSchema([]), permit),
      ]);
      expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      await hasty.close();
    },
  );

  it(
    verifies("policies.cedar.process", "one that dies again and again is not started at once each time"),
    async () => {
      const fragile = createCedar();
      for (const _death of [1, 2]) {
        const asked = expect(fragile.decide(request({ p: permit }))).rejects.toThrow("SIGKILL");
        const deciding = fragile.processId();
        if (deciding !== undefined) process.kill(deciding, "SIGKILL");
        await asked;
      }
      await expect(fragile.decide(request({ p: permit }))).rejects.toThrow("keeps dying");
      await fragile.close();
    },
  );

  it("nothing is answered after closing, and no process is left", async () => {
    const short = createCedar();
    await short.warm();
    const id = short.processId();
    await short.close();
    await expect(short.validate(cedarSchema([]), permit)).rejects.toThrow("The Cedar process is closed");
    expect(() => process.kill(id ?? 0, 0)).toThrow("ESRCH");
  });
});
