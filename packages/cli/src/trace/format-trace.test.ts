import type { LogRecord, Span, TraceAnswer } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { formatTrace } from "./format-trace.ts";
import { placeSpans, waterfall } from "./waterfall.ts";

const at = (micros: number) => 1_767_323_045_000_000_000 + micros * 1_000;
const span = (name: string, spanId: string, from: number, to: number, more: Partial<Span> = {}): Span => ({
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId,
  flags: 0,
  name,
  kind: "CLIENT",
  startTimeUnixNano: at(from),
  endTimeUnixNano: at(to),
  durationNano: (to - from) * 1_000,
  attributes: {},
  status: { code: "UNSET" },
  resource: { attributes: { "cloud.provider": "aws" } },
  ...more,
});
const server = span("AgentCore.Gateway.InvokeTool", "8def0123456789ab", 0, 20_000, { kind: "SERVER" });
const inner = { parentSpanId: "8def0123456789ab" };
const policy = span("AgentCore.Policy.AuthorizeAction", "d7b55b791f3dd3f1", 900, 1_150, inner);
const target = span(
  "AgentCore.Gateway.InvokeTool.RefundTarget___process_refund",
  "b1d33d1f795bb597",
  1_150,
  20_000,
  inner,
);

const record = (log: string, isError: boolean, more: object = {}, attributes: object = {}): LogRecord => ({
  resource_arn: "arn",
  event_timestamp: 0,
  body: { isError, log, id: "1", ...more },
  account_id: "123456789012",
  request_id: "r",
  trace_id: server.traceId,
  span_id: server.spanId,
  resource: { attributes: {} },
  attributes: { "aws.request.id": "r", ...attributes },
  timeUnixNano: at(1_150),
  severityNumber: isError ? 17 : 9,
  severityText: isError ? "ERROR" : "INFO",
  traceId: server.traceId,
  spanId: server.spanId,
});

describe("the waterfall", () => {
  it(verifies("telemetry.waterfall", "has bars in proportion, below what they are part of"), () => {
    expect(waterfall(placeSpans([target, policy, server]))).toEqual([
      "  AgentCore.Gateway.InvokeTool                 ██████████████████████    20.0 ms",
      "    AgentCore.Policy.AuthorizeAction           ·█····················     250 µs",
      "    AgentCore.Gateway.I…arget___process_refund ·█████████████████████    18.9 ms",
    ]);
  });

  it(verifies("telemetry.waterfall", "marks what failed, and shows what took no time"), () => {
    const failed = {
      ...policy,
      status: { code: "ERROR" } as const,
      endTimeUnixNano: policy.startTimeUnixNano,
    };
    const none = span("AgentCore.Gateway.Initialize", "a", 0, 0);
    expect(waterfall(placeSpans([server, failed]))[1]).toMatch(
      /^! {3}AgentCore\.Policy\.AuthorizeAction +·█·{20} /,
    );
    expect(waterfall(placeSpans([none]))).toEqual([
      "  AgentCore.Gateway.Initialize                 █·····················       0 µs",
    ]);
  });

  it("is as wide for any spans", () => {
    const circular = [
      span("a", "1", 0, 5, { parentSpanId: "2" }),
      span("b", "2", 0, 5, { parentSpanId: "1" }),
    ];
    const late = [
      server,
      span("x".repeat(200), "3", 19_999, 20_000, inner),
      span("y", "4", 0, 3_600_000_000),
    ];
    const lines = waterfall(placeSpans([...late, ...circular]));
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line).toHaveLength(80);
  });
});

it(verifies("telemetry.waterfall", "a call that failed reads like this"), () => {
  const failed: TraceAnswer = {
    spans: [
      {
        ...server,
        endTimeUnixNano: at(1_150),
        durationNano: 1_150_000,
        status: { code: "ERROR" },
        name: "AgentCore.Gateway.ListTools",
        attributes: { error_type: "system" },
      },
      {
        ...policy,
        name: "AgentCore.Policy.PartiallyAuthorizeActions",
        status: { code: "ERROR" },
        attributes: {
          "http.status_code": 403,
          error: true,
          "aws.agentcore.gateway.policy.arn":
            "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-xxxxxxxxxx",
          "aws.agentcore.policy.denied_tools": ["A___b", "A___c"],
          "toolgate.cure": '{\n  "Effect": "Allow"\n}',
        },
      },
    ],
    logRecords: [
      record("Started processing request", false),
      record(
        "Policy evaluation failed for list tools",
        true,
        {},
        {
          "toolgate.cause":
            "The role may not do bedrock-agentcore:PartiallyAuthorizeActions on the gateway \u001b[31m.",
          "toolgate.cure": `Add to the role: {"Resource":"${"x".repeat(90)}"}`,
        },
      ),
    ],
  };
  expect(formatTrace(failed)).toEqual([
    "trace 0af7651916cd43dd8448eb211c80319c",
    "begun 2026-01-02T03:04:05.000Z",
    "",
    "! AgentCore.Gateway.ListTools                  ██████████████████████     1.1 ms",
    "!   AgentCore.Policy.PartiallyAuthorizeActions ·················█████     250 µs",
    "",
    "AgentCore.Gateway.ListTools",
    "  SERVER ERROR, span 8def0123456789ab, begun at 0 µs, took 1.1 ms",
    "  error_type = system",
    "  of the resource",
    "    cloud.provider = aws",
    "",
    "AgentCore.Policy.PartiallyAuthorizeActions",
    "  CLIENT ERROR, span d7b55b791f3dd3f1, begun at 900 µs, took 250 µs",
    "  http.status_code = 403",
    "  error = true",
    "  aws.agentcore.gateway.policy.arn =",
    "      arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-xx",
    "      xxxxxxxx",
    '  aws.agentcore.policy.denied_tools = ["A___b","A___c"]',
    "  toolgate.cure =",
    "    {",
    '      "Effect": "Allow"',
    "    }",
    "  of the resource",
    "    cloud.provider = aws",
    "",
    "log records",
    "    1.1 ms  INFO  Started processing request",
    "    1.1 ms  ERROR Policy evaluation failed for list tools",
    "                   toolgate.cause = The role may not do",
    "                       bedrock-agentcore:PartiallyAuthorizeActions on the",
    "                       gateway \\u{1b}[31m.",
    "                   toolgate.cure = Add to the role:",
    `                       {"Resource":"${"x".repeat(90)}"}`,
  ]);
});
