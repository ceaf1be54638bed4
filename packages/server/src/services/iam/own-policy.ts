import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { ServiceFault } from "../service.ts";
import { policyAt } from "./find-policy.ts";
import type { ManagedPolicyBody } from "./iam-kept.ts";

/**
 * A policy that can be changed.
 * @throws ServiceFault NoSuchEntity, InvalidInput, and AccessDenied for AWS's own.
 */
export async function ownPolicyAt(view: StoreView, arn: string): Promise<Kept<ManagedPolicyBody>> {
  const found = await policyAt(view, arn);
  if (found.owner === "local") return found.kept;
  const message = `Policy ${arn} is managed by AWS and cannot be changed; create one of your own from its document.`;
  throw new ServiceFault("AccessDenied", message, 403);
}
