import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { TokenVerdict } from "../../ports.ts";
import { createVerifiedTokenCache } from "./verified-token-cache.ts";

const issuer = "https://issuer.example.com/.well-known/openid-configuration";
const authorizer = { discoveryUrl: issuer, allowedAudience: ["tools"] };

/** A cache before a verifier that counts, on a clock and keys that the test sets. */
function make(maxEntries?: number) {
  const state = {
    now: 1_000_000,
    keys: "first" as string | undefined,
    verdict: { ok: true, claims: { sub: "alice", exp: 2_000 } } as TokenVerdict,
    asked: [] as string[],
    during: async () => {},
  };
  const cache = createVerifiedTokenCache({
    clock: { now: () => state.now },
    verifier: {
      async verify(token) {
        state.asked.push(token);
        const { verdict } = state;
        await state.during();
        return verdict;
      },
      issuer: async () => "https://issuer.example.com",
      keysVersion: () => state.keys,
    },
    ...(maxEntries === undefined ? {} : { maxEntries }),
  });
  const verify = (token = "token", rules = authorizer, gateway = "gateway-1") =>
    cache.verify({ text: token, digest: `digest of ${token}` }, rules, gateway);
  return { cache, state, verify };
}

describe("a verified token", () => {
  it(
    verifies("sign-in.cache", "is not verified again, and its claims are those of the first time"),
    async () => {
      const { state, verify } = make();
      const first = await verify();
      state.verdict = { ok: true, claims: { sub: "bob", exp: 2_000 } };
      expect(await verify()).toBe(first);
      expect(first).toEqual({ ok: true, claims: { sub: "alice", exp: 2_000 } });
      expect(state.asked).toEqual(["token"]);
    },
  );

  it.each<readonly [string, Parameters<ReturnType<typeof make>["verify"]>]>([
    ["on another gateway", ["token", authorizer, "gateway-2"]],
    ["under another authorizer", ["token", { ...authorizer, allowedAudience: ["other"] }]],
    ["with one more character", ["token."]],
    ["in other letters", ["Token"]],
  ])(verifies("sign-in.cache.key", "is verified again %s"), async (_, other) => {
    const { state, verify } = make();
    await verify();
    await verify(...other);
    expect(state.asked).toHaveLength(2);
    await verify();
    await verify(...other);
    expect(state.asked).toHaveLength(2);
  });

  it(verifies("sign-in.cache.key", "is the same under an equal authorizer read anew"), async () => {
    const { state, verify } = make();
    await verify();
    await verify("token", structuredClone(authorizer));
    expect(state.asked).toHaveLength(1);
  });

  it.each<readonly [string, unknown, number, number]>([
    ["60 seconds after it was verified", 2_000, 1_059_999, 1_060_000],
    ["when it expires before that", 1_010, 1_009_999, 1_010_000],
    ["when it expires within a second", 1_000.5, 1_000_499, 1_000_500],
  ])(verifies("sign-in.cache.age", "is verified again %s"), async (_, exp, last, first) => {
    const { state, verify } = make();
    state.verdict = { ok: true, claims: { exp } };
    await verify();
    state.now = last;
    await verify();
    expect(state.asked).toHaveLength(1);
    state.now = first;
    await verify();
    expect(state.asked).toHaveLength(2);
  });

  it(verifies("sign-in.cache.age", "keeps its first 60 seconds however often it is used"), async () => {
    const { state, verify } = make();
    await verify();
    for (const now of [1_030_000, 1_059_000]) {
      state.now = now;
      await verify();
    }
    expect(state.asked).toHaveLength(1);
    state.now = 1_060_000;
    await verify();
    expect(state.asked).toHaveLength(2);
  });

  it.each<readonly [string, unknown]>([
    ["that the verifier's tolerance lets pass after its exp", 990],
    ["whose exp is this very moment", 1_000],
    ["without exp", undefined],
    ["whose exp is no number", "2000"],
  ])(verifies("sign-in.cache.age", "%s is never kept"), async (_, exp) => {
    const { state, verify } = make();
    state.verdict = { ok: true, claims: { exp } };
    await verify();
    await verify();
    expect(state.asked).toHaveLength(2);
  });
});

describe("what was verified", () => {
  it(verifies("sign-in.cache.forget", "is gone when it is forgotten"), async () => {
    const { cache, state, verify } = make();
    await verify();
    cache.forget();
    await verify();
    expect(state.asked).toHaveLength(2);
  });

  it(
    verifies("sign-in.cache.forget", "is not kept when it was forgotten during the verification"),
    async () => {
      const { cache, state, verify } = make();
      state.during = async () => cache.forget();
      expect(await verify()).toMatchObject({ ok: true });
      state.during = async () => {};
      await verify();
      expect(state.asked).toHaveLength(2);
    },
  );

  it(verifies("sign-in.cache.keys", "is gone when the issuer's keys change"), async () => {
    const { state, verify } = make();
    await verify();
    state.keys = "second";
    state.verdict = { ok: false, status: 401, why: "no such key" };
    expect(await verify()).toMatchObject({ ok: false });
    state.keys = "first";
    expect(await verify()).toMatchObject({ ok: false });
  });

  it(
    verifies("sign-in.cache.keys", "is not kept when the keys changed during the verification"),
    async () => {
      const { state, verify } = make();
      state.during = async () => {
        state.keys = "second";
      };
      await verify();
      await verify();
      expect(state.asked).toHaveLength(2);
      await verify();
      expect(state.asked).toHaveLength(2);
    },
  );

  it(verifies("sign-in.cache.keys", "is not kept before it is known which keys there are"), async () => {
    const { state, verify } = make();
    state.keys = undefined;
    await verify();
    await verify();
    expect(state.asked).toHaveLength(2);
  });

  it(verifies("sign-in.cache.bounded", "is bounded: the token verified longest ago goes first"), async () => {
    const { state, verify } = make(2);
    for (const token of ["a", "b", "c"]) await verify(token);
    state.asked.length = 0;
    for (const token of ["c", "b", "a"]) await verify(token);
    expect(state.asked).toEqual(["a"]);
  });

  it.each<readonly [TokenVerdict]>([
    [{ ok: false, status: 401, why: "no" }],
    [{ ok: false, status: 403, why: "no" }],
  ])(verifies("sign-in.cache.failures", "is never a refusal: %j is asked for again"), async (verdict) => {
    const { state, verify } = make();
    state.verdict = verdict;
    expect(await verify()).toEqual(verdict);
    expect(await verify()).toEqual(verdict);
    expect(state.asked).toHaveLength(2);
    state.verdict = { ok: true, claims: { exp: 2_000 } };
    expect(await verify()).toMatchObject({ ok: true });
  });

  it(verifies("sign-in.cache.failures", "is never a verifier that broke"), async () => {
    const { state, verify } = make();
    state.during = () => Promise.reject(new Error("broken"));
    await expect(verify()).rejects.toThrow("broken");
    state.during = async () => {};
    expect(await verify()).toMatchObject({ ok: true });
  });
});
