/** ARNs of the service: written in partition `aws`, read in any. Source: AgentCore control API, resource ARNs. */

/** The account and Region that an ARN names. */
export interface ArnPlace {
  readonly accountId: string;
  readonly region: string;
}

/** What an ARN of the service names. */
export type ServiceArn = ArnPlace & { readonly partition: string } & (
    | { readonly kind: "policy-engine"; readonly policyEngineId: string }
    | { readonly kind: "policy"; readonly policyEngineId: string; readonly policyId: string }
    /** `gateway` is the id, or the bare name that policies may use. */
    | { readonly kind: "gateway"; readonly gateway: string }
    | { readonly kind: "workload-identity"; readonly name: string }
  );

function arn(place: ArnPlace, resource: string): string {
  return `arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:${resource}`;
}

/** ARN of a policy engine. */
export function policyEngineArn(place: ArnPlace, policyEngineId: string): string {
  return arn(place, `policy-engine/${policyEngineId}`);
}

/** ARN of a policy. */
export function policyArn(place: ArnPlace, policyEngineId: string, policyId: string): string {
  return arn(place, `policy-engine/${policyEngineId}/policy/${policyId}`);
}

/** ARN of a policy generation. */
export function policyGenerationArn(
  place: ArnPlace,
  policyEngineId: string,
  policyGenerationId: string,
): string {
  return arn(place, `policy-engine/${policyEngineId}/policy-generation/${policyGenerationId}`);
}

/** ARN of a gateway. */
export function gatewayArn(place: ArnPlace, gatewayId: string): string {
  return arn(place, `gateway/${gatewayId}`);
}

/** ARN of a workload identity. */
export function workloadIdentityArn(place: ArnPlace, name: string): string {
  return arn(place, `workload-identity-directory/default/workload-identity/${name}`);
}

const shape = /^arn:(aws(?:-[a-z-]+)?):bedrock-agentcore:([a-z0-9-]+):([0-9]{12}):([A-Za-z0-9_./-]+)$/;
const longest = 1011;

/** Reads an ARN of the service; undefined when it is none, or names a kind of resource that is not built. */
export function parseServiceArn(text: string): ServiceArn | undefined {
  const [, partition, region, accountId, resource] = text.length <= longest ? (shape.exec(text) ?? []) : [];
  if (partition === undefined || region === undefined || accountId === undefined) return undefined;
  const place = { partition, region, accountId };
  const parts = resource?.split("/") ?? [];
  const [kind, first, second, third] = parts;
  if (parts.includes("") || first === undefined) return undefined;
  if (kind === "policy-engine" && parts.length === 2) return { ...place, kind, policyEngineId: first };
  if (kind === "policy-engine" && parts.length === 4 && second === "policy" && third !== undefined) {
    return { ...place, kind: "policy", policyEngineId: first, policyId: third };
  }
  if (kind === "gateway" && parts.length === 2) return { ...place, kind, gateway: first };
  if (kind === "workload-identity-directory" && parts.length === 4 && second === "workload-identity") {
    return first === "default" && third !== undefined ? { ...place, kind: second, name: third } : undefined;
  }
  return undefined;
}
