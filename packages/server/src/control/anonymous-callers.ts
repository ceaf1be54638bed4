/** What the owners of gateways that identify nobody (authorizerType NONE), and of their policies, should know. */
import { anonymousPrincipal, type Policy as CedarPolicy, gatewaysNamed, scopeCovers } from "@toolgate/policy";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { type Gateway, isInForce, type Policy } from "../model.ts";
import { parsedPolicy } from "../parsed-policy.ts";
import { someOf } from "./some-of.ts";
import type { KnownGateway } from "./vocabulary.ts";

/** The warning of a gateway that anyone may call. */
export function openToAnyone(url: string, mode: "ENFORCE" | "LOG_ONLY" | undefined): string {
  const consequence = {
    ENFORCE:
      "Policies see AgentCore::Anonymous, without claims, so that only those apply that leave the principal open.",
    LOG_ONLY: "Its policy engine only logs, so that every call is allowed.",
    none: "It has no policy engine either, so that every call is allowed.",
  }[mode ?? "none"];
  return `WARNING: anyone who reaches ${url} may call this gateway, for its authorizerType is NONE. ${consequence}`;
}

/** The warning of a policy that names a principal though some of its gateways identify nobody. */
export function notForAnonymous(policy: CedarPolicy, gateways: readonly KnownGateway[]): readonly string[] {
  const open = gateways.flatMap(({ gateway }) => (gateway.authorizer.type === "NONE" ? [gateway] : []));
  if (open.length === 0 || isForAnonymous(policy)) return [];
  return [
    `On ${someOf("gateway", open)}, where the authorizerType is NONE, this ${policy.effect} applies to no call: ` +
      "callers there are AgentCore::Anonymous, and it names another principal. Leave the principal open to mean them too.",
  ];
}

/** The warning of a gateway that identifies nobody though policies of its engine name a principal. */
export function deadForAnonymous(gateway: Gateway, policies: readonly Policy[]): readonly string[] {
  if (gateway.authorizer.type !== "NONE") return [];
  const dead = policies.filter((policy) => isInForce(policy) && namesAnother(parsedPolicy(policy), gateway));
  if (dead.length === 0) return [];
  return [
    `Callers of this gateway are AgentCore::Anonymous, so that ${someOf("policy", dead)} of its engine, which name ` +
      "another principal, apply to none of its calls.",
  ];
}

function namesAnother(policy: CedarPolicy | undefined, gateway: Gateway): boolean {
  return policy !== undefined && !isForAnonymous(policy) && speaksOf(policy, gateway);
}

function isForAnonymous({ principal }: CedarPolicy): boolean {
  return scopeCovers(principal, anonymousPrincipal);
}

function speaksOf(policy: CedarPolicy, gateway: Gateway): boolean {
  const named = gatewaysNamed(policy);
  return (
    named.length === 0 ||
    named.some((arn) => arn === gateway.arn || gatewayMeant(arn, [gateway]) === gateway.arn)
  );
}
