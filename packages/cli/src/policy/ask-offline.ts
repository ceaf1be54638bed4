import { replay } from "@toolgate/policy";
import {
  type AnalyseDeps,
  type AnalysedWorld,
  createCedar,
  offlineWorld,
  type PolicySource,
} from "@toolgate/server";
import { createSolver, solveWithin } from "@toolgate/solver";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { readTools } from "./read-tools.ts";
import type { World } from "./world.ts";

/** Asks about policies in files: with Cedar and a solver of its own, which end with the answer. */
export async function askOffline<Report>(
  { file, strictAws, anonymous, millis }: Extract<World, { kind: "tools" }>,
  sources: readonly PolicySource[],
  { progress, signal }: PolicySurroundings,
  ask: (deps: AnalyseDeps, world: AnalysedWorld) => Promise<Report>,
): Promise<Report> {
  const world = offlineWorld(sources, await readTools(file), { strictAws, anonymous });
  const cedar = createCedar();
  const solver = createSolver();
  const close = () => void solver.close();
  signal.addEventListener("abort", close);
  try {
    return await ask({ cedar, analyst: { solve: solveWithin(solver, millis), replay }, progress }, world);
  } finally {
    signal.removeEventListener("abort", close);
    await Promise.all([solver.close(), cedar.close()]);
  }
}
