import { expect, it } from "vitest";
import { createMemoryBudget } from "./memory-budget.ts";

it("memory is reserved up to the total, and given back once", async () => {
  const budget = createMemoryBudget(300, () => undefined);
  const first = await budget.reserve(200);
  expect(await budget.reserve(101)).toBe(undefined);
  const second = await budget.reserve(100);
  expect(second).toBeTypeOf("function");
  first?.();
  first?.();
  expect(await budget.reserve(201)).toBe(undefined);
  expect(await budget.reserve(200)).toBeTypeOf("function");
});

it("idle processes are ended, one after the other, for one that needs their memory", async () => {
  const idle: (() => void)[] = [];
  let ended = 0;
  const budget = createMemoryBudget(300, () => {
    const free = idle.shift();
    if (free === undefined) return undefined;
    ended += 1;
    return Promise.resolve().then(free);
  });
  for (let i = 0; i < 3; i += 1) idle.push((await budget.reserve(100)) ?? (() => {}));
  expect(await budget.reserve(150)).toBeTypeOf("function");
  expect(ended).toBe(2);
  expect(await budget.reserve(151)).toBe(undefined);
  expect(ended).toBe(3);
});
