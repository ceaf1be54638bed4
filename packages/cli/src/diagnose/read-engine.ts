/** The policy engine and its policies; where none is attached, the engine that seems to be meant. */
import type { Policy } from "@aws-sdk/client-bedrock-agentcore-control";
import { gatewaysNamed, parsePolicy } from "@toolgate/policy";
import { allPages } from "./all-pages.ts";
import type { AskAws } from "./ask-aws.ts";
import type { Clients } from "./clients.ts";
import { type EngineFact, type Fact, type GatewayFact, knownValue, type PolicyFact } from "./facts.ts";

/** Engines that are looked through for policies that name the gateway. */
const mostEngines = 20;

export async function readEngine(
  { agentcore, control }: Clients,
  ask: AskAws,
  arn: string,
): Promise<Fact<EngineFact>> {
  const policyEngineId = arn.split("/").at(-1) ?? arn;
  const engine = await ask("GetPolicyEngine", () =>
    control.send(new agentcore.GetPolicyEngineCommand({ policyEngineId })),
  );
  if (engine.kind !== "known") return engine;
  const { status = "", statusReasons = [] } = engine.value;
  return { kind: "known", value: { id: policyEngineId, arn, status, statusReasons } };
}

export async function readPolicies(
  { agentcore, control }: Clients,
  ask: AskAws,
  policyEngineId: string,
): Promise<Fact<readonly PolicyFact[]>> {
  const listed = await allPages(ask, "ListPolicies", (nextToken) =>
    control
      .send(new agentcore.ListPoliciesCommand({ policyEngineId, ...nextToken }))
      .then((page) => ({ ...page, items: page.policies ?? [] })),
  );
  return listed.kind === "known"
    ? { kind: "known", value: listed.value.map(policyFact(policyEngineId)) }
    : listed;
}

const policyFact =
  (engineId: string) =>
  (policy: Policy): PolicyFact => ({
    id: policy.policyId ?? "",
    engineId,
    name: policy.name ?? "",
    status: policy.status ?? "",
    statusReasons: policy.statusReasons ?? [],
    statement: policy.definition?.cedar?.statement ?? policy.definition?.policy?.statement ?? "",
    isLogOnly: policy.enforcementMode === "LOG_ONLY",
  });

/** The first engine with a policy that names the gateway. */
export async function engineThatNames(
  clients: Clients,
  ask: AskAws,
  gateway: GatewayFact,
): Promise<Fact<EngineFact | undefined>> {
  const { agentcore, control } = clients;
  const listed = await allPages(ask, "ListPolicyEngines", (nextToken) =>
    control
      .send(new agentcore.ListPolicyEnginesCommand(nextToken))
      .then((page) => ({ ...page, items: page.policyEngines ?? [] })),
  );
  if (listed.kind !== "known") return listed;
  for (const { policyEngineId = "", policyEngineArn, status = "", statusReasons = [] } of listed.value.slice(
    0,
    mostEngines,
  )) {
    const policies = knownValue(await readPolicies(clients, ask, policyEngineId)) ?? [];
    if (policyEngineArn !== undefined && policies.some(({ statement }) => names(statement, gateway))) {
      return { kind: "known", value: { id: policyEngineId, arn: policyEngineArn, status, statusReasons } };
    }
  }
  return { kind: "known", value: undefined };
}

function names(statement: string, { arn, id, name }: GatewayFact): boolean {
  const parsed = parsePolicy(statement);
  if (!parsed.ok) return false;
  return gatewaysNamed(parsed.policy).some(
    (named) =>
      named === arn || [id, name.toLowerCase()].includes(named.split("/").at(-1)?.toLowerCase() ?? ""),
  );
}
