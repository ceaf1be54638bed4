/** Findings: what a policy would make of its whole engine, and whether that may pass. */
import { type Policy as CedarPolicy, futureTools, scopeFindings } from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { isInForce, type Policy, type PolicyEngine } from "../model.ts";
import { resolvedPolicy } from "../parsed-policy.ts";
import type { StoreView } from "../store-port.ts";
import { analysedUses, concerns, gatewayTools } from "./analysed-uses.ts";
import { contentKey } from "./content-key.ts";
import type { Proofs } from "./proofs.ts";
import type { ProvedUse } from "./proved-use.ts";
import { type ToldFinding, tellFindings } from "./tell-findings.ts";
import { type FindingsQuestion, Unanswered } from "./unanswered.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What of a policy is judged; `id` is absent while it is being created. */
export type JudgedPolicy = Pick<Policy, "definition" | "enforcementMode" | "validationMode"> & {
  readonly id?: string | undefined;
};

interface Judgement {
  readonly fails: boolean;
  readonly sentences: readonly string[];
  /** Proofs are still to be made: a forbid does not wait for them. */
  readonly unproved: boolean;
}

export interface JudgeDeps {
  readonly strictAws: boolean;
  readonly proofs: Proofs;
  /** Forbids wait for proofs too. */
  readonly proveForbids?: boolean | undefined;
}

/**
 * Judges the policy together with the engine's policies in force, by its validation mode.
 * @throws Unanswered with what the solver has to be asked first.
 */
export async function judgePolicy(
  deps: JudgeDeps,
  view: StoreView,
  engine: PolicyEngine,
  policy: JudgedPolicy & { readonly parsed: CedarPolicy },
  vocabulary: Vocabulary,
): Promise<Judgement> {
  const { strictAws } = deps;
  const gateways = await view.gateways.all();
  const resolved = (stored: Pick<Policy, "definition">) =>
    resolvedPolicy(stored, (arn) => gatewayMeant(arn, gateways));
  const others = (await view.policies.all(engine.id)).flatMap((other) =>
    other.id !== policy.id && isInForce(other) && other.enforcementMode === "ACTIVE"
      ? (resolved(other) ?? [])
      : [],
  );
  const judged = resolved(policy) ?? { statement: policy.definition.statement, parsed: policy.parsed };
  const tools = gatewayTools(vocabulary.gateways, strictAws);

  if (isUrgent(policy) && !deps.proveForbids) {
    const plain = scopeFindings({
      policy: judged.parsed,
      others: others.map(({ parsed }) => parsed),
      tools,
    });
    return judgement(plain, policy, { strictAws, unproved: plain.length === 0 });
  }
  const proved = provedUses(deps, judged, others, vocabulary);
  const told = tellFindings({ ...judged, written: policy.definition.statement }, proved);
  return judgement([...futureTools(judged.parsed, tools), ...told], policy, { strictAws, unproved: false });
}

/** An emergency stop is in force at once, whatever the solver does. */
function isUrgent({ parsed, validationMode }: JudgedPolicy & { readonly parsed: CedarPolicy }): boolean {
  return parsed.effect === "forbid" && validationMode !== "FAIL_ON_ANY_FINDINGS";
}

interface Resolved {
  readonly statement: string;
  readonly parsed: CedarPolicy;
}

function provedUses(
  { strictAws, proofs }: JudgeDeps,
  judged: Resolved,
  others: readonly Resolved[],
  { gateways }: Vocabulary,
): readonly ProvedUse[] {
  const open: FindingsQuestion[] = [];
  const proved: ProvedUse[] = [];
  for (const use of analysedUses(judged.parsed, gateways, strictAws)) {
    const concerned = [judged, ...others.filter(({ parsed }) => concerns(parsed, use))];
    const { tool, principalType } = use;
    const texts = concerned.map(({ statement }) => statement);
    const key = contentKey([principalType, tool.action, tool.gatewayArn, tool.inputSchema, texts]);
    const policies = concerned.map(({ parsed }) => parsed);
    const question: FindingsQuestion = { kind: "findings", key, tool, principalType, policies, place: 0 };
    const answer = proofs.find(question);
    if (answer === undefined) open.push(question);
    else proved.push({ ...use, answer });
  }
  if (open.length > 0) throw new Unanswered(open);
  return proved;
}

function judgement(
  findings: readonly ToldFinding[],
  { enforcementMode, validationMode }: JudgedPolicy,
  { strictAws, unproved }: { readonly strictAws: boolean; readonly unproved: boolean },
): Judgement {
  const sentences = findings.map(({ message }) => message);
  // A LOG_ONLY policy decides nothing, so the engine does not come to what the findings say.
  const fails =
    enforcementMode === "ACTIVE" && findings.some(({ kind }) => isFatal(kind, validationMode, strictAws));
  return { fails, sentences, unproved };
}

function isFatal(
  kind: ToldFinding["kind"],
  validationMode: Policy["validationMode"],
  strictAws: boolean,
): boolean {
  if (kind === "note") return false;
  switch (validationMode) {
    case "IGNORE_ALL_FINDINGS":
      return false;
    case "FAIL_ON_ANY_FINDINGS":
      return true;
    case undefined:
      return strictAws || kind === "overly-permissive";
  }
}
