import { type InputOf, type OutputOf, ResourceNotFoundException } from "@toolgate/api";
import { scopeCovers } from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import type { Caller, Policy, PolicyEngine } from "../model.ts";
import { resolvedPolicy } from "../parsed-policy.ts";
import type { PageRequest, StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { pageOf } from "./page-of.ts";
import { policyOutput, policySummary } from "./policy-output.ts";
import { requireEngine } from "./require-resource.ts";

/** @throws ResourceNotFoundException */
export async function getPolicy(
  deps: ControlDeps,
  input: InputOf<"GetPolicy">,
  caller: Caller,
): Promise<OutputOf<"GetPolicy">> {
  return policyOutput(await readPolicy(deps, input, caller));
}

/** @throws ResourceNotFoundException */
export async function getPolicySummary(
  deps: ControlDeps,
  input: InputOf<"GetPolicySummary">,
  caller: Caller,
): Promise<OutputOf<"GetPolicySummary">> {
  return policySummary(await readPolicy(deps, input, caller));
}

/** @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's. */
export async function listPolicies(
  deps: ControlDeps,
  input: InputOf<"ListPolicies">,
  caller: Caller,
): Promise<OutputOf<"ListPolicies">> {
  const { rows, ...next } = await policyPage(deps, "ListPolicies", input, caller);
  return { policies: rows.map(policyOutput), ...next };
}

/** @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's. */
export async function listPolicySummaries(
  deps: ControlDeps,
  input: InputOf<"ListPolicySummaries">,
  caller: Caller,
): Promise<OutputOf<"ListPolicySummaries">> {
  const { rows, ...next } = await policyPage(deps, "ListPolicySummaries", input, caller);
  return { policies: rows.map(policySummary), ...next };
}

/** @throws ResourceNotFoundException when the engine has no such policy. */
export async function requirePolicy(view: StoreView, engine: PolicyEngine, id: string): Promise<Policy> {
  const policy = await view.policies.get(engine.id, id);
  if (policy) return policy;
  throw new ResourceNotFoundException(
    `Policy with ID ${id} does not exist in policy engine ${engine.id}: check the id, or list the engine's policies.`,
  );
}

function readPolicy(deps: ControlDeps, input: InputOf<"GetPolicy">, caller: Caller): Promise<Policy> {
  return deps.store.read(async (view) =>
    requirePolicy(view, await requireEngine(view, caller.place, input.policyEngineId), input.policyId),
  );
}

function policyPage(deps: ControlDeps, operation: string, input: InputOf<"ListPolicies">, caller: Caller) {
  const { policyEngineId, targetResourceScope } = input;
  return deps.store.read(async (view) => {
    const engine = await requireEngine(view, caller.place, policyEngineId);
    const scope = { operation, caller, filters: { policyEngineId, targetResourceScope } };
    const covers = targetResourceScope === undefined ? undefined : await coverage(view, targetResourceScope);
    const fetch = (page: PageRequest) =>
      covers === undefined ? view.policies.page(engine.id, page) : filteredPage(view, engine, page, covers);
    return pageOf(deps.pageTokens, scope, input, fetch, (policy) => policy);
  });
}

/** Whether a policy's resource scope covers the gateway `arn`, which may be given by name. */
async function coverage(view: StoreView, arn: string): Promise<(policy: Policy) => boolean> {
  const gateways = await view.gateways.all();
  const meant = (name: string) => gatewayMeant(name, gateways);
  const gateway = { type: "AgentCore::Gateway", id: meant(arn) ?? arn };
  return (policy) => {
    const resolved = resolvedPolicy(policy, meant);
    return resolved !== undefined && scopeCovers(resolved.parsed.resource, gateway);
  };
}

async function filteredPage(
  view: StoreView,
  engine: PolicyEngine,
  { after, limit }: PageRequest,
  keep: (policy: Policy) => boolean,
): Promise<Policy[]> {
  const kept: Policy[] = [];
  let position = after;
  for (;;) {
    const rows = await view.policies.page(engine.id, { after: position, limit });
    kept.push(...rows.filter(keep));
    position = rows.at(-1);
    if (rows.length < limit || kept.length >= limit) return kept.slice(0, limit);
  }
}
