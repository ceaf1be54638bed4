import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createIssuerCache } from "./issuer-cache.ts";

function setUp(fails: () => boolean = () => false) {
  const state = { now: 0, loads: [] as string[] };
  const issuerOf = createIssuerCache({
    load: async (url) => {
      state.loads.push(url);
      if (fails()) throw new Error("down");
      return { issuer: url, keys: () => Promise.reject(new Error("unused")) };
    },
    maxAgeMs: 600,
    failureMs: 5,
    maxEntries: 2,
    now: () => state.now,
  });
  return { state, issuerOf };
}

it(
  verifies("auth.jwt.discovery-cache", "requests for one document share one load, until it is too old"),
  async () => {
    const { state, issuerOf } = setUp();
    await Promise.all([issuerOf("a"), issuerOf("a"), issuerOf("a")]);
    state.now = 599;
    await issuerOf("a");
    expect(state.loads).toEqual(["a"]);
    state.now = 600;
    await issuerOf("a");
    expect(state.loads).toEqual(["a", "a"]);
  },
);

it(verifies("auth.jwt.discovery-cache", "a failure stands for a moment only"), async () => {
  let fails = true;
  const { state, issuerOf } = setUp(() => fails);
  await expect(issuerOf("a")).rejects.toThrow("down");
  fails = false;
  state.now = 4;
  await expect(issuerOf("a")).rejects.toThrow("down");
  state.now = 5;
  await expect(issuerOf("a")).resolves.toMatchObject({ issuer: "a" });
  expect(state.loads).toEqual(["a", "a"]);
});

it(verifies("auth.jwt.discovery-cache", "no more documents are kept than allowed"), async () => {
  const { state, issuerOf } = setUp();
  for (const url of ["a", "b", "c", "b", "a"]) await issuerOf(url);
  expect(state.loads).toEqual(["a", "b", "c", "a"]);
});
