import { replay } from "@toolgate/policy";
import {
  analyseRead,
  builtInTranslator,
  cedarReferee,
  createCedar,
  judgedOffline,
  offlineWorld,
  TranslationFailed,
} from "@toolgate/server";
import { createSolver, withinTime } from "@toolgate/solver";
import { CliError } from "../cli-error.ts";
import { type GeneratedPolicies, sourcesOf, withReadings } from "./generated-policies.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { readTools } from "./read-tools.ts";
import type { World } from "./world.ts";

/** Makes policies for a list of tools, with the built-in translator and a Cedar and a solver of its own. */
export async function generateOffline(
  { file, strictAws, anonymous, millis }: Extract<World, { kind: "tools" }>,
  text: string,
  { signal, progress }: PolicySurroundings,
): Promise<GeneratedPolicies> {
  const world = offlineWorld([], await readTools(file), { strictAws, anonymous });
  const [gateway] = world.gateways;
  if (gateway === undefined) throw new CliError(`--tools ${file}: it lists no tools.`);
  const cedar = createCedar();
  const solver = createSolver();
  const deps = { cedar, solver, strictAws, analysisTimeLimit: millis, translator: builtInTranslator() };
  try {
    const fragments = await judgedOffline(deps, gateway, text, signal);
    const { solve, over } = withinTime(solver, millis);
    const analyst = { solve, replay, referee: cedarReferee(cedar) };
    const read = await analyseRead({ cedar, analyst, pace: { over, progress } }, world, sourcesOf(fragments));
    return { fragments: withReadings(fragments, read.policies) };
  } catch (error) {
    if (error instanceof TranslationFailed) throw new CliError(error.message);
    throw error;
  } finally {
    await Promise.all([solver.close(), cedar.close()]);
  }
}
