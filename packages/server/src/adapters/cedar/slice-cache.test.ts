import { expect, test, vi } from "vitest";
import { createSliceCache } from "./slice-cache.ts";

function cacheWith() {
  const preparsePolicySet = vi.fn((_name: string, _policies: object) => ({ type: "success" as const }));
  return { cache: createSliceCache({ preparsePolicySet }), preparsePolicySet };
}

test("a slice keeps its name until 256 newer ones were used, and the name is used again", () => {
  const { cache } = cacheWith();
  const first = cache.add("key-0", { p: "text" });
  for (let index = 1; index < 256; index++) cache.add(`key-${index}`, {});
  expect(cache.find("key-0")).toBe(first);
  const second = cache.find("key-1");
  cache.find("key-0");
  const evicted = cache.find("key-2");
  for (const key of ["key-1", "key-0"]) cache.find(key);
  for (let index = 3; index < 256; index++) cache.find(`key-${index}`);
  expect(cache.add("new", {})).toBe(evicted);
  expect(cache.find("key-2")).toBeUndefined();
  expect(cache.find("key-1")).toBe(second);
});

test("slices leave when their text together grows past the bound, and their policies are freed", () => {
  const { cache, preparsePolicySet } = cacheWith();
  const name = cache.add("a", { p: "x".repeat(9_000_000) });
  cache.add("b", { p: "x".repeat(9_000_000) });
  expect(cache.find("a")).toBeUndefined();
  expect(preparsePolicySet).toHaveBeenCalledWith(name, { staticPolicies: {} });
  expect(cache.find("b")).toBeDefined();
});

test("a set that does not parse is refused and takes no place", () => {
  const failure = { type: "failure" as const, errors: [] };
  const cache = createSliceCache({ preparsePolicySet: () => failure });
  for (let index = 0; index < 300; index++) expect(() => cache.add("a", {})).toThrow("do not parse");
});
