/** What a gateway's owner should know about the policies that concern it. */
import { gatewaysNamed } from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { type Gateway, isInForce, type Policy } from "../model.ts";
import { parsedPolicy } from "../parsed-policy.ts";
import type { StoreView } from "../store-port.ts";
import { deadForAnonymous } from "./anonymous-callers.ts";
import { someOf } from "./some-of.ts";

/**
 * Sentences for the gateway's `statusReasons`: forbids on its engine that wait, policies that no anonymous caller can
 * match, policies that its tools have changed under, and policies in force that are older than the gateway and name it, so that they speak of one that was deleted.
 */
export async function policyNotices(view: StoreView, gateway: Gateway): Promise<readonly string[]> {
  const notices: string[] = [];
  const older: Policy[] = [];
  for (const engine of await view.engines.all()) {
    const policies = await view.policies.all(engine.id);
    if (engine.arn === gateway.policyEngine?.arn) {
      notices.push(...policies.filter(isWaitingForbid).map(waitingForbid));
      notices.push(...deadForAnonymous(gateway, policies));
      notices.push(...policies.flatMap((policy) => toolChanges(policy, gateway)));
    }
    older.push(...policies.filter((policy) => isOlderAndNames(policy, gateway)));
  }
  if (older.length > 0) {
    notices.push(
      `A gateway of this id was deleted before, and ${someOf("policy", older)} still named it: ` +
        "they apply to this gateway now. Delete those that you do not mean.",
    );
  }
  return notices;
}

function isWaitingForbid(policy: Policy): boolean {
  return policy.status === "CREATING" && parsedPolicy(policy)?.effect === "forbid";
}

function waitingForbid(policy: Policy): string {
  return `The forbid ${policy.name} (${policy.id}) protects nothing yet. ${policy.statusReasons.join(" ")}`;
}

function toolChanges({ name, id, toolChanges: changes = [] }: Policy, { arn }: Gateway): string[] {
  return changes
    .filter(({ gatewayArn }) => gatewayArn === arn)
    .map(({ message }) => `The policy ${name} (${id}): ${message}`);
}

function isOlderAndNames(policy: Policy, gateway: Gateway): boolean {
  const parsed = parsedPolicy(policy);
  if (!isInForce(policy) || parsed === undefined || policy.updatedAt >= gateway.createdAt) return false;
  return gatewaysNamed(parsed).some(
    (arn) => arn === gateway.arn || gatewayMeant(arn, [gateway]) === gateway.arn,
  );
}
