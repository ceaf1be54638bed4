import { expect, it } from "vitest";
import { lazy } from "./lazy.ts";

it("makes nothing before it is asked", () => {
  let times = 0;
  const value = lazy(async () => ++times);
  expect(value.made()).toBeUndefined();
  expect(value.value()).toBeUndefined();
  expect(times).toBe(0);
});

it("makes its value once for all who ask", async () => {
  let times = 0;
  const value = lazy(async () => ++times);
  expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
  expect(await value.made()).toBe(1);
  expect(value.value()).toBe(1);
  expect(times).toBe(1);
});

it("tells everyone who asks that making failed", async () => {
  const value = lazy(() => Promise.reject(new Error("no such library")));
  await expect(value.get()).rejects.toThrow("no such library");
  await expect(value.get()).rejects.toThrow("no such library");
});
