import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { HandshakeRecord } from "./handshake-record.ts";
import { logRecordsOf } from "./log-records-of.ts";
import type { ObservedCall, ObserveStyle } from "./observed-call.ts";
import { spansOf } from "./spans-of.ts";

const style = { denialShape: "result", denialWording: "2025-12" } as const;
const engineArn = "arn:aws:bedrock-agentcore:eu-west-1:210987654321:policy-engine/Refunds-abcdefghij";
const limit = "limit-abcdefghij";

const allowed: DecisionRecord = {
  decisionId: "dec-01987654-3210-7abc-8def-0123456789ab",
  requestId: "01987654-3210-7abc-9def-0123456789ab",
  time: "2026-01-02T03:04:05.123Z",
  gatewayArn: "arn:aws:bedrock-agentcore:eu-west-1:210987654321:gateway/pay-abcdefghij",
  gatewayId: "pay-abcdefghij",
  method: "tools/call",
  principal: { type: "AgentCore::OAuthUser", id: "ann" },
  action: "Pay___send",
  targetId: "TARGET0001",
  targetType: "MCP",
  mode: "ENFORCE",
  engineArn,
  decision: "ALLOW",
  enforced: "ALLOW",
  code: "PERMITTED",
  reason: `Permitted by ${limit}.`,
  determiningPolicies: [limit],
  erroredPolicies: [],
  logOnlyMatched: [],
  logOnlyFlipping: [],
  micros: 250,
  trace: {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "8def0123456789ab",
    parentSpanId: "00f067aa0ba902b7",
    flags: 1,
    messageId: "7",
    answeredMicros: 1_000,
  },
  outcome: { result: "success", time: "2026-01-02T03:04:05.140Z", millis: 17, micros: 16_600 },
};
const denied: DecisionRecord = {
  ...allowed,
  decision: "DENY",
  enforced: "DENY",
  code: "NO_DETERMINING_POLICY",
  reason: "No policy permits it.",
  determiningPolicies: [],
  outcome: undefined,
};

const common = {
  "aws.operation.name": "InvokeGateway",
  "aws.request.id": "01987654-3210-7abc-9def-0123456789ab",
  "aws.account.id": "210987654321",
  "aws.region": "eu-west-1",
  "aws.resource.arn": "arn:aws:bedrock-agentcore:eu-west-1:210987654321:gateway/pay-abcdefghij",
  "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
  "aws.xray.origin": "AWS::BedrockAgentCore::Gateway",
  PlatformType: "AWS::BedrockAgentCore",
  "gateway.id": "pay-abcdefghij",
  "gateway.name": "pay",
};
const ofCall = {
  ...common,
  "tool.name": "Pay___send",
  "aws.agentcore.gateway.policy.mode": "ENFORCE",
  "aws.agentcore.policy.authorization_decision": "ALLOW",
  "toolgate.decision_id": "dec-01987654-3210-7abc-8def-0123456789ab",
};

