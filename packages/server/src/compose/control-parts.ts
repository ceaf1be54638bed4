import { randomBytes } from "node:crypto";
import { bringIntoForce } from "../control/bring-into-force.ts";
import type { ControlPlaneParts } from "../control/control-deps.ts";
import { PageTokens } from "../control/page-token.ts";
import { policyNotices } from "../control/policy-notices.ts";
import { settlePolicies } from "../control/settle-policies.ts";
import type { CallerParts } from "./identify-callers.ts";
import type { LiveParts } from "./live-parts.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { isLocal, type Surroundings, systemClock } from "./surroundings.ts";

/** What the control plane's use cases are given. */
export async function controlParts(
  surroundings: Surroundings,
  { store }: Storage,
  { cedar, solver, mcpServers, stdioServers }: Outside,
  { background, analysisTimeLimit, roleDeps, gateways, gatewayUrl, afterReload }: LiveParts,
  { verifier, signingKeys }: CallerParts,
): Promise<ControlPlaneParts> {
  const { config } = surroundings;
  const clock = systemClock;
  return {
    store,
    clock,
    cedar,
    solver,
    analysisTimeLimit,
    background,
    mcpServers,
    mcpEndpoints: { httpOnLoopback: isLocal(surroundings), stdioServers },
    pageTokens: await PageTokens.open(store),
    randomBytes: () => randomBytes(16),
    gatewayUrl,
    strictAws: config.strictAws,
    ...roleDeps,
    rolePreflight: config.rolePreflight,
    settle: settlePolicies,
    policyNotices,
    async onChange() {
      await bringIntoForce(gateways, [verifier, signingKeys]);
      afterReload();
    },
  };
}
