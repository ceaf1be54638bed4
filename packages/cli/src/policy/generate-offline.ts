import {
  builtInTranslator,
  createCedar,
  judgedOffline,
  offlineWorld,
  TranslationFailed,
} from "@toolgate/server";
import { createSolver } from "@toolgate/solver";
import { CliError } from "../cli-error.ts";
import type { GeneratedPolicies } from "./generated-policies.ts";
import { readTools } from "./read-tools.ts";
import type { World } from "./world.ts";

/** Makes policies for a list of tools, with the built-in translator and a Cedar and a solver of its own. */
export async function generateOffline(
  { file, strictAws, anonymous, millis }: Extract<World, { kind: "tools" }>,
  text: string,
  signal: AbortSignal,
): Promise<GeneratedPolicies> {
  const [gateway] = offlineWorld([], await readTools(file), { strictAws, anonymous }).gateways;
  if (gateway === undefined) throw new CliError(`--tools ${file}: it lists no tools.`);
  const cedar = createCedar();
  const solver = createSolver();
  const deps = { cedar, solver, strictAws, analysisTimeLimit: millis, translator: builtInTranslator() };
  try {
    return { fragments: await judgedOffline(deps, gateway, text, signal) };
  } catch (error) {
    if (error instanceof TranslationFailed) throw new CliError(error.message);
    throw error;
  } finally {
    await Promise.all([solver.close(), cedar.close()]);
  }
}
