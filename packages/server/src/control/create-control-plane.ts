/** The control plane as one table of use cases, each with what it needs. */
import type { Caller, Policy } from "../model.ts";
import { askingStore } from "./asking-store.ts";
import { CedarAnswers } from "./cedar-answers.ts";
import { cedarReferee } from "./cedar-referee.ts";
import type { ControlDeps, ControlPlaneParts } from "./control-deps.ts";
import type { ControlPlane } from "./control-plane.ts";
import { createGateway } from "./create-gateway.ts";
import { createGatewayTarget } from "./create-gateway-target.ts";
import { createPolicy } from "./create-policy.ts";
import { createPolicyEngine } from "./create-policy-engine.ts";
import { createWorkloadIdentity } from "./create-workload-identity.ts";
import { deleteGateway } from "./delete-gateway.ts";
import { deleteGatewayTarget } from "./delete-gateway-target.ts";
import { deletePolicy } from "./delete-policy.ts";
import { deletePolicyEngine } from "./delete-policy-engine.ts";
import { deleteWorkloadIdentity } from "./delete-workload-identity.ts";
import { loggedStore } from "./logged-store.ts";
import { KnownFindings, Proofs } from "./proofs.ts";
import { proveLater, proving, provingCaller } from "./prove-later.ts";
import { getGatewayTarget, listGatewayTargets } from "./read-gateway-targets.ts";
import { getGateway, listGateways } from "./read-gateways.ts";
import { getPolicy, getPolicySummary, listPolicies, listPolicySummaries } from "./read-policies.ts";
import {
  getPolicyEngine,
  getPolicyEngineSummary,
  listPolicyEngineSummaries,
  listPolicyEngines,
} from "./read-policy-engines.ts";
import {
  getPolicyGeneration,
  getPolicyGenerationSummary,
  listPolicyGenerationAssets,
  listPolicyGenerationSummaries,
  listPolicyGenerations,
} from "./read-policy-generations.ts";
import { getWorkloadIdentity, listWorkloadIdentities } from "./read-workload-identities.ts";
import { startPolicyGeneration } from "./start-policy-generation.ts";
import { synchronizeGatewayTargets } from "./synchronize-gateway-targets.ts";
import { listTagsForResource, tagResource, untagResource } from "./tag-resources.ts";
import { updateGateway } from "./update-gateway.ts";
import { updateGatewayTarget } from "./update-gateway-target.ts";
import { updatePolicy } from "./update-policy.ts";
import { updatePolicyEngine } from "./update-policy-engine.ts";
import { updateWorkloadIdentity } from "./update-workload-identity.ts";

type UseCases = {
  readonly [Name in keyof ControlPlane]: (
    deps: ControlDeps,
    ...call: Parameters<ControlPlane[Name]>
  ) => ReturnType<ControlPlane[Name]>;
};

const useCases: UseCases = {
  CreateGateway: createGateway,
  CreateGatewayTarget: createGatewayTarget,
  CreatePolicy: createPolicy,
  CreatePolicyEngine: createPolicyEngine,
  CreateWorkloadIdentity: createWorkloadIdentity,
  DeleteGateway: deleteGateway,
  DeleteGatewayTarget: deleteGatewayTarget,
  DeletePolicy: deletePolicy,
  DeletePolicyEngine: deletePolicyEngine,
  DeleteWorkloadIdentity: deleteWorkloadIdentity,
  GetGateway: getGateway,
  GetGatewayTarget: getGatewayTarget,
  GetPolicy: getPolicy,
  GetPolicyEngine: getPolicyEngine,
  GetPolicyEngineSummary: getPolicyEngineSummary,
  GetPolicyGeneration: getPolicyGeneration,
  GetPolicyGenerationSummary: getPolicyGenerationSummary,
  GetPolicySummary: getPolicySummary,
  GetWorkloadIdentity: getWorkloadIdentity,
  ListGatewayTargets: listGatewayTargets,
  ListGateways: listGateways,
  ListPolicies: listPolicies,
  ListPolicyEngineSummaries: listPolicyEngineSummaries,
  ListPolicyEngines: listPolicyEngines,
  ListPolicySummaries: listPolicySummaries,
  ListPolicyGenerationAssets: listPolicyGenerationAssets,
  ListPolicyGenerationSummaries: listPolicyGenerationSummaries,
  ListPolicyGenerations: listPolicyGenerations,
  ListTagsForResource: listTagsForResource,
  ListWorkloadIdentities: listWorkloadIdentities,
  StartPolicyGeneration: startPolicyGeneration,
  SynchronizeGatewayTargets: synchronizeGatewayTargets,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateGateway: updateGateway,
  UpdateGatewayTarget: updateGatewayTarget,
  UpdatePolicy: updatePolicy,
  UpdatePolicyEngine: updatePolicyEngine,
  UpdateWorkloadIdentity: updateWorkloadIdentity,
};

/** Binds every use case to its dependencies; what a call changes is logged with the call. */
export function createControlPlane(parts: ControlPlaneParts): ControlPlane {
  const cedar = new CedarAnswers(parts.cedar);
  const referee = cedarReferee(parts.cedar);
  const known = new KnownFindings();
  const { clock, solver, background, analysisTimeLimit: timeLimit } = parts;
  const storeFor = (operation: string, caller: Caller, proofs: Proofs) =>
    askingStore(loggedStore(parts.store, { operation, caller, clock }), { cedar, proofs });
  const later = (policy: Policy) =>
    background.add(policy.arn, async () => {
      const proofs = new Proofs({ known, solver, referee, timeLimit });
      const store = storeFor(proving.operation, provingCaller(policy), proofs);
      await proveLater({ ...parts, cedar, proofs }, store, policy, () => background.closed);
    });
  const bound = Object.entries(useCases).map(([operation, useCase]) => [
    operation,
    async (input: never, caller: Caller) => {
      const proofs = new Proofs({ known, solver, referee, timeLimit });
      const unproved = new Map<string, Policy>();
      const deps: ControlDeps = {
        ...parts,
        cedar,
        proofs,
        proveLater: (policy) => unproved.set(policy.arn, policy),
        store: storeFor(operation, caller, proofs),
      };
      const answer = await (useCase as (...args: readonly unknown[]) => unknown)(deps, input, caller);
      for (const policy of unproved.values()) later(policy);
      return answer;
    },
  ]);
  return Object.fromEntries(bound) as ControlPlane;
}