describe("spans", () => {
  it(verifies("telemetry.spans", "of an allowed call lie one within the other"), () => {
    const [server, policy, target, ...others] = spansOf(allowed, style);
    expect(others).toEqual([]);
    expect(server).toEqual({
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "8def0123456789ab",
      parentSpanId: "00f067aa0ba902b7",
      flags: 1,
      name: "AgentCore.Gateway.InvokeTool",
      kind: "SERVER",
      startTimeUnixNano: 1_767_323_045_122_000_000,
      endTimeUnixNano: 1_767_323_045_139_600_000,
      durationNano: 17_600_000,
      attributes: {
        ...ofCall,
        "aws.span.kind": "SERVER",
        "http.method": "POST",
        "url.path": "tools/call",
        "http.response.status_code": 200,
        latency_ms: 18,
        overhead_latency_ms: 1,
        execute_tool_latency_ms: 17,
      },
      status: { code: "UNSET" },
      resource: {
        attributes: {
          "service.name": "pay-abcdefghij",
          "cloud.resource_id": "arn:aws:bedrock-agentcore:eu-west-1:210987654321:gateway/pay-abcdefghij",
          "cloud.platform": "aws_bedrock_agentcore",
          "cloud.provider": "aws",
        },
      },
    });
    expect(policy).toMatchObject({
      parentSpanId: "8def0123456789ab",
      name: "AgentCore.Policy.AuthorizeAction",
      kind: "CLIENT",
      startTimeUnixNano: 1_767_323_045_122_750_000,
      endTimeUnixNano: 1_767_323_045_123_000_000,
      durationNano: 250_000,
      status: { code: "UNSET" },
      attributes: {
        "rpc.service": "Refunds-abcdefghij",
        "rpc.method": "AuthorizeAction",
        "aws.remote.service": "AWS::Refunds-abcdefghij",
        "http.status_code": 200,
        "aws.agentcore.policy.authorization_decision": "ALLOW",
        "aws.agentcore.policy.determining_policies": [limit],
        "aws.agentcore.policy.mismatched_policies": [],
        "aws.agentcore.policy.types": [[limit, "Cedar"]],
        "aws.agentcore.policy.target_resource.id": "pay-abcdefghij",
        "aws.agentcore.gateway.policy.arn": engineArn,
      },
    });
    expect(Object.keys(policy?.attributes ?? {})).not.toContain("errorType");
    expect(Object.keys(policy?.attributes ?? {})).not.toContain("aws.agentcore.policy.authorization_reason");
    expect(target).toMatchObject({
      parentSpanId: "8def0123456789ab",
      name: "AgentCore.Gateway.InvokeTool.Pay___send",
      kind: "CLIENT",
      startTimeUnixNano: 1_767_323_045_123_000_000,
      endTimeUnixNano: 1_767_323_045_139_600_000,
      attributes: {
        ...ofCall,
        "aws.span.kind": "CLIENT",
        "target.type": "MCP",
        targetId: "TARGET0001",
        execute_tool_latency_ms: 17,
      },
    });
    expect(new Set([server?.spanId, policy?.spanId, target?.spanId]).size).toBe(3);
  });

  it(verifies("telemetry.spans", "of a denied call say why, and that nothing was invoked"), () => {
    const [server, policy, ...others] = spansOf(denied, style);
    expect(others).toEqual([]);
    expect(server?.status).toEqual({ code: "ERROR" });
    expect(server?.attributes).toMatchObject({
      error_type: "user",
      "aws.agentcore.policy.authorization_decision": "DENY",
    });
    expect(policy).toMatchObject({
      status: { code: "UNSET" },
      attributes: {
        "http.status_code": 200,
        "aws.agentcore.policy.authorization_decision": "DENY",
        "aws.agentcore.policy.authorization_reason":
          "Policy evaluation denied due to no determining policies",
      },
    });
  });

  it.each<[string, Partial<DecisionRecord>, string]>([
    [
      "of a forbid",
      { code: "FORBIDDEN", determiningPolicies: ["a", "b"] },
      "Policy evaluation denied due to a, b",
    ],
    ["by default", {}, "No policy applies to the request (denied by default)."],
  ])(verifies("telemetry.spans", "give the current reason %s"), (_what, change, reason) => {
    const [, policy] = spansOf({ ...denied, ...change }, { ...style, denialWording: "2026" });
    expect(policy?.attributes["aws.agentcore.policy.authorization_reason"]).toBe(reason);
  });

  it(verifies("telemetry.spans", "of a list name what was shown and what was hidden"), () => {
    const list: DecisionRecord = {
      ...allowed,
      method: "tools/list",
      action: undefined,
      targetId: undefined,
      outcome: undefined,
      tools: { allowed: ["Pay___send"], denied: ["Pay___hidden"] },
    };
    const [server, policy, ...others] = spansOf(list, style);
    expect(others).toEqual([]);
    expect([server?.name, policy?.name]).toEqual([
      "AgentCore.Gateway.ListTools",
      "AgentCore.Policy.PartiallyAuthorizeActions",
    ]);
    expect(policy?.attributes).toMatchObject({
      "aws.agentcore.policy.allowed_tools": ["Pay___send"],
      "aws.agentcore.policy.denied_tools": ["Pay___hidden"],
    });
  });

  it.each<[string, Partial<DecisionRecord>, Partial<ObserveStyle>, object | undefined, string[]]>([
    [
      "a gateway without an engine",
      { engineArn: undefined, mode: "NONE" },
      {},
      undefined,
      ["InvokeTool", "InvokeTool.Pay___send"],
    ],
    [
      "a tool that fails",
      { outcome: { result: "tool-error", time: allowed.time, millis: 1, cause: "no such order" } },
      {},
      { error_type: "user", "toolgate.cause": "no such order" },
      ["InvokeTool", "AuthorizeAction", "InvokeTool.Pay___send"],
    ],
    [
      "a target that does not answer",
      { outcome: { result: "failed", time: allowed.time, millis: 1 } },
      {},
      { error_type: "system" },
      ["InvokeTool", "AuthorizeAction", "InvokeTool.Pay___send"],
    ],
    [
      "a denial as a JSON-RPC error",
      { ...denied },
      { denialShape: "error" },
      { error_type: "user", "jsonrpc.error.code": -32002 },
      ["InvokeTool", "AuthorizeAction"],
    ],
    [
      "an unknown tool under LOG_ONLY",
      { ...denied, enforced: "ALLOW", mode: "LOG_ONLY", targetId: undefined, code: "UNKNOWN_TOOL" },
      {},
      { error_type: "user", "jsonrpc.error.code": -32602 },
      ["InvokeTool", "AuthorizeAction"],
    ],
  ])(verifies("telemetry.spans", "of %s"), (_what, change, how, fault, names) => {
    const spans = spansOf({ ...allowed, ...change }, { ...style, ...how });
    expect(spans.map(({ name }) => name.replace(/^AgentCore\.(Gateway|Policy)\./, ""))).toEqual(names);
    expect(spans[0]?.status.code).toBe(fault === undefined ? "UNSET" : "ERROR");
    expect(spans[0]?.attributes).toMatchObject(fault ?? {});
  });

  it(verifies("telemetry.spans", "of a handshake is the gateway's alone"), () => {
    const handshake: HandshakeRecord = {
      handshakeId: "hs-1",
      requestId: "r",
      time: allowed.time,
      gatewayArn: allowed.gatewayArn,
      gatewayId: allowed.gatewayId,
      method: "notifications/initialized",
      trace: { traceId: "t", spanId: "s", messageId: "", answeredMicros: 5 },
    };
    expect(
      spansOf(handshake, style).map(({ name, attributes }) => [
        name,
        attributes["http.response.status_code"],
      ]),
    ).toEqual([["AgentCore.Gateway.NotificationsInitialized", 202]]);
    expect(spansOf({ ...handshake, method: "initialize" }, style)[0]?.name).toBe(
      "AgentCore.Gateway.Initialize",
    );
  });
});

