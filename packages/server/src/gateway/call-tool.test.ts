import { gatewayEntity, type PolicyDecision, type Principal, principalEntity } from "@toolgate/policy";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { Gateway } from "../model.ts";
import { DecisionLogUnavailable, EvaluationUnavailable } from "../ports.ts";
import { type CallDeps, callTool } from "./call-tool.ts";
import { CompileOnce } from "./compile-once.ts";
import { listTools } from "./list-tools.ts";
import { liveEngine } from "./live-engine.ts";
import type { LiveGateway } from "./live-gateway.ts";
import { liveTools } from "./live-tools.ts";

/** The life of a call with ports that fail; test/gateway-*.test.ts has it with real ones. */

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/g-0123456789";
const engineArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/e-0123456789";
const on = (tool: string) => `permit(principal, action == AgentCore::Action::"Pay___${tool}", resource)`;
const statements = [`${on("send")};`, `${on("admin")} when { principal.hasTag("admin") };`];
const tools = liveTools([
  {
    id: "T",
    name: "Pay",
    backend: { kind: "lambda", lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Echo" },
    tools: ["send", "admin"].map((name) => ({ name, description: name, inputSchema: { type: "object" } })),
  } as unknown as Parameters<typeof liveTools>[0][number],
]);

function gateway(mode: "ENFORCE" | "LOG_ONLY" | "NONE"): LiveGateway {
  const stored = { id: "g-0123456789", arn: gatewayArn, name: "g" } as unknown as Gateway;
  const entity = gatewayEntity(gatewayArn);
  if (mode === "NONE") return { gateway: stored, entity, tools };
  const policies = statements.map((statement, index) => ({
    id: `p-${index}`,
    name: `p${index}`,
    status: "ACTIVE",
    enforcementMode: "ACTIVE",
    definition: { arm: "cedar", statement },
  })) as unknown as Parameters<typeof liveEngine>[0]["policies"];
  return {
    gateway: { ...stored, policyEngine: { arn: engineArn, mode } },
    entity,
    tools,
    engine: liveEngine({
      engine: { arn: engineArn } as unknown as Parameters<typeof liveEngine>[0]["engine"],
      mode,
      gatewayArn,
      policies,
      schemaDigest: "0123456789abcdef",
      gatewayByName: () => undefined,
      compiler: new CompileOnce(),
    }),
  };
}

const allowed: PolicyDecision = {
  decision: "ALLOW",
  determining: ["p-0"],
  errors: [],
  logOnlyMatched: [],
  logOnlyErrors: [],
};

function parts(options: { decide?: () => Promise<PolicyDecision>; record?: () => void } = {}) {
  const done: string[] = [];
  const observed: DecisionRecord[] = [];
  const absent = () => Promise.reject(new Error("not part of this test"));
  const deps: CallDeps = {
    shadow: {
      cedar: { decide: options.decide ?? (async () => allowed) },
      share: options.decide === undefined ? 0 : 1,
      random: () => 0.5,
      observe: (outcome) => done.push(`shadow ${outcome}`),
      keep: () => "difference-1.json",
    },
    clock: { now: () => 0 },
    strictAws: false,
    newDecisionId: () => "dec-1",
    recent: { keep: () => {} },
    micros: () => 0,
    disclose: () => ({}),
    observe: (record) => observed.push(record),
    decisions: {
      record() {
        options.record?.();
        done.push("recorded");
      },
      outcome: (_, { result }) => done.push(`outcome ${result}`),
      find: absent,
      flush: absent,
      close: async () => {},
    },
    mcpServers: { tools: absent, call: absent, close: async () => {} },
    functions: {
      async invoke() {
        done.push("invoked");
        return { ok: true, kind: "payload", payload: "{}" };
      },
      close: async () => {},
    },
  };
  return { deps, done, observed };
}

const principal: Principal = { type: "AgentCore::OAuthUser", id: "ann", tags: {} };
const identity = { principal, entity: principalEntity(principal), claims: {} };
const call = (name: string) => ({
  name,
  arguments: new Map(),
  requestId: "r-1",
  bodyLength: 100,
  messageId: "1",
});

it(
  verifies("gateway.record.before", "a call is recorded, then made, then its outcome is recorded"),
  async () => {
    const { deps, done } = parts();
    await callTool(deps, gateway("ENFORCE"), identity, call("Pay___send"));
    expect(done).toEqual(["recorded", "invoked", "outcome success"]);
  },
);

describe("a decision that cannot be recorded", () => {
  const cause = "The decision could not be recorded: too many wait for records.db.";
  const record = () => {
    throw new DecisionLogUnavailable(cause);
  };
  const failure = { kind: "evaluation-failed", code: "NOT_RECORDED", cause, decisionId: "dec-1" };

  it.each(["ENFORCE", "LOG_ONLY", "NONE"] as const)(
    verifies("gateway.unrecorded", "makes no call under %s, and is counted"),
    async (mode) => {
      const { deps, done, observed } = parts({ record });
      expect(await callTool(deps, gateway(mode), identity, call("Pay___send"))).toEqual(failure);
      expect(done).toEqual([]);
      expect(observed).toMatchObject([{ decision: "ALLOW", enforced: "DENY", code: "NOT_RECORDED" }]);
    },
  );

  it.each(["ENFORCE", "LOG_ONLY", "NONE"] as const)(
    verifies("gateway.unrecorded", "shows no list under %s"),
    (mode) => {
      expect(
        listTools(parts({ record }).deps, gateway(mode), identity, { requestId: "r-1", messageId: "1" }),
      ).toEqual(failure);
    },
  );
});

describe("a decision that Cedar itself is asked about too", () => {
  it(verifies("gateway.shadow", "is made when Cedar agrees"), async () => {
    const { deps, done } = parts({ decide: async () => allowed });
    await callTool(deps, gateway("ENFORCE"), identity, call("Pay___send"));
    expect(done).toEqual(["shadow agreed", "recorded", "invoked", "outcome success"]);
  });

  it(verifies("gateway.shadow", "is made when Cedar cannot be asked"), async () => {
    const decide = () => Promise.reject(new EvaluationUnavailable("The Cedar process ended (SIGKILL)"));
    const { deps, done } = parts({ decide });
    await callTool(deps, gateway("ENFORCE"), identity, call("Pay___send"));
    expect(done).toEqual(["shadow unavailable", "recorded", "invoked", "outcome success"]);
  });

  it("is not asked about beyond the share", async () => {
    const { deps, done } = parts({ decide: async () => allowed });
    await callTool(
      { ...deps, shadow: { ...deps.shadow, share: 0.5 } },
      gateway("ENFORCE"),
      identity,
      call("Pay___send"),
    );
    expect(done).toEqual(["recorded", "invoked", "outcome success"]);
  });

  it("an error of any other kind is no decision and no denial: it is thrown", async () => {
    const { deps, done } = parts({ decide: () => Promise.reject(new TypeError("a defect")) });
    await expect(callTool(deps, gateway("ENFORCE"), identity, call("Pay___send"))).rejects.toThrow(
      "a defect",
    );
    expect(done).toEqual([]);
  });
});

describe("a decision that Cedar makes otherwise", () => {
  const decide = async (): Promise<PolicyDecision> => ({ ...allowed, determining: ["p-7"] });

  it(verifies("gateway.failure", "fails the call of a listed tool with the cause"), async () => {
    const { deps, done, observed } = parts({ decide });
    expect(await callTool(deps, gateway("ENFORCE"), identity, call("Pay___send"))).toEqual({
      kind: "evaluation-failed",
      code: "EVALUATION_FAILED",
      cause:
        'Toolgate decided ALLOW [["p-0"],[],[],[]], but Cedar itself decides ALLOW [["p-7"],[],[],[]], so the call is not ' +
        "made. The request that shows it is in difference-1.json: please report it.",
      decisionId: "dec-1",
    });
    expect(done).toEqual(["shadow differed", "recorded"]);
    expect(observed).toMatchObject([{ decision: "ERROR", enforced: "DENY", code: "EVALUATION_FAILED" }]);
  });

  it.each(["Pay___admin", "Pay___absent"])(
    verifies("gateway.hidden", "a call of %s, which the caller does not see, is denied as ever"),
    async (name) => {
      const { deps } = parts({ decide });
      const answer = await callTool(deps, gateway("ENFORCE"), identity, call(name));
      expect(answer).toMatchObject({ kind: "denied", forbiddenBy: [], didYouMean: undefined });
    },
  );

  it(verifies("gateway.failure.log-only", "a call under LOG_ONLY is made"), async () => {
    const { deps, done, observed } = parts({ decide });
    await callTool(deps, gateway("LOG_ONLY"), identity, call("Pay___send"));
    expect(done).toEqual(["shadow differed", "recorded", "invoked", "outcome success"]);
    expect(observed).toMatchObject([{ decision: "ERROR", enforced: "ALLOW", code: "EVALUATION_FAILED" }]);
  });
});
