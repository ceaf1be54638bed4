/** The life of a tool call: find the tool, decide, record the decision, invoke the target, record the outcome, answer. */
import { nearest, stringifyJson } from "@toolgate/policy";
import { tellRoleFailure } from "../decisions/role-failure.ts";
import { isoTime } from "../iso-time.ts";
import type { ToolResult } from "../ports.ts";
import { type DecideDeps, decideCall } from "./decide-call.ts";
import { type InvokeDeps, invokeTool, outcomeOf } from "./invoke-tool.ts";
import { isShown, mayKnowOf, shownTools } from "./list-tools.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { RecentDecisions } from "./recent-decisions.ts";
import { recordDecision } from "./record-decision.ts";
import type { RecordDeps } from "./record-deps.ts";
import { recordOf } from "./record-of.ts";
import { type ShadowDeps, shadowChecked } from "./shadow-check.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { EvaluationFailure, Verdict } from "./verdict.ts";

export interface CallDeps extends DecideDeps, RecordDeps, InvokeDeps {
  readonly recent: Pick<RecentDecisions, "keep">;
  readonly shadow: ShadowDeps;
}

export type CallAnswer =
  | { readonly kind: "result"; readonly result: ToolResult; readonly decisionId: string }
  | {
      readonly kind: "denied";
      readonly verdict: Verdict;
      /** The forbids that the caller is told of; none where their ids would tell of a tool that is hidden. */
      readonly forbiddenBy: readonly string[];
      readonly decisionId: string;
      /** A tool of the caller's own list whose name is near the one asked for. */
      readonly didYouMean: string | undefined;
    }
  | { readonly kind: "unknown-tool"; readonly decisionId: string; readonly didYouMean: string | undefined }
  | EvaluationFailure;

export async function callTool(
  deps: CallDeps,
  live: LiveGateway,
  identity: Identity,
  call: ToolCall,
): Promise<CallAnswer> {
  const tool = live.tools.get(call.name);

  const started = deps.micros();
  const checked = shadowChecked(deps.shadow, decideCall(deps, live, tool, identity, call));
  const verdict = checked instanceof Promise ? await checked : checked;
  const enforcing = live.gateway.policyEngine?.mode === "ENFORCE";
  const enforced = verdict.decision === "ALLOW" || !enforcing ? "ALLOW" : "DENY";

  const record = recordOf(deps, { live, identity, call, tool, verdict, enforced, started });
  const { decisionId } = record;
  const unrecorded = recordDecision(deps, record);
  if (unrecorded !== undefined) {
    return { kind: "evaluation-failed", code: "NOT_RECORDED", cause: unrecorded, decisionId };
  }
  deps.recent.keep({ record, live, identity, call, verdict });

  if (enforced === "DENY") return refusal(deps, live, identity, call.name, verdict, decisionId);
  if (tool === undefined) {
    return { kind: "unknown-tool", decisionId, didYouMean: nearest(call.name, [...live.tools.keys()]) };
  }

  const invokedAt = deps.micros();
  const result = await invokeTool(deps, live, tool, identity, call, stringifyJson(verdict.forward));
  const micros = Math.round(deps.micros() - invokedAt);

  deps.decisions.outcome(decisionId, {
    result: outcomeOf(result),
    time: isoTime(deps.clock.now()),
    millis: Math.round(micros / 1000),
    micros,
    cause: result.ok ? undefined : result.cause,
    failure: result.ok ? undefined : result.failure,
  });
  return { kind: "result", result, decisionId };
}

/** A tool that the caller may not know of is denied like one that does not exist, even when nothing could be decided. */
function refusal(
  deps: CallDeps,
  live: LiveGateway,
  identity: Identity,
  asked: string,
  verdict: Verdict,
  decisionId: string,
): CallAnswer {
  const { engine } = live;
  const tool = live.tools.get(asked);
  // What the role keeps the gateway from is the same for every tool, and so tells of none.
  const barred = verdict.failure !== undefined;
  const known =
    engine === undefined || barred || (tool !== undefined && mayKnowOf(deps, live, engine, identity, tool));
  if (verdict.decision === "ERROR" && known) {
    return { kind: "evaluation-failed", code: "EVALUATION_FAILED", cause: causeOf(verdict), decisionId };
  }
  const forbiddenBy = known && verdict.code === "FORBIDDEN" ? verdict.determining : [];
  const misnamed = forbiddenBy.length === 0 && !isShown(deps, live, identity, asked);
  const didYouMean = misnamed ? ownToolLike(deps, live, identity, asked) : undefined;
  return { kind: "denied", verdict, forbiddenBy, decisionId, didYouMean };
}

function causeOf({ reason, failure }: Verdict): string {
  return failure === undefined ? reason : tellRoleFailure(failure);
}

/** Drawn from the caller's own list alone, so that a hint never tells of a tool that is hidden from them. */
function ownToolLike(
  deps: CallDeps,
  live: LiveGateway,
  identity: Identity,
  asked: string,
): string | undefined {
  const own = shownTools(deps, live, identity).map((tool) => tool.action);
  return nearest(asked, own);
}
