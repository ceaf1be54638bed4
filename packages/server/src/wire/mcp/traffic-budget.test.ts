import { expect, it } from "vitest";
import { createTrafficBudget } from "./traffic-budget.ts";

it("bounds the bytes of one caller, and of all of them", () => {
  const budget = createTrafficBudget({ perCaller: 10, total: 15 });
  const [ann, ann2, bob] = [budget.open("ann"), budget.open("ann"), budget.open("bob")];
  expect([ann.take(6), ann2.take(4), ann2.take(1)]).toEqual([undefined, undefined, "caller"]);
  expect([bob.take(5), bob.take(1)]).toEqual([undefined, "total"]);
  ann.free();
  expect([bob.take(1), ann2.take(5)]).toEqual([undefined, undefined]);
});

it("counts answers without refusing them, and gives back once what is given back twice", () => {
  const budget = createTrafficBudget({ perCaller: 10, total: 100 });
  const lease = budget.open("ann");
  lease.add(50);
  expect(budget.open("ann").take(1)).toBe("caller");
  lease.free();
  lease.free();
  lease.add(50);
  const next = budget.open("ann");
  expect([next.take(10), next.take(1)]).toEqual([undefined, "caller"]);
});

it("forgets callers that hold nothing, however many come, and no other", () => {
  const budget = createTrafficBudget({ perCaller: 10, total: 100_000 });
  const holds = budget.open("ann");
  holds.take(10);
  for (let caller = 0; caller < 5_000; caller++) {
    const lease = budget.open(`caller ${caller}`);
    lease.take(10);
    lease.free();
  }
  expect(budget.open("ann").take(1)).toBe("caller");
  expect(budget.open("caller 1").take(10)).toBeUndefined();
});
