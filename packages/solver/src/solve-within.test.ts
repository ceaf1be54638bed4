import { expect, it } from "vitest";
import { solveWithin } from "./solve-within.ts";

it("gives each question what is left of the time, at most ten seconds, and asks no more after it", async () => {
  let time = 0;
  const limits: unknown[] = [];
  const solve = solveWithin(
    {
      async solve(_script, options) {
        limits.push(options?.timeLimit);
        return { kind: "unsat" };
      },
    },
    15_000,
    () => time,
  );
  expect(await solve("")).toEqual({ kind: "unsat" });
  time = 12_000;
  expect(await solve("")).toEqual({ kind: "unsat" });
  time = 15_000;
  expect(await solve("")).toEqual({ kind: "unknown", why: "The time for all questions, 15 s, is over" });
  expect(limits).toEqual([10_000, 3_000]);
});
