import { analyseWhoCan, type PolicySource, QuestionMistaken, type WhoCanReport } from "@toolgate/server";
import { CliError } from "../cli-error.ts";
import { askEngine } from "./ask-engine.ts";
import { askOffline } from "./ask-offline.ts";
import { formatWhoCan } from "./format-who-can.ts";
import type { PolicySurroundings } from "./policy-surroundings.ts";
import { showReport } from "./show-report.ts";
import type { World } from "./world.ts";

export interface ShowWhoCanRequest {
  readonly world: World;
  /** The engine's own where there are none. */
  readonly sources: readonly PolicySource[] | undefined;
  readonly question: {
    readonly tool: string | undefined;
    readonly claims: Readonly<Record<string, unknown>> | undefined;
  };
  readonly json: boolean;
}

/**
 * Prints who can call what.
 * @returns the exit code: 0 when some call is allowed and all is known, else 1.
 * @throws CliError when it cannot be asked.
 */
export async function showWhoCan(
  request: ShowWhoCanRequest,
  surroundings: PolicySurroundings,
): Promise<number> {
  const report = await reportOf(request, surroundings);
  if (report === undefined) return 1;
  const isOfOne = request.question.claims !== undefined;
  showReport(report, (each) => formatWhoCan(each, isOfOne), request.json, surroundings);
  const { answers, faults } = report;
  const isKnown = answers.every(({ answer }) => answer !== "unknown") && faults.length === 0;
  return isKnown && answers.some(({ ways }) => ways.length > 0) ? 0 : 1;
}

async function reportOf(
  { world, sources, question }: ShowWhoCanRequest,
  surroundings: PolicySurroundings,
): Promise<WhoCanReport | undefined> {
  if (world.kind === "engine") {
    const asked = { policies: sources, ...question };
    return askEngine("/toolgate/v1/who-can", world, asked, surroundings, isWhoCanReport);
  }
  const given = sources ?? [];
  try {
    return await askOffline(world, given, surroundings, (deps, known) =>
      analyseWhoCan(deps, known, given, question),
    );
  } catch (error) {
    throw error instanceof QuestionMistaken ? new CliError(error.message) : error;
  }
}

function isWhoCanReport(answer: object): answer is WhoCanReport {
  return ["faults", "answers"].every((name) => Array.isArray(Reflect.get(answer, name)));
}
