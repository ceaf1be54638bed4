import { expect, it } from "vitest";
import { createAllowance } from "./allowance.ts";

function setUp() {
  let now = 1_000;
  const allowance = createAllowance({ now: () => now }, { atOnce: 3, everyMillis: 20 });
  const taken = (times: number) => Array.from({ length: times }, () => allowance.take());
  return { taken, at: (millis: number) => (now = millis) };
}

it("lets so many through at once, and no more", () => {
  expect(setUp().taken(5)).toEqual([true, true, true, false, false]);
});

it("lets one more through each time the time has gone by, and forgets no part of it", () => {
  const { taken, at } = setUp();
  taken(3);
  at(1_019);
  expect(taken(1)).toEqual([false]);
  at(1_030);
  expect(taken(2)).toEqual([true, false]);
  at(1_040);
  expect(taken(2)).toEqual([true, false]);
});

it("is never fuller than at first", () => {
  const { taken, at } = setUp();
  at(60_000);
  expect(taken(4)).toEqual([true, true, true, false]);
});

it("goes on where the clock is set back", () => {
  const { taken, at } = setUp();
  taken(3);
  at(0);
  expect(taken(1)).toEqual([false]);
  at(20);
  expect(taken(1)).toEqual([true]);
});
