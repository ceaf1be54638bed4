import { analyseDiff, type DiffReport, type PolicySource } from "@toolgate/server";
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
  if (surroundings.signal.aborted) return 1;
  showReport(report, formatDiff, request.json, surroundings);
  const { failOn } = request;
  const isMore = failOn !== "less" && report.allowsMore !== "no";
  const isLess = failOn !== "more" && report.allowsLess !== "no";
  return isMore || isLess || report.faults.length > 0 ? 1 : 0;
}

async function reportOf(
  { world, before = [], after = [] }: ShowDiffRequest,
  surroundings: PolicySurroundings,
): Promise<DiffReport> {
  if (world.kind === "engine") throw new Error("TODO");
  return askOffline(world, [...before, ...after], surroundings, (deps, known) =>
    analyseDiff(deps, known, before, after),
  );
}
