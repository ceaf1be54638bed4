import { analyseAssert, analyseCheck, type CheckReport, type PolicySource } from "@toolgate/server";
import { askEngine } from "./ask-engine.ts";
import { askOffline } from "./ask-offline.ts";
import { formatCheck } from "./format-check.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { showReport } from "./show-report.ts";
import type { World } from "./world.ts";

export interface ShowCheckRequest {
  readonly verb: "check" | "assert";
  readonly world: World;
  /** The engine's own where there are none. */
  readonly sources: readonly PolicySource[] | undefined;
  readonly assertions: readonly PolicySource[];
  readonly json: boolean;
}

/**
 * Prints what is worth knowing about policies.
 * @returns the exit code: 1 when there are findings or something is unknown, or an assertion is not proved.
 * @throws CliError when it cannot be asked.
 */
export async function showCheck(
  request: ShowCheckRequest,
  surroundings: PolicySurroundings,
): Promise<number> {
  const { verb, json } = request;
  const report = await reportOf(request, surroundings);
  if (report === undefined) return 1;
  showReport(report, (each) => formatCheck(each, verb), json, surroundings);
  const isClean =
    report.findings.length === 0 && report.assertions.every(({ outcome }) => outcome === "holds");
  return isClean ? 0 : 1;
}

async function reportOf(
  { verb, world, sources, assertions }: ShowCheckRequest,
  surroundings: PolicySurroundings,
): Promise<CheckReport | undefined> {
  if (world.kind === "engine") {
    const path = verb === "check" ? "/toolgate/v1/check-policies" : "/toolgate/v1/prove-assertions";
    return askEngine(path, world, { policies: sources, assertions }, surroundings, isCheckReport);
  }
  const analyse = verb === "check" ? analyseCheck : analyseAssert;
  const given = sources ?? [];
  return askOffline(world, given, surroundings, (deps, known) => analyse(deps, known, given, assertions));
}

function isCheckReport(answer: object): answer is CheckReport {
  return ["findings", "assertions"].every((name) => Array.isArray(Reflect.get(answer, name)));
}
