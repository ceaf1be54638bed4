import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { type AwsManagedPolicy, awsManagedPolicies } from "./aws-managed-policies.ts";
import { invalidInput, noSuchEntity } from "./iam-faults.ts";
import { keyOf, type ManagedPolicyBody, managedPolicies } from "./iam-kept.ts";

/** A managed policy: the account's own, or one of AWS's. */
export type FoundPolicy =
  | { readonly owner: "local"; readonly kept: Kept<ManagedPolicyBody> }
  | { readonly owner: "aws"; readonly policy: AwsManagedPolicy };

const arnShape = /^arn:aws:iam::(\d{12}|aws):policy\/(?:[\u0021-\u007E]+\/)?([\w+=,.@-]+)$/;

/** The policy of that ARN, or undefined. @throws ServiceFault InvalidInput for what is no ARN of a policy. */
export async function findPolicy(view: StoreView, arn: string): Promise<FoundPolicy | undefined> {
  const [, owner, name] = arnShape.exec(arn) ?? [];
  if (owner === undefined || name === undefined) throw invalidInput(`ARN ${arn} is not valid.`);
  if (owner === "aws") {
    const policy = awsManagedPolicies.find((known) => known.arn === arn);
    return policy && { owner: "aws", policy };
  }
  const kept = await managedPolicies.get(view, keyOf(name));
  return kept?.arn === arn ? { owner: "local", kept } : undefined;
}

/** The text of a policy's default version. */
export function defaultText(found: FoundPolicy): string {
  if (found.owner === "aws") return found.policy.text;
  const { versions, defaultVersion } = found.kept.body;
  const version = versions.find(({ id }) => id === defaultVersion);
  if (version === undefined) throw new Error(`${found.kept.arn} has no version ${defaultVersion}`);
  return version.text;
}

/** A policy that the answer is about. @throws ServiceFault NoSuchEntity, InvalidInput */
export async function policyAt(view: StoreView, arn: string): Promise<FoundPolicy> {
  const found = await findPolicy(view, arn);
  if (found !== undefined) return found;
  throw noSuchEntity(`Policy ${arn} was not found.`);
}
