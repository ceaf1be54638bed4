/** Writes a verdict down as a decision record. What is absent is undefined, which costs less than leaving it out. */
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
  const { verdict } = call;
  const disclosed = deps.disclose(call.identity, call.call.arguments);
  return {
    ...common(deps, call.live, call.identity, call.call.requestId, call.started),
    method: "tools/call",
    action: call.call.name,
    targetId: call.tool?.targetId,
    decision: verdict.decision,
    enforced: call.enforced,
    code: verdict.code,
    reason: verdict.reason,
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
  const { live, shown } = list;
  const failed = live.engineUnavailable;
  const enforcing = live.gateway.policyEngine?.mode === "ENFORCE";
  const allowed = new Set(shown.map((tool) => tool.action));
  return {
    ...common(deps, live, list.identity, list.requestId, list.started),
    method: "tools/list",
    decision: failed === undefined ? "ALLOW" : "ERROR",
    enforced: failed !== undefined && enforcing ? "DENY" : "ALLOW",
    code: failed === undefined ? "LISTED" : "EVALUATION_FAILED",
    reason: failed ?? `${allowed.size} of ${live.tools.size} tools shown.`,
    determiningPolicies: [],
    erroredPolicies: [],
    logOnlyMatched: [],
    logOnlyFlipping: [],
    tools: { allowed: [...allowed], denied: [...live.tools.keys()].filter((action) => !allowed.has(action)) },
    ...deps.disclose(list.identity, undefined),
  };
}

function common(deps: RecordDeps, live: LiveGateway, identity: Identity, requestId: string, started: number) {
  const { engine, gateway } = live;
  return {
    decisionId: deps.newDecisionId(),
    requestId,
    time: new Date(deps.clock.now()).toISOString(),
    gatewayArn: gateway.arn,
    gatewayId: gateway.id,
    principal: { type: identity.principal.type, id: identity.principal.id },
    mode: gateway.policyEngine?.mode ?? ("NONE" as const),
    engineArn: gateway.policyEngine?.arn,
    policySetVersion: engine?.policySetVersion,
    schemaDigest: engine?.schemaDigest,
    micros: Math.round(deps.micros() - started),
  };
}
