/** tools/list: every tool for which some call could be allowed, and none that the caller's claims rule out. */
import {
  actionGroups,
  couldAllow,
  dependsOnPrincipal,
  type PolicyJson,
  type Principal,
} from "@toolgate/policy";
import type { Clock } from "../ports.ts";
import type { LiveEngine, LiveGateway, LiveTool } from "./live-gateway.ts";
import { recordDecision } from "./record-decision.ts";
import type { RecordDeps } from "./record-deps.ts";
import { listRecordOf } from "./record-of.ts";
import type { Identity } from "./tool-call.ts";
import type { EvaluationFailure } from "./verdict.ts";

export type ListAnswer = { readonly kind: "tools"; readonly tools: readonly LiveTool[] } | EvaluationFailure;

export function listTools(
  deps: RecordDeps,
  live: LiveGateway,
  identity: Identity,
  requestId: string,
): ListAnswer {
  const started = deps.micros();
  const shown = shownTools(deps, live, identity.principal);
  const record = listRecordOf(deps, { live, identity, requestId, shown, started });
  const { decisionId } = record;
  const unrecorded = recordDecision(deps, record);
  if (unrecorded !== undefined) {
    return { kind: "evaluation-failed", code: "NOT_RECORDED", cause: unrecorded, decisionId };
  }
  if (record.enforced === "ALLOW") return { kind: "tools", tools: shown };
  return { kind: "evaluation-failed", code: "EVALUATION_FAILED", cause: record.reason, decisionId };
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
  return all.filter(({ action }) => isListed(enforcedPolicies(engine, action), live, principal, action, now));
}

/** Whether {@link shownTools} has the tool. */
export function isShown(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  principal: Principal,
  action: string,
): boolean {
  const tool = live.tools.get(action);
  const only = tool === undefined ? [] : [[action, tool] as const];
  return shownTools(deps, { ...live, tools: new Map(only) }, principal).length > 0;
}

/**
 * Whether the caller may know of the tool: it is on their list, or only forbids that stop every caller alike keep it
 * off. An emergency stop is no secret; which callers a tool is kept from is.
 */
export function mayKnowOf(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  engine: LiveEngine,
  principal: Principal,
  action: string,
): boolean {
  const policies = enforcedPolicies(engine, action).filter(
    (policy) => policy.effect === "permit" || dependsOnPrincipal(policy),
  );
  return isListed(policies, live, principal, action, deps.clock.now());
}

function enforcedPolicies(engine: LiveEngine, action: string): readonly PolicyJson[] {
  return engine.policiesFor(action).policies.flatMap(({ logOnly, parsed }) => (logOnly ? [] : [parsed]));
}

function isListed(
  policies: readonly PolicyJson[],
  live: LiveGateway,
  principal: Principal,
  action: string,
  now: number,
): boolean {
  return couldAllow(policies, {
    principal,
    action,
    actionGroups: actionGroups(action),
    resource: live.gateway.arn,
    now,
  }).listed;
}
