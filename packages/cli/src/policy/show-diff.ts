import { analyseDiff, type DiffReport, type PolicySource } from "@toolgate/server";
import { askEngine } from "./ask-engine.ts";
import { askOffline } from "./ask-offline.ts";
import { formatDiff } from "./format-diff.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { showReport } from "./show-report.ts";
import type { World } from "./world.ts";

export interface ShowDiffRequest {
  readonly world: World;
  /** The engine's own where there are none. */
  readonly before: readonly PolicySource[] | undefined;
  readonly after: readonly PolicySource[] | undefined;
  /** What a change must not do without exit code 1. */
  readonly failOn: "more" | "less" | "any";
  readonly json: boolean;
}

/**
 * Prints what a change of policies allows and denies.
 * @returns the exit code: 1 when it does, or may do, what `failOn` names, or when a text has errors.
 * @throws CliError when it cannot be asked.
 */
export async function showDiff(request: ShowDiffRequest, surroundings: PolicySurroundings): Promise<number> {
  const report = await reportOf(request, surroundings);
  if (report === undefined) return 1;
  showReport(report, formatDiff, request.json, surroundings);
  const { failOn } = request;
  const isMore = failOn !== "less" && report.allowsMore !== "no";
  const isLess = failOn !== "more" && report.allowsLess !== "no";
  return isMore || isLess || report.faults.length > 0 ? 1 : 0;
}

async function reportOf(
  { world, before, after }: ShowDiffRequest,
  surroundings: PolicySurroundings,
): Promise<DiffReport | undefined> {
  if (world.kind === "engine") {
    return askEngine("/toolgate/v1/compare-policies", world, { before, after }, surroundings, isDiffReport);
  }
  const [was, is] = [before ?? [], after ?? []];
  return askOffline(world, [...was, ...is], surroundings, (deps, known) => analyseDiff(deps, known, was, is));
}

function isDiffReport(answer: object): answer is DiffReport {
  return ["faults", "differences"].every((name) => Array.isArray(Reflect.get(answer, name)));
}
