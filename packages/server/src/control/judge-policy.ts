/** Findings: what a policy would make of its whole engine, and whether that may pass. */
import {
  type Policy as CedarPolicy,
  type GatewayTool,
  type ScopeFinding,
  scopeFindings,
} from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { isInForce, type Policy, type PolicyEngine } from "../model.ts";
import { resolvedPolicy } from "../parsed-policy.ts";
import type { StoreView } from "../ports.ts";
import { type KnownGateway, toolsOf, type Vocabulary } from "./vocabulary.ts";

/** What of a policy is judged; `id` is absent while it is being created. */
export type JudgedPolicy = Pick<Policy, "definition" | "enforcementMode" | "validationMode"> & {
  readonly id?: string | undefined;
};

interface Judgement {
  readonly fails: boolean;
  readonly sentences: readonly string[];
}

/** Judges the policy together with the engine's policies in force, by its validation mode. */
export async function judgePolicy(
  { strictAws }: { readonly strictAws: boolean },
  view: StoreView,
  engine: PolicyEngine,
  policy: JudgedPolicy & { readonly parsed: CedarPolicy },
  vocabulary: Vocabulary,
): Promise<Judgement> {
  const gateways = await view.gateways.all();
  const resolved = (stored: Pick<Policy, "definition">) =>
    resolvedPolicy(stored, (arn) => gatewayMeant(arn, gateways))?.parsed;
  const others = (await view.policies.all(engine.id)).flatMap((other) =>
    other.id !== policy.id && isInForce(other) && other.enforcementMode === "ACTIVE"
      ? (resolved(other) ?? [])
      : [],
  );
  const tools = vocabulary.gateways.flatMap(gatewayTools);
  const findings = scopeFindings({ policy: resolved(policy) ?? policy.parsed, others, tools });
  const sentences = findings.map(({ message }) => message);
  // A LOG_ONLY policy decides nothing, so the engine does not come to what the findings say.
  if (policy.enforcementMode === "LOG_ONLY") return { fails: false, sentences };
  return { fails: findings.some((finding) => isFatal(finding, policy, strictAws)), sentences };
}

function isFatal({ kind }: ScopeFinding, { validationMode }: JudgedPolicy, strictAws: boolean): boolean {
  switch (validationMode) {
    case "IGNORE_ALL_FINDINGS":
      return false;
    case "FAIL_ON_ANY_FINDINGS":
      return true;
    case undefined:
      return strictAws || kind === "overly-permissive";
  }
}

function gatewayTools(known: KnownGateway): GatewayTool[] {
  return toolsOf([known]).map(({ action }) => ({ action, gatewayArn: known.gateway.arn }));
}
