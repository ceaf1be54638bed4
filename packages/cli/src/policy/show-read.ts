import { lineAndColumn, parsePolicies, placeOf, readBack } from "@toolgate/policy";
import { analyseRead, type PolicySource, type ReadReport } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { askEngine } from "./ask-engine.ts";
import { askOffline } from "./ask-offline.ts";
import { formatRead } from "./format-read.ts";
import { isReadReport } from "./is-read-report.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { showReport } from "./show-report.ts";
import type { World } from "./world.ts";

export interface ShowReadRequest {
  /** Without one there are sentences, and no examples. */
  readonly world: World | undefined;
  /** The engine's own where there are none. */
  readonly sources: readonly PolicySource[] | undefined;
  /** One of the engine's own, by id or name. */
  readonly policy: string | undefined;
  readonly json: boolean;
}

/**
 * Prints policies in plain English, with calls that they decide.
 * @returns the exit code: 1 when a text has errors.
 * @throws CliError when it cannot be asked.
 */
export async function showRead(request: ShowReadRequest, surroundings: PolicySurroundings): Promise<number> {
  const report = await reportOf(request, surroundings);
  if (report === undefined) return 1;
  const hasExamples = request.world !== undefined;
  showReport(report, (each) => formatRead(each, hasExamples), request.json, surroundings);
  return report.faults.length > 0 ? 1 : 0;
}

async function reportOf(
  { world, sources, policy }: ShowReadRequest,
  surroundings: PolicySurroundings,
): Promise<ReadReport | undefined> {
  if (world === undefined) return sentencesOf(sources ?? []);
  if (world.kind === "engine") {
    const question = { policies: sources, policy };
    return askEngine("/toolgate/v1/read-policies", world, question, surroundings, isReadReport);
  }
  const given = sources ?? [];
  return askOffline(world, given, surroundings, (deps, known) => analyseRead(deps, known, given));
}

/** What can be said without knowing the tools. */
function sentencesOf(sources: readonly PolicySource[]): ReadReport {
  const policies = sources.flatMap(({ source, text }) => {
    const parsed = parsePolicies(text);
    if (!parsed.ok) {
      const [first] = parsed.errors;
      const { line, column } = lineAndColumn(text, first?.start ?? 0);
      throw new CliError(`${source}:${line}:${column}: ${first?.message ?? "it cannot be read"}.`);
    }
    return parsed.policies.map((policy) => ({
      at: placeOf({ source, text, policy }),
      ...readBack(policy),
      applies: "unknown" as const,
      examples: [],
    }));
  });
  return { policies, faults: [] };
}
