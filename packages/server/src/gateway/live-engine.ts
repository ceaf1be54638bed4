/** The policies in force on a gateway, compiled and ready to decide. */
import { createHash } from "node:crypto";
import { type CompiledPolicy, dependsOnPrincipal, gatewaysNamed, PolicySet } from "@toolgate/policy";
import { isInForce, type Policy, type PolicyEngine } from "../model.ts";
import { resolveOnce } from "../parsed-policy.ts";
import type { CompileOnce } from "./compile-once.ts";

/** A policy in force. */
interface LivePolicy {
  readonly id: string;
  readonly name: string;
  /** With exact ARNs for the names of gateways. */
  readonly statement: string;
  readonly compiled: CompiledPolicy;
  /** Its effect is only recorded. */
  readonly logOnly: boolean;
  /** Actions of this gateway that have changed so that it does not fit them any more. */
  readonly unfit: readonly string[];
}

export interface LiveEngine {
  readonly arn: string;
  readonly gatewayArn: string;
  readonly mode: "ENFORCE" | "LOG_ONLY";
  /** Digest of ids and texts of the policies in force. */
  readonly policySetVersion: string;
  readonly schemaDigest: string;
  /** Those that can concern this gateway, by id. */
  readonly policies: ReadonlyMap<string, LivePolicy>;
  readonly set: PolicySet;
  /** The same without forbids that stop every caller alike, which are no secret of anyone's. */
  readonly setWithoutPublicForbids: PolicySet;
  /** Actions that changed under a forbid, with the ids of those forbids: denied to everybody. */
  readonly closed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `gatewayByName` gives the ARN of the gateway that a bare `gateway/<name>` ARN means. */
export function liveEngine(options: {
  readonly engine: PolicyEngine;
  readonly mode: "ENFORCE" | "LOG_ONLY";
  readonly gatewayArn: string;
  readonly policies: readonly Policy[];
  readonly schemaDigest: string;
  readonly gatewayByName: (arn: string) => string | undefined;
  readonly compile: CompileOnce;
}): LiveEngine {
  const { engine, mode, gatewayArn, gatewayByName, compile } = options;
  const inForce = options.policies.flatMap((policy): LivePolicy[] => {
    if (!isInForce(policy)) return [];
    const statement = resolveOnce(policy.definition.statement, gatewayByName);
    const compiled = compile(policy.id, statement);
    if (compiled === undefined) return [];
    const { id, name } = policy;
    const unfit = (policy.toolChanges ?? []).flatMap(({ kind, action, ...at }) =>
      kind === "unfit" && at.gatewayArn === gatewayArn ? [action] : [],
    );
    return [{ id, name, statement, compiled, logOnly: policy.enforcementMode === "LOG_ONLY", unfit }];
  });
  const here = inForce.filter(({ compiled }) => {
    const named = gatewaysNamed(compiled.policy);
    return named.length === 0 || named.includes(gatewayArn);
  });
  const unfitPermits = unfitActions(here.filter(({ compiled }) => compiled.policy.effect === "permit"));
  const active = here.filter(({ logOnly }) => !logOnly).map(({ compiled }) => compiled);
  const logOnly = here.filter((policy) => policy.logOnly).map(({ compiled }) => compiled);
  return {
    arn: engine.arn,
    gatewayArn,
    mode,
    policySetVersion: digest(
      JSON.stringify(
        inForce.map(({ id, statement, logOnly: logs, unfit }) => [id, statement, logs, ...unfit]),
      ),
    ),
    schemaDigest: options.schemaDigest,
    policies: new Map(here.map((policy) => [policy.id, policy])),
    set: new PolicySet(active, logOnly, unfitPermits),
    setWithoutPublicForbids: new PolicySet(
      active.filter(({ policy }) => policy.effect === "permit" || dependsOnPrincipal(policy)),
      [],
      unfitPermits,
    ),
    closed: unfitActions(
      here.filter((policy) => !policy.logOnly && policy.compiled.policy.effect === "forbid"),
    ),
  };
}

function unfitActions(policies: readonly LivePolicy[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { id, unfit } of policies) {
    for (const action of unfit) found.set(action, (found.get(action) ?? new Set()).add(id));
  }
  return found;
}

/** 128 bits: of half as many, a policy's author could find two texts that pass for one another. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
