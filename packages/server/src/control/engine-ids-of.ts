import { parseServiceArn } from "@toolgate/api";
import type { Gateway } from "../model.ts";

/** Ids of the engines that these states of a gateway are attached to, each once. */
export function engineIdsOf(...gateways: readonly Gateway[]): readonly string[] {
  const ids = gateways.flatMap(({ policyEngine }) => {
    const named = policyEngine && parseServiceArn(policyEngine.arn);
    return named?.kind === "policy-engine" ? [named.policyEngineId] : [];
  });
  return [...new Set(ids)];
}
