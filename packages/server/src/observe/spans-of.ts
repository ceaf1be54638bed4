/** The spans of one call, the gateway's first. Sources: seed 1; AWS guide, gateway and policy observability. */
import type { DecisionRecord } from "../decisions/decision-record.ts";
import { callTimes, millis, nanos } from "./call-times.ts";
import { failureAttributes, missingPermission } from "./failure-attributes.ts";
import {
  isDecided,
  isEnded,
  isInvoked,
  type ObservedCall,
  type ObserveStyle,
  traceOf,
} from "./observed-call.ts";
import { type ObservedGateway, observedGateway, resourceAttributes } from "./observed-gateway.ts";
import { policyAttributes, policyOperation } from "./policy-attributes.ts";
import type { Attributes, Span } from "./span.ts";
import { innerSpanId } from "./trace-context.ts";

const operations = {
  "tools/call": "InvokeTool",
  "tools/list": "ListTools",
  initialize: "Initialize",
  "notifications/initialized": "NotificationsInitialized",
} as const;

/** Whoever wants all attributes of a call that is under way gets those that are known. */
export function spansOf(call: ObservedCall, style: ObserveStyle): readonly Span[] {
  const trace = traceOf(call);
  const times = callTimes(call);
  const gateway = observedGateway(call);
  const server = span(call, gateway, {
    spanId: trace.spanId,
    parentSpanId: trace.parentSpanId,
    name: `AgentCore.Gateway.${operations[call.method]}`,
    kind: "SERVER",
    from: times.arrived,
    to: times.ended,
    ...serverAttributes(call, gateway, style),
  });
  if (!isDecided(call)) return [server];
  const within = { parentSpanId: trace.spanId, kind: "CLIENT" } as const;
  const policy =
    call.engineArn === undefined
      ? []
      : [
          span(call, gateway, {
            ...within,
            spanId: innerSpanId(trace.spanId, "policy"),
            name: `AgentCore.Policy.${policyOperation(call)}`,
            from: times.askedPolicy,
            to: times.decided,
            attributes: policyAttributes(call, call.engineArn, style),
            failed: call.decision === "ERROR",
          }),
        ];
  const target = isInvoked(call)
    ? [
        span(call, gateway, {
          ...within,
          spanId: innerSpanId(trace.spanId, "target"),
          name: `AgentCore.Gateway.InvokeTool.${call.action ?? ""}`,
          from: times.decided,
          to: times.ended,
          ...targetAttributes(call, gateway),
        }),
      ]
    : [];
  return [server, ...policy, ...target];
}

interface Part {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: Span["kind"];
  /** Microseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly attributes: Attributes;
  readonly failed: boolean;
}

function span(call: ObservedCall, gateway: ObservedGateway, part: Part): Span {
  const { traceId, flags = 0 } = traceOf(call);
  return {
    traceId,
    spanId: part.spanId,
    flags,
    name: part.name,
    kind: part.kind,
    startTimeUnixNano: nanos(part.from),
    endTimeUnixNano: nanos(part.to),
    durationNano: nanos(part.to - part.from),
    attributes: part.attributes,
    status: { code: part.failed ? "ERROR" : "UNSET" },
    resource: { attributes: { ...resourceAttributes(gateway), "cloud.provider": "aws" } },
    ...(part.parentSpanId === undefined ? {} : { parentSpanId: part.parentSpanId }),
  };
}

/** What the gateway's own spans have in common. */
function gatewayAttributes(call: ObservedCall, gateway: ObservedGateway): Attributes {
  return {
    "aws.operation.name": "InvokeGateway",
    "aws.request.id": call.requestId,
    "aws.account.id": gateway.accountId,
    "aws.region": gateway.region,
    "aws.resource.arn": gateway.arn,
    "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
    "aws.xray.origin": "AWS::BedrockAgentCore::Gateway",
    PlatformType: "AWS::BedrockAgentCore",
    "gateway.id": gateway.id,
    "gateway.name": gateway.name,
    ...(isDecided(call) ? decisionAttributes(call) : {}),
  };
}

function decisionAttributes(call: DecisionRecord): Attributes {
  return {
    ...(call.action === undefined ? {} : { "tool.name": call.action }),
    ...(call.engineArn === undefined ? {} : { "aws.agentcore.gateway.policy.mode": call.mode }),
    ...(call.engineArn === undefined || call.decision === "ERROR" || call.method === "tools/list"
      ? {}
      : { "aws.agentcore.policy.authorization_decision": call.decision }),
    "toolgate.decision_id": call.decisionId,
  };
}

function serverAttributes(
  call: ObservedCall,
  gateway: ObservedGateway,
  style: ObserveStyle,
): Pick<Part, "attributes" | "failed"> {
  const { arrived, ended, target } = callTimes(call);
  const fault = isDecided(call) ? serverFault(call, style) : undefined;
  return {
    failed: fault !== undefined,
    attributes: {
      ...gatewayAttributes(call, gateway),
      "aws.span.kind": "SERVER",
      "http.method": "POST",
      "url.path": call.method,
      "http.response.status_code": call.method === "notifications/initialized" ? 202 : 200,
      latency_ms: millis(ended - arrived),
      overhead_latency_ms: millis(ended - arrived - target),
      ...(isInvoked(call) && isEnded(call) ? { execute_tool_latency_ms: millis(target) } : {}),
      ...fault,
    },
  };
}

/** What went wrong for the caller; the cause is beside it where it is not the caller's own. */
function serverFault(call: DecisionRecord, { denialShape }: ObserveStyle): Attributes | undefined {
  const code = denialShape === "error" ? { "jsonrpc.error.code": -32002 } : {};
  if (call.enforced === "DENY" && call.decision === "ERROR") {
    return {
      error_type: "system",
      ...(call.method === "tools/call" ? code : {}),
      ...failureAttributes(call),
    };
  }
  if (call.enforced === "DENY") return { error_type: "user", ...code, "toolgate.code": call.code };
  if (call.method === "tools/list") return undefined;
  if (!isInvoked(call))
    return { error_type: "user", "jsonrpc.error.code": -32602, "toolgate.code": call.code };
  return targetFault(call);
}

function targetAttributes(
  call: DecisionRecord,
  gateway: ObservedGateway,
): Pick<Part, "attributes" | "failed"> {
  const fault = targetFault(call);
  return {
    failed: fault !== undefined,
    attributes: {
      ...gatewayAttributes(call, gateway),
      "aws.span.kind": "CLIENT",
      ...(call.targetType === undefined ? {} : { "target.type": call.targetType }),
      targetId: call.targetId ?? "",
      ...(call.outcome === undefined
        ? { "toolgate.under_way": true }
        : { execute_tool_latency_ms: millis(callTimes(call).target) }),
      ...fault,
    },
  };
}

function targetFault({ outcome }: DecisionRecord): Attributes | undefined {
  if (outcome === undefined || outcome.result === "success") return undefined;
  return {
    error_type: outcome.result === "tool-error" ? "user" : "system",
    ...(outcome.cause === undefined ? {} : { "toolgate.cause": outcome.cause }),
    ...missingPermission(outcome.failure),
  };
}
