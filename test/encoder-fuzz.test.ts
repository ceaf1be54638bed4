import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { encoderTrial, type TrialSize } from "./encoder-trial.ts";

const sets = Number(process.env.ENCODER_SETS ?? 40);
const size: TrialSize = { sets, policies: 10, requests: 10 };

describe("formulas and the evaluator", () => {
  const command = process.env.ENCODER_SOLVER || undefined;
  const solver = createSolver({ timeLimit: 60_000, ...(command === undefined ? {} : { command }) });
  afterAll(() => solver.close());

  it("agree on random policies and random requests", { timeout: 3_600_000 }, async () => {
    const result = await encoderTrial(solver.solve, Number(process.env.ENCODER_SEED ?? 1), size);
    console.log(
      result.compared,
      result.outcomes,
      result.decisions,
      result.unknown,
      result.unanswered.length,
      new Map([...result.operators].sort()),
    );
    expect(result.differences.slice(0, 5).join("\n\n")).toBe("");
    expect(result.unanswered.slice(0, 3)).toEqual([]);
  });
});
