/** One-token changes to the seeds' policies; TOOLGATE_MUTATIONS="200 10000" is the full count of changes and of requests for each proof. */
import { createSolver } from "@toolgate/solver";
import { afterAll, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import { mutationTrial } from "./mutation-trial.ts";
import { verifies } from "./verifies.ts";

const [changes = 40, requests = 300] = (process.env.TOOLGATE_MUTATIONS ?? "40 300").split(" ").map(Number);
const solver = createSolver({ timeLimit: 30_000 });
const oracle = new CedarOracle();
afterAll(() => Promise.all([solver.close(), oracle.close()]));

it(verifies(
  "questions.diff.mutations",
  "a one-token change to a real policy is proved to change nothing, or shown by a request that the evaluator and Cedar decide differently",
), { timeout: 1_800_000 }, async () => {
  const { kinds, agreeing, confirmed, wrong, unknown } = await mutationTrial(solver.solve, oracle, {
    seed: 20_261,
    changes,
    requests,
  });
  console.log(
    `${changes} changes: ${JSON.stringify(kinds)}; ${agreeing} random requests agreed with proofs, ${confirmed} decisions on cases confirmed twice`,
  );
  expect(wrong).toEqual([]);
  expect(unknown).toEqual([]);
  // the changes are of every kind, so that neither answer is tried in vain
  expect(kinds.equivalent).toBeGreaterThan(2);
  expect(kinds["allows more"]).toBeGreaterThan(2);
  expect(kinds["allows less"]).toBeGreaterThan(2);
  expect(kinds.both).toBeGreaterThan(0);
});
