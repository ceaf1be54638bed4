import { expect, it } from "vitest";
import { withinTime } from "./within-time.ts";

it("gives each question what is left of the time, at most ten seconds, and asks no more after it", async () => {
  let time = 0;
  const limits: unknown[] = [];
  const timed = withinTime(
    {
      async solve(_script, options) {
        limits.push(options?.timeLimit);
        return { kind: "unsat" };
      },
    },
    15_000,
    () => time,
  );
  expect(await timed.solve("")).toEqual({ kind: "unsat" });
  time = 12_000;
  expect(await timed.solve("")).toEqual({ kind: "unsat" });
  expect(await timed.over()).toBeUndefined();
  time = 15_000;
  expect(await timed.solve("")).toEqual({ kind: "unknown", why: "the 15 s for all questions are over" });
  expect(await timed.over()).toBe("the 15 s for all questions are over");
  expect(limits).toEqual([10_000, 3_000]);
});
