/** tools/list: every tool for which some call could be allowed, and none that the caller's claims rule out. */
import { DatetimeValue, listContext, mayAllow, type PolicySet } from "@toolgate/policy";
import { tellRoleFailure } from "../decisions/role-failure.ts";
import type { Clock } from "../ports.ts";
import type { LiveEngine } from "./live-engine.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveTool } from "./live-tools.ts";
import { recordDecision } from "./record-decision.ts";
import type { RecordDeps } from "./record-deps.ts";
import { listRecordOf } from "./record-of.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { EvaluationFailure } from "./verdict.ts";

export type ListAnswer = { readonly kind: "tools"; readonly tools: readonly LiveTool[] } | EvaluationFailure;

export function listTools(
  deps: RecordDeps,
  live: LiveGateway,
  identity: Identity,
  asked: Pick<ToolCall, "requestId" | "trace" | "messageId">,
): ListAnswer {
  const started = deps.micros();
  const shown = shownTools(deps, live, identity);
  const record = listRecordOf(deps, { live, identity, asked, shown, started });
  const { decisionId } = record;
  const unrecorded = recordDecision(deps, record);
  if (unrecorded !== undefined) {
    return { kind: "evaluation-failed", code: "NOT_RECORDED", cause: unrecorded, decisionId };
  }
  if (record.enforced === "ALLOW") return { kind: "tools", tools: shown };
  const cause = record.failure === undefined ? record.reason : tellRoleFailure(record.failure);
  return { kind: "evaluation-failed", code: "EVALUATION_FAILED", cause, decisionId };
}

/** The tools this caller sees. Under LOG_ONLY, or without an engine, nothing is hidden; without its policies, all is. */
export function shownTools(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  caller: Pick<Identity, "entity">,
): readonly LiveTool[] {
  const all = [...live.tools.values()];
  if (live.gateway.policyEngine?.mode !== "ENFORCE") return all;
  const { engine } = live;
  if (engine === undefined || live.role?.list !== undefined) return [];
  const mayBeAllowed = listing(deps, live, caller, engine.set);
  return all.filter(
    (tool) => !engine.closed.has(tool.action) && mayBeAllowed(tool) && !isHiddenByProof(live, tool),
  );
}

/** Whether {@link shownTools} has the tool. */
export function isShown(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  caller: Pick<Identity, "entity">,
  action: string,
): boolean {
  const tool = live.tools.get(action);
  if (tool === undefined) return false;
  return shownTools(deps, { ...live, tools: new Map([[action, tool]]) }, caller).length > 0;
}

/**
 * Whether the caller may know of the tool: it is on their list, or only forbids that stop every caller alike keep it
 * off. An emergency stop is no secret; which callers a tool is kept from is.
 */
export function mayKnowOf(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  engine: LiveEngine,
  caller: Pick<Identity, "entity">,
  tool: LiveTool,
): boolean {
  const policies = engine.setWithoutPublicForbids;
  if (!listing(deps, live, caller, policies)(tool)) return false;
  return !isHiddenByProof(live, tool) || policies.forAction(tool.entity).forbids.length === 0;
}

/** No arguments of any caller are ever allowed, though the pass with the arguments unknown does not see it. */
function isHiddenByProof(live: LiveGateway, { action }: LiveTool): boolean {
  return live.listVerdict?.(action) === "never allowed";
}

/** Whether some arguments may be allowed, by everything that is known before they are. */
function listing(
  deps: { readonly clock: Clock },
  live: LiveGateway,
  { entity }: Pick<Identity, "entity">,
  policies: PolicySet,
): (tool: LiveTool) => boolean {
  const context = listContext(new DatetimeValue(deps.clock.now()));
  return (tool) =>
    mayAllow(policies, { principal: entity, action: tool.entity, resource: live.entity, context });
}
