/** Writes a verdict down as a decision record. */
import type { CallTrace, DecisionRecord } from "../decisions/decision-record.ts";
import { isoTime } from "../iso-time.ts";
import { ownSpanId } from "../observe/trace-context.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveTool } from "./live-tools.ts";
import type { RecordDeps } from "./record-deps.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { Verdict } from "./verdict.ts";

export function recordOf(
  deps: RecordDeps,
  call: {
    readonly live: LiveGateway;
    readonly identity: Identity;
    readonly call: ToolCall;
    readonly tool: LiveTool | undefined;
    readonly verdict: Verdict;
    readonly enforced: "ALLOW" | "DENY";
    readonly started: number;
  },
): DecisionRecord {
  const { live, identity, verdict } = call;
  const { engine, gateway } = live;
  const disclosed = deps.disclose(identity, call.call.arguments);
  const decisionId = deps.newDecisionId();
  // For every call: to spread objects into this one would take longer than to decide. What is undefined is in no JSON.
  return {
    decisionId,
    requestId: call.call.requestId,
    time: isoTime(deps.clock.now()),
    gatewayArn: gateway.arn,
    gatewayId: gateway.id,
    principal: { type: identity.principal.type, id: identity.principal.id },
    mode: gateway.policyEngine?.mode ?? "NONE",
    engineArn: gateway.policyEngine?.arn,
    policySetVersion: engine?.policySetVersion,
    schemaDigest: engine?.schemaDigest,
    micros: Math.round(deps.micros() - call.started),
    method: "tools/call",
    action: call.call.name,
    targetId: call.tool?.targetId,
    targetType: targetTypeOf(call.tool),
    decision: verdict.decision,
    enforced: call.enforced,
    code: verdict.code,
    reason: verdict.reason,
    failure: verdict.failure,
    determiningPolicies: verdict.determining,
    erroredPolicies: verdict.errors,
    logOnlyMatched: verdict.logOnlyMatched,
    logOnlyFlipping: verdict.logOnlyFlipping,
    droppedArguments: verdict.dropped.length === 0 ? undefined : verdict.dropped,
    claims: disclosed.claims,
    arguments: disclosed.arguments,
    trace: callTraceOf(deps, call.call, decisionId),
  };
}

function targetTypeOf(tool: LiveTool | undefined): DecisionRecord["targetType"] {
  if (tool === undefined) return undefined;
  return tool.backend.kind === "lambda" ? "LAMBDA" : "MCP";
}

function callTraceOf(
  deps: Pick<RecordDeps, "micros">,
  { trace, messageId }: Pick<ToolCall, "trace" | "messageId">,
  decisionId: string,
): CallTrace | undefined {
  if (trace === undefined) return undefined;
  return {
    traceId: trace.traceId,
    spanId: ownSpanId(decisionId),
    parentSpanId: trace.parentSpanId,
    flags: trace.flags,
    messageId,
    answeredMicros: Math.round(deps.micros() - trace.arrived),
  };
}

export function listRecordOf(
  deps: RecordDeps,
  list: {
    readonly live: LiveGateway;
    readonly identity: Identity;
    readonly asked: Pick<ToolCall, "requestId" | "trace" | "messageId">;
    readonly shown: readonly LiveTool[];
    readonly started: number;
  },
): DecisionRecord {
  const { live, identity, shown } = list;
  const { engine, gateway } = live;
  const disclosed = deps.disclose(identity, undefined);
  const failure = live.engineUnavailable === undefined ? live.role?.list : undefined;
  const failed = live.engineUnavailable ?? failure?.problem;
  const enforcing = gateway.policyEngine?.mode === "ENFORCE";
  const allowed = new Set(shown.map((tool) => tool.action));
  const unproved = [...allowed].filter((action) => live.listVerdict?.(action) === "not proved");
  const decisionId = deps.newDecisionId();
  return {
    decisionId,
    requestId: list.asked.requestId,
    time: isoTime(deps.clock.now()),
    gatewayArn: gateway.arn,
    gatewayId: gateway.id,
    principal: { type: identity.principal.type, id: identity.principal.id },
    mode: gateway.policyEngine?.mode ?? "NONE",
    engineArn: gateway.policyEngine?.arn,
    policySetVersion: engine?.policySetVersion,
    schemaDigest: engine?.schemaDigest,
    micros: Math.round(deps.micros() - list.started),
    method: "tools/list",
    decision: failed === undefined ? "ALLOW" : "ERROR",
    enforced: failed !== undefined && enforcing ? "DENY" : "ALLOW",
    code: failed === undefined ? "LISTED" : "EVALUATION_FAILED",
    reason: failed ?? `${allowed.size} of ${live.tools.size} tools shown.${withoutProof(unproved.length)}`,
    failure,
    determiningPolicies: [],
    erroredPolicies: [],
    logOnlyMatched: [],
    logOnlyFlipping: [],
    tools: {
      allowed: [...allowed],
      denied: [...live.tools.keys()].filter((action) => !allowed.has(action)),
      ...(unproved.length === 0 ? {} : { unproved }),
    },
    claims: disclosed.claims,
    trace: callTraceOf(deps, list.asked, decisionId),
  };
}

function withoutProof(count: number): string {
  if (count === 0) return "";
  return ` Of ${count} it is not proved whether any call can be allowed.`;
}
