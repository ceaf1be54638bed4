/** Writes a verdict down as a decision record. */
import type { DecisionRecord } from "../decisions/decision-record.ts";
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
  // For every call: to spread objects into this one would take longer than to decide. What is undefined is in no JSON.
  return {
    decisionId: deps.newDecisionId(),
    requestId: call.call.requestId,
    time: new Date(deps.clock.now()).toISOString(),
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
  };
}

export function listRecordOf(
  deps: RecordDeps,
  list: {
    readonly live: LiveGateway;
    readonly identity: Identity;
    readonly requestId: string;
    readonly shown: readonly LiveTool[];
    readonly started: number;
  },
): DecisionRecord {
  const { live, identity, shown } = list;
  const { engine, gateway } = live;
  const disclosed = deps.disclose(identity, undefined);
  const failure = live.engineUnavailable === undefined ? live.role?.list : undefined;
  const failed = live.engineUnavailable ?? failure?.message;
  const enforcing = gateway.policyEngine?.mode === "ENFORCE";
  const allowed = new Set(shown.map((tool) => tool.action));
  const unproved = [...allowed].filter((action) => live.listVerdict?.(action) === "not proved");
  return {
    decisionId: deps.newDecisionId(),
    requestId: list.requestId,
    time: new Date(deps.clock.now()).toISOString(),
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
  };
}

function withoutProof(count: number): string {
  if (count === 0) return "";
  return ` Of ${count} it is not proved whether any call can be allowed.`;
}
