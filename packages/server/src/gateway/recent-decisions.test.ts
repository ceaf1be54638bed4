import { gatewayEntity, type JsonValue, principalEntity } from "@toolgate/policy";
import { afterEach, expect, it, vi } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { LiveGateway } from "./live-gateway.ts";
import { createRecentDecisions, type RecentDecision, type RecentLimits } from "./recent-decisions.ts";

afterEach(() => void vi.useRealTimers());

const snapshot = (): LiveGateway => ({
  gateway: { id: "g" } as unknown as LiveGateway["gateway"],
  entity: gatewayEntity("arn"),
  tools: new Map(),
});
const shared = snapshot();
const principal = { type: "AgentCore::OAuthUser", id: "ann", tags: {} } as const;

function decision(decisionId: string, args: JsonValue = new Map(), live = shared): RecentDecision {
  return {
    record: { decisionId } as unknown as RecentDecision["record"],
    live,
    identity: { principal, entity: principalEntity(principal), claims: {} },
    call: { name: "T___a", arguments: args, requestId: "r", messageId: "1" },
    verdict: {} as unknown as RecentDecision["verdict"],
  };
}

function setUp(limits: Partial<RecentLimits> = {}) {
  let now = 0;
  const recent = createRecentDecisions(
    { now: () => now },
    { decisions: 3, bytes: 1_000_000, millis: 1_000, ...limits },
  );
  const held = (...ids: readonly string[]) => ids.filter((id) => recent.get(id) !== undefined);
  return { recent, held, at: (millis: number) => (now = millis) };
}

it(verifies("explain.private", "the newest so many are kept, and no more"), () => {
  const { recent, held } = setUp();
  for (const id of ["a", "b", "c", "d"]) recent.keep(decision(id));
  expect(held("a", "b", "c", "d")).toEqual(["b", "c", "d"]);
  expect(recent.get("d")?.record.decisionId).toBe("d");
});

it(verifies("explain.private", "nothing is kept for longer than the limit"), () => {
  const { recent, held, at } = setUp();
  recent.keep(decision("a"));
  at(600);
  recent.keep(decision("b"));
  at(999);
  expect(held("a", "b")).toEqual(["a", "b"]);
  at(1_000);
  expect(held("a", "b")).toEqual(["b"]);
});

it(verifies("explain.private", "what is too old is let go of also when no call comes"), () => {
  vi.useFakeTimers();
  const { recent, at } = setUp();
  recent.keep(decision("a"));
  expect(vi.getTimerCount()).toBe(1);
  at(1_000);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
  at(0);
  expect(recent.get("a")).toBeUndefined();
});

it(
  verifies("explain.private", "large arguments push older decisions out, and the largest are not kept"),
  () => {
    const { recent, held } = setUp({ decisions: 100 });
    const large = "x".repeat(15_000);
    for (const id of ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"])
      recent.keep(decision(id, large));
    expect(held("a", "b", "c")).toEqual(["b", "c"]);
    recent.keep(decision("huge", ["y".repeat(30_000)]));
    expect(held("huge", "k")).toEqual(["k"]);
  },
);

it(verifies("explain.private", "each earlier snapshot that is held has its weight, once"), () => {
  const engine = { policies: { size: 1_000 } } as unknown as NonNullable<LiveGateway["engine"]>;
  const heavy = (): LiveGateway => ({ ...snapshot(), engine });
  const { recent, held } = setUp({ decisions: 100 });
  const one = heavy();
  recent.keep(decision("a", new Map(), one));
  recent.keep(decision("b", new Map(), one));
  expect(held("a", "b")).toEqual(["a", "b"]);
  recent.keep(decision("c", new Map(), heavy()));
  expect(held("a", "b", "c")).toEqual(["c"]);
});
