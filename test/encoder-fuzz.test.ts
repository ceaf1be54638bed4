/**
 * ENCODER_SETS=250 ENCODER_SOLVER=cvc5 npx vitest run test/encoder-fuzz.test.ts compares more, by a solver of the machine, and
 * prints the mix; ENCODER_SEED chooses others.
 */
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { caseTrial } from "./case-trial.ts";
import { encoderTrial } from "./encoder-trial.ts";
import { verifies } from "./verifies.ts";

const { ENCODER_SETS: asked, ENCODER_SOLVER: command, ENCODER_SEED: seed = "1" } = process.env;
const sets = Number(asked ?? 50);
const hours = { timeout: 2 * 3_600_000 };

describe("formulas and the evaluator", () => {
  const solver = createSolver({ timeLimit: 60_000, command: command || undefined });
  afterAll(() => solver.close());

  it(
    verifies("analysis.formulas.agree", "agree on what random policies do with random requests"),
    hours,
    async () => {
      const result = await encoderTrial(solver.solve, Number(seed), { sets, policies: 10, requests: 10 });
      if (asked !== undefined)
        console.log(JSON.stringify({ ...result, operators: [...result.operators].sort() }));
      expect(result.differences.slice(0, 5).join("\n\n")).toBe("");
      expect(result.unanswered).toEqual([]);
      expect(result.compared).toBe(sets * 100);
      for (const count of Object.values(result.outcomes)) expect(count).toBeGreaterThan(sets);
    },
  );

  it(
    verifies("analysis.case.replayed", "agree on what is said of random policies without a request"),
    hours,
    async () => {
      const quick = (script: string) => solver.solve(script, { timeLimit: 2_000 });
      const size = { sets: Math.ceil(sets / 5), policies: 10, requests: 200 };
      const { verdicts, wrong } = await caseTrial(quick, Number(seed), size);
      if (asked !== undefined) console.log(JSON.stringify(verdicts));
      expect(wrong.slice(0, 5).join("\n\n")).toBe("");
      expect(verdicts.refuted).toBeGreaterThan(size.sets * 10);
      expect(verdicts.proved).toBeGreaterThan(size.sets * 2);
    },
  );
});