const told = (call: ObservedCall, how: ObserveStyle = style) =>
  logRecordsOf(call, how).map(({ body, severityText, severityNumber, event_timestamp }) => [
    severityNumber,
    severityText,
    event_timestamp - 1_767_323_045_000,
    body,
  ]);
const said = (log: string, more: object = {}, isError = false) => ({ isError, log, id: "7", ...more });
const principal = { entityType: "AgentCore::OAuthUser", entityId: "ann" };

describe("log records", () => {
  it(verifies("telemetry.log-records", "of an allowed call name the caller and the policies"), () => {
    expect(told(allowed)).toEqual([
      [9, "INFO", 122, said("Started processing request")],
      [
        9,
        "INFO",
        123,
        said("Policy evaluation completed", {
          policy: {
            decision: "ALLOW",
            policyEngineArn: engineArn,
            determiningPolicies: [limit],
            latencyMs: 0.25,
            principal,
          },
        }),
      ],
      [9, "INFO", 123, said("Processing request for tool Pay___send from target TARGET0001")],
      [9, "INFO", 140, said("Successfully processed request")],
    ]);
  });

  it(verifies("telemetry.log-records", "of a denied call end with what the caller was told"), () => {
    expect(told(denied)).toEqual([
      [9, "INFO", 122, said("Started processing request")],
      [
        17,
        "ERROR",
        123,
        said(
          "Policy evaluation denied request",
          {
            policy: {
              decision: "DENY",
              policyEngineArn: engineArn,
              determiningPolicies: [],
              latencyMs: 0.25,
              principal,
              reason: "No policy permits it.",
            },
          },
          true,
        ),
      ],
      [
        17,
        "ERROR",
        123,
        said(
          "Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
          {},
          true,
        ),
      ],
    ]);
  });

  it.each<[string, Partial<DecisionRecord>, string[]]>([
    [
      "a call under way",
      { outcome: undefined },
      [
        "Started processing request",
        "Policy evaluation completed",
        "Processing request for tool Pay___send from target TARGET0001",
      ],
    ],
    [
      "a denial that LOG_ONLY let through",
      { ...denied, mode: "LOG_ONLY", enforced: "ALLOW", outcome: allowed.outcome },
      [
        "Started processing request",
        "Policy evaluation completed",
        "Processing request for tool Pay___send from target TARGET0001",
        "Successfully processed request",
      ],
    ],
    [
      "a failed evaluation of a call",
      { decision: "ERROR", enforced: "DENY", outcome: undefined },
      ["Started processing request", "! Policy evaluation failed for tool call"],
    ],
    [
      "a failed evaluation that LOG_ONLY let through",
      { decision: "ERROR", mode: "LOG_ONLY" },
      [
        "Started processing request",
        "! Policy evaluation failed for tool call",
        "Processing request for tool Pay___send from target TARGET0001",
        "Successfully processed request",
      ],
    ],
    [
      "a target that does not answer",
      { outcome: { result: "failed", time: allowed.time, millis: 1, cause: "circuit open" } },
      [
        "Started processing request",
        "Policy evaluation completed",
        "Processing request for tool Pay___send from target TARGET0001",
        "! Failed to process request for tool Pay___send from target TARGET0001",
      ],
    ],
    [
      "an unknown tool without an engine",
      { targetId: undefined, engineArn: undefined, outcome: undefined },
      ["Started processing request", "! Unknown tool: Pay___send"],
    ],
    [
      "a decision that could not be written down without an engine",
      { decision: "ERROR", enforced: "DENY", engineArn: undefined, outcome: undefined },
      ["Started processing request", "! Policy evaluation failed for tool call"],
    ],
  ])(verifies("telemetry.log-records", "of %s"), (_what, change, logs) => {
    const records = logRecordsOf({ ...allowed, ...change }, style);
    expect(records.map(({ body }) => `${body.isError ? "! " : ""}${body.log}`)).toEqual(logs);
  });

  it(verifies("telemetry.log-records", "tell why a target failed"), () => {
    const outcome = { result: "failed", time: allowed.time, millis: 1, cause: "circuit open" } as const;
    expect(logRecordsOf({ ...allowed, outcome }, style).at(-1)?.body.errorMessage).toBe("circuit open");
  });

  it(verifies("telemetry.one-id", "have the ids of the spans"), () => {
    const [server] = spansOf(allowed, style);
    for (const record of logRecordsOf(allowed, style)) {
      expect(record).toMatchObject({
        request_id: allowed.requestId,
        trace_id: server?.traceId,
        traceId: server?.traceId,
        span_id: server?.spanId,
        spanId: server?.spanId,
      });
    }
  });

  it(
    verifies("telemetry.disclosure", "have the arguments as Java writes maps, where the record has them"),
    () => {
      const args = {
        amount: 450.1,
        note: "hi",
        password: "[redacted]",
        items: [1, { a: null }],
        urgent: true,
      };
      const [first, ...others] = logRecordsOf({ ...allowed, arguments: args }, style);
      expect(first?.body.requestBody).toBe(
        "{id=7, jsonrpc=2.0, method=tools/call, params={name=Pay___send, arguments={amount=450.1, note=hi, password=[redacted], items=[1, {a=null}], urgent=true}}}",
      );
      expect(others.map(({ body }) => "requestBody" in body)).toEqual([false, false, false]);
      expect(logRecordsOf(allowed, style)[0]?.body).toEqual(said("Started processing request"));
    },
  );

  it("of records from before traces were recorded still have ids", () => {
    const [record] = logRecordsOf({ ...allowed, trace: undefined }, style);
    expect([record?.trace_id, record?.span_id, record?.body.id]).toEqual([
      "0198765432107abc9def0123456789ab",
      "8def0123456789ab",
      "",
    ]);
  });
});
