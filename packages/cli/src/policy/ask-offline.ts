import { replay } from "@toolgate/policy";
import {
  type AnalyseDeps,
  type AnalysedWorld,
  cedarReferee,
  createCedar,
  offlineWorld,
  type PolicySource,
} from "@toolgate/server";
import { createSolver, withinTime } from "@toolgate/solver";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { readTools } from "./read-tools.ts";
import type { World } from "./world.ts";

/** Asks about policies in files, with Cedar and a solver of its own that end with the answer; undefined when that was broken off. */
export async function askOffline<Report>(
  { file, strictAws, anonymous, millis }: Extract<World, { kind: "tools" }>,
  sources: readonly PolicySource[],
  { progress, signal }: PolicySurroundings,
  ask: (deps: AnalyseDeps, world: AnalysedWorld) => Promise<Report>,
): Promise<Report | undefined> {
  const world = offlineWorld(sources, await readTools(file), { strictAws, anonymous });
  const cedar = createCedar();
  const solver = createSolver();
  const close = () => void solver.close();
  signal.addEventListener("abort", close);
  try {
    const { solve, over } = withinTime(solver, millis);
    const analyst = { solve, replay, referee: cedarReferee(cedar) };
    const report = await ask({ cedar, analyst, pace: { over, progress } }, world);
    // a solver that was closed meanwhile has answered nothing
    return signal.aborted ? undefined : report;
  } finally {
    signal.removeEventListener("abort", close);
    await Promise.all([solver.close(), cedar.close()]);
  }
}
