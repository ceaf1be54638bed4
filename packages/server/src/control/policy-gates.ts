import { type BuiltOperation, gatewayArn } from "@toolgate/api";
import { type Policy as CedarPolicy, gatewaysNamed } from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import type { Gateway, Place, PolicyDefinition } from "../model.ts";
import { parsedPolicy } from "../parsed-policy.ts";
import type { StoreView } from "../store-port.ts";
import type { Permission } from "./authorize.ts";
import { gatewayId } from "./gateway-id.ts";
import { tagKeys } from "./tag-keys.ts";

/**
 * AWS's permission-only gates: ManageResourceScopedPolicy on the gateway that a policy names, ManageAdminPolicy for one
 * that names none. Of a policy that is changed, both what it says and what it shall say.
 */
export async function policyGates(
  operation: BuiltOperation,
  input: object,
  place: Place,
  view: StoreView,
): Promise<readonly Permission[]> {
  if (!["CreatePolicy", "UpdatePolicy", "DeletePolicy"].includes(operation)) return [];
  const { policyEngineId = "", policyId = "" } = input as Partial<Record<string, string>>;
  const before = policyId === "" ? undefined : await view.policies.get(policyEngineId, policyId);
  const policies = [before && parsedPolicy(before), asked(input)].filter((policy) => policy !== undefined);
  const gateways = await view.gateways.all();
  const gates = policies.map((policy) => gateOf(policy, place, gateways));
  return Promise.all(
    gates.map(async (gate) => ({ ...gate, context: await tagKeys({}, gate.resources, view) })),
  );
}

/** A statement that does not parse is refused later on, with the reason. */
function asked(input: object): CedarPolicy | undefined {
  const definition = "definition" in input ? input.definition : undefined;
  if (typeof definition !== "object" || definition === null) return undefined;
  const [[arm, arguments_] = []] = Object.entries(definition) as [PolicyDefinition["arm"], unknown][];
  if (arm === undefined || typeof arguments_ !== "object" || arguments_ === null) return undefined;
  const statement = "statement" in arguments_ ? String(arguments_.statement) : "";
  return parsedPolicy({ definition: { statement } });
}

function gateOf(policy: CedarPolicy, place: Place, gateways: readonly Gateway[]): Permission {
  const [named] = gatewaysNamed(policy);
  return named === undefined
    ? { action: "bedrock-agentcore:ManageAdminPolicy", resources: [gatewayArn(place, "*")] }
    : { action: "bedrock-agentcore:ManageResourceScopedPolicy", resources: meant(named, place, gateways) };
}

/** A policy may wait for its gateway under the bare name: what it will be called is known, and may be denied already. */
function meant(named: string, place: Place, gateways: readonly Gateway[]): Permission["resources"] {
  const there = gatewayMeant(named, gateways);
  if (there !== undefined) return [there];
  const prefix = gatewayArn(place, "");
  if (!named.startsWith(prefix) || gateways.some(({ arn }) => arn === named)) return [named];
  return [named, gatewayArn(place, gatewayId(place, named.slice(prefix.length)))];
}
