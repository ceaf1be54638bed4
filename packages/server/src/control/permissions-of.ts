/** What each operation of the control plane needs its caller to be allowed. Source: AWS guide, "AgentCore Gateway and Policy IAM permissions". */
import {
  type BuiltOperation,
  gatewayArn,
  type InputOf,
  policyEngineArn,
  workloadIdentityArn,
} from "@toolgate/api";
import type { Place } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import type { Permission } from "./authorize.ts";
import { gatewayId } from "./gateway-id.ts";
import { modeKeys } from "./mode-keys.ts";
import { policyGates } from "./policy-gates.ts";
import { tagKeys } from "./tag-keys.ts";

type Resources = Permission["resources"];

/** The resource of each operation, from its input. */
const resources: {
  readonly [Name in BuiltOperation]: (input: InputOf<Name>, place: Place) => Resources;
} = {
  // its id is known beforehand, so that a policy may name it
  CreateGateway: ({ name }, place) => [gatewayArn(place, gatewayId(place, name)), gatewayArn(place, "*")],
  ListGateways: (_, place) => [gatewayArn(place, "*")],
  GetGateway: theGateway,
  UpdateGateway: theGateway,
  DeleteGateway: theGateway,
  CreateGatewayTarget: theGateway,
  GetGatewayTarget: theGateway,
  ListGatewayTargets: theGateway,
  UpdateGatewayTarget: theGateway,
  DeleteGatewayTarget: theGateway,
  SynchronizeGatewayTargets: theGateway,
  CreatePolicyEngine: (_, place) => [policyEngineArn(place, "*")],
  ListPolicyEngines: (_, place) => [policyEngineArn(place, "*")],
  ListPolicyEngineSummaries: (_, place) => [policyEngineArn(place, "*")],
  GetPolicyEngine: theEngine,
  GetPolicyEngineSummary: theEngine,
  UpdatePolicyEngine: theEngine,
  DeletePolicyEngine: theEngine,
  CreatePolicy: somePolicy,
  ListPolicies: somePolicy,
  ListPolicySummaries: somePolicy,
  GetPolicy: thePolicy,
  GetPolicySummary: thePolicy,
  UpdatePolicy: thePolicy,
  DeletePolicy: thePolicy,
  TagResource: ({ resourceArn }) => [resourceArn],
  UntagResource: ({ resourceArn }) => [resourceArn],
  ListTagsForResource: ({ resourceArn }) => [resourceArn],
  CreateWorkloadIdentity: theIdentity,
  GetWorkloadIdentity: theIdentity,
  UpdateWorkloadIdentity: theIdentity,
  DeleteWorkloadIdentity: theIdentity,
  ListWorkloadIdentities: (_, place) => [workloadIdentityArn(place, "*")],
};

/** Everything that the call needs to be allowed; what `view` holds decides some of it. */
export async function permissionsOf<Name extends BuiltOperation>(
  operation: Name,
  input: InputOf<Name>,
  place: Place,
  view: StoreView,
): Promise<readonly Permission[]> {
  const found = resources[operation](input, place);
  const context = {
    ...(await tagKeys(input, found, view)),
    ...(await modeKeys(operation, input, place, view)),
  };
  return [
    { action: `bedrock-agentcore:${operation}`, resources: found, context },
    ...passedRole(input),
    ...(await policyGates(operation, input, place, view)),
  ];
}

function theGateway({ gatewayIdentifier }: { readonly gatewayIdentifier: string }, place: Place): Resources {
  return [gatewayArn(place, gatewayIdentifier)];
}

function theEngine({ policyEngineId }: { readonly policyEngineId: string }, place: Place): Resources {
  return [policyEngineArn(place, policyEngineId)];
}

/** The guide names the policies of an engine; the service has been seen to ask for the engine. */
function somePolicy({ policyEngineId }: { readonly policyEngineId: string }, place: Place): Resources {
  const engine = policyEngineArn(place, policyEngineId);
  return [`${engine}/policy/*`, engine];
}

function thePolicy(
  { policyEngineId, policyId }: { readonly policyEngineId: string; readonly policyId: string },
  place: Place,
): Resources {
  const engine = policyEngineArn(place, policyEngineId);
  return [`${engine}/policy/${policyId}`, engine];
}

function theIdentity({ name }: { readonly name: string }, place: Place): Resources {
  return [workloadIdentityArn(place, name)];
}

function passedRole(input: object): Permission[] {
  if (!("roleArn" in input) || typeof input.roleArn !== "string") return [];
  const context = { "iam:PassedToService": "bedrock-agentcore.amazonaws.com" };
  return [{ action: "iam:PassRole", resources: [input.roleArn], context }];
}
