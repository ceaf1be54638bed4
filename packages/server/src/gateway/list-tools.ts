/** tools/list: every tool for which some call could be allowed, and none that the caller's claims rule out. */
import { actionGroups, couldAllow, type Principal } from "@toolgate/policy";
import type { Clock } from "../ports.ts";
import type { LiveGateway, LiveTool } from "./live-gateway.ts";
import type { RecordDeps } from "./record-deps.ts";
import { listRecordOf } from "./record-of.ts";
import type { Identity } from "./tool-call.ts";

export type ListAnswer =
  | { readonly kind: "tools"; readonly tools: readonly LiveTool[]; readonly decisionId: string }
  | { readonly kind: "evaluation-failed"; readonly cause: string; readonly decisionId: string };

export function listTools(
  deps: RecordDeps,
  live: LiveGateway,
  identity: Identity,
  requestId: string,
): ListAnswer {
  const started = deps.micros();
  const shown = shownTools(deps, live, identity.principal);
  const record = listRecordOf(deps, { live, identity, requestId, shown, started });
  deps.decisions.record(record);
  deps.observe(record);
  return record.enforced === "ALLOW"
    ? { kind: "tools", tools: shown, decisionId: record.decisionId }
    : { kind: "evaluation-failed", cause: record.reason, decisionId: record.decisionId };
}

/** The tools this caller sees. Under LOG_ONLY, or without an engine, nothing is hidden; without its policies, all is. */
export function shownTools(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  principal: Principal,
): readonly LiveTool[] {
  const all = [...live.tools.values()];
  const { engine } = live;
  if (live.gateway.policyEngine?.mode !== "ENFORCE") return all;
  if (engine === undefined) return [];
  const now = deps.clock.now();
  return all.filter((tool) => {
    const inForce = engine.policiesFor(tool.action).policies.filter((policy) => !policy.logOnly);
    return couldAllow(
      inForce.map((policy) => policy.parsed),
      {
        principal,
        action: tool.action,
        actionGroups: actionGroups(tool.action),
        resource: live.gateway.arn,
        now,
      },
    ).listed;
  });
}
