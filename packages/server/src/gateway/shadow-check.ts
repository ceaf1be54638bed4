/** A second opinion: a sampled share of decisions is asked of Cedar itself, and a difference denies. */
import {
  actionGroups,
  type CedarDecisionRequest,
  type CompiledPolicy,
  type PolicyDecision,
  type PolicySlice,
  valueToJson,
} from "@toolgate/policy";
import { type Cedar, EvaluationUnavailable } from "../ports.ts";
import type { Evaluated, Verdict } from "./verdict.ts";

export interface ShadowDeps {
  readonly cedar: Pick<Cedar, "decide">;
  /** From 0 to 1: how many of all decisions are checked. */
  readonly share: number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly observe: (outcome: "agreed" | "differed" | "unavailable") => void;
  /** Keeps the JSON text of a difference, from which it can be seen again, where an operator finds it; says where. */
  readonly keep: (difference: string) => string;
}

/**
 * The verdict, at once where it is not checked; a failure to decide where Cedar decides otherwise, for then nobody knows
 * which is right.
 */
export function shadowChecked(deps: ShadowDeps, verdict: Verdict): Verdict | Promise<Verdict> {
  const { evaluated } = verdict;
  return evaluated === undefined || deps.random() >= deps.share
    ? verdict
    : heldAgainstCedar(deps, verdict, evaluated);
}

async function heldAgainstCedar(deps: ShadowDeps, verdict: Verdict, evaluated: Evaluated): Promise<Verdict> {
  const request = cedarRequest(evaluated);
  let cedar: PolicyDecision;
  try {
    cedar = await deps.cedar.decide(request);
  } catch (cause) {
    if (!(cause instanceof EvaluationUnavailable)) throw cause;
    deps.observe("unavailable");
    return verdict;
  }
  if (summary(cedar) === summary(evaluated.decision)) {
    deps.observe("agreed");
    return verdict;
  }
  deps.observe("differed");
  const place = deps.keep(differenceText(request, evaluated.decision, cedar));
  return {
    ...verdict,
    decision: "ERROR",
    code: "EVALUATION_FAILED",
    reason:
      `Toolgate decided ${summary(evaluated.decision)}, but Cedar itself decides ${summary(cedar)}, so the call is not ` +
      `made. The request that shows it is in ${place}: please report it.`,
  };
}

/** What must be equal: the decision, and which policies made it, failed or were only logged. */
function summary({ decision, determining, errors, logOnlyMatched, logOnlyErrors }: PolicyDecision): string {
  const ids = (list: readonly { readonly policyId: string }[]) => list.map(({ policyId }) => policyId);
  const parts = [determining, ids(errors), logOnlyMatched, ids(logOnlyErrors)];
  return `${decision} ${JSON.stringify(parts.map((part) => [...part].sort()))}`;
}

function cedarRequest({ engine, request }: Evaluated): CedarDecisionRequest {
  const { forbids, permits, logOnly } = engine.set.forAction(request.action);
  const slice = (policies: readonly CompiledPolicy[]): PolicySlice => {
    const texts = policies.map(({ id }) => [id, engine.policies.get(id)?.statement ?? ""] as const);
    return {
      key: `${engine.policySetVersion} ${engine.gatewayArn} ${request.action.uid.id}`,
      policies: Object.fromEntries(texts),
    };
  };
  const { uid, tags } = request.principal;
  const texts = [...tags].map(([name, value]) => [name, String(value)] as const);
  return {
    active: slice([...forbids, ...permits]),
    logOnly: slice(logOnly),
    principal: { type: principalType(uid.type), id: uid.id, tags: Object.fromEntries(texts) },
    action: request.action.uid.id,
    actionGroups: actionGroups(request.action.uid.id),
    resource: request.resource.uid.id,
    context: contextOf(request),
  };
}

function contextOf({ context }: Evaluated["request"]): CedarDecisionRequest["context"] {
  return Object.fromEntries([...context.members].map(([name, value]) => [name, valueToJson(value)]));
}

function principalType(type: string): CedarDecisionRequest["principal"]["type"] {
  return type === "AgentCore::IamEntity" || type === "AgentCore::Anonymous" ? type : "AgentCore::OAuthUser";
}

/** An integer that JSON's readers would round stands as text. */
function differenceText(
  request: CedarDecisionRequest,
  toolgate: PolicyDecision,
  cedar: PolicyDecision,
): string {
  const exact = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
  return JSON.stringify({ request, toolgate, cedar }, exact, 2);
}
