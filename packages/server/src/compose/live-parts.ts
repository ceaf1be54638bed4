import { createRoleFailureReport } from "../adapters/telemetry/role-failure-report.ts";
import type { Config } from "../config.ts";
import { Background } from "../control/background.ts";
import { ListProofs } from "../gateway/list-proofs.ts";
import { createLiveGateways } from "../gateway/live-gateways.ts";
import { keptRoles } from "../services/iam/kept-roles.ts";
import { functionPolicies } from "../services/lambda/function-policy.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { isLocal, type OnClose, type Surroundings, systemClock } from "./surroundings.ts";

/** The gateways as they are served, with what keeps them up to date. */
export type LiveParts = ReturnType<typeof createLiveParts>;

export function createLiveParts(
  surroundings: Surroundings,
  { store }: Storage,
  { proofSolver }: Outside,
  onClose: OnClose,
) {
  const { config, log, url } = surroundings;
  const clock = systemClock;
  const local = isLocal(surroundings);
  const background = new Background((error) => log.error({ err: error }, "proofs in the background failed"));
  onClose(() => background.close());
  const analysisTimeLimit = config.analysisTimeLimit * 1_000;
  const listProofs = new ListProofs(proofSolver, analysisTimeLimit);
  const roleDeps = {
    roles: keptRoles(store),
    unknownRolesTrusted: unknownRolesTrusted(config.unknownRoles, local),
    ofResources: () => store.read((view) => functionPolicies(view)),
  };
  const gateways = createLiveGateways(store, { ...roleDeps, clock }, undefined, listProofs);
  const reportRoles = createRoleFailureReport(log);
  const proveLists = () => {
    for (const { gateway, listQuestions = new Map() } of gateways.all()) {
      for (const [key, work] of listProofs.open(listQuestions, gateway.arn)) background.add(key, work);
    }
  };
  const roleOf = (id: string) => gateways.all().find(({ gateway }) => gateway.id === id)?.role;
  return {
    background,
    analysisTimeLimit,
    roleDeps,
    gateways,
    roleOf,
    gatewayUrl: (id: string) => `${url}/gateways/${id}/mcp`,
    /** What follows once the gateways are as the store has them. */
    afterReload() {
      proveLists();
      reportRoles(gateways.all());
    },
  };
}

function unknownRolesTrusted(setting: Config["unknownRoles"], loopback: boolean): string | undefined {
  if (setting === "trust") return "the server was started with --unknown-roles trust";
  return setting === undefined && loopback ? "the server listens on loopback only" : undefined;
}
