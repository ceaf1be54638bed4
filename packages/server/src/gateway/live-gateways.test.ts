import { parsePolicyDocument } from "@toolgate/iam";
import { expect, it, vi } from "vitest";
import type { Gateway, PolicyEngine } from "../model.ts";
import type { KnownRole } from "../roles-port.ts";
import type { Store, StoreView } from "../store-port.ts";
import { createLiveGateways, SnapshotStale } from "./live-gateways.ts";

const none = async () => [];
const roles = {
  roles: { find: async () => undefined },
  unknownRolesTrusted: undefined,
  clock: { now: () => 0 },
};
const empty = { gateways: { all: none }, engines: { all: none } } as unknown as StoreView;

/** A store whose reads fail while `broken` holds, as a full disk or a broken file would make them. */
function storeThatBreaks() {
  const state = { broken: false, reads: 0 };
  const store: Store = {
    read: async (work) => {
      state.reads += 1;
      if (state.broken) throw new Error("disk I/O error");
      return work(empty);
    },
    write: () => Promise.reject(new Error("not part of this test")),
    close: async () => {},
  };
  return { state, store };
}

it("a snapshot that could not be read again decides nothing, rather than what was in force before", async () => {
  const { state, store } = storeThatBreaks();
  const gateways = createLiveGateways(store, roles, 1_000_000);
  await gateways.reload();
  expect(gateways.get("orders-0123456789")).toBeUndefined();
  state.broken = true;
  await expect(gateways.reload()).rejects.toThrow("disk I/O error");
  expect(() => gateways.get("orders-0123456789")).toThrow(SnapshotStale);
  state.broken = false;
  await gateways.reload();
  expect(gateways.get("orders-0123456789")).toBeUndefined();
});

it("a failed reload is tried again by itself", async () => {
  const { state, store } = storeThatBreaks();
  const gateways = createLiveGateways(store, roles, 0);
  state.broken = true;
  await expect(gateways.reload()).rejects.toThrow("disk I/O error");
  state.broken = false;
  await expect.poll(() => state.reads).toBeGreaterThan(1);
  await gateways.reload();
  expect(gateways.get("orders-0123456789")).toBeUndefined();
});

it("what a role may do for a while is judged again while it lasts", async ({ onTestFinished }) => {
  vi.useFakeTimers({ now: Date.parse("2026-01-01T00:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
  const start = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
  const place = { accountId: "123456789012", region: "us-west-2" };
  const engine = { ...place, id: "e-1", arn: `${start}:policy-engine/e-1` } as PolicyEngine;
  const gateway = {
    ...place,
    id: "g-1",
    arn: `${start}:gateway/g-1`,
    roleArn: "arn:aws:iam::123456789012:role/gateway",
    policyEngine: { arn: engine.arn, mode: "ENFORCE" },
  } as Gateway;
  const documentOf = (statement: object) => {
    const parsed = parsePolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
    if (!parsed.ok) throw new Error(parsed.faults.join(" "));
    return parsed.document;
  };
  const role: KnownRole = {
    arn: gateway.roleArn,
    id: "AROAABCDEFGHIJKLMNOPQ",
    name: "gateway",
    tags: {},
    maxSessionDuration: 3_600,
    trust: documentOf({
      Effect: "Allow",
      Principal: { Service: "bedrock-agentcore.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
    sources: [
      {
        name: "january",
        kind: "inline",
        document: documentOf({
          Effect: "Allow",
          Action: "bedrock-agentcore:*",
          Resource: "*",
          Condition: { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:01:00Z" } },
        }),
      },
    ],
  };
  const view = {
    gateways: { all: async () => [gateway] },
    engines: { all: async () => [engine] },
    policies: { all: none },
    targets: { all: none },
  } as unknown as StoreView;
  const store: Store = {
    read: async (work) => work(view),
    write: () => Promise.reject(new Error("not part of this test")),
    close: async () => {},
  };
  const clock = { now: () => Date.now() };
  const gateways = createLiveGateways(store, {
    roles: { find: async () => role },
    unknownRolesTrusted: undefined,
    clock,
  });
  await gateways.reload();
  expect(gateways.get("g-1")?.role?.list).toBeUndefined();
  await vi.advanceTimersByTimeAsync(90_000);
  expect(gateways.get("g-1")?.role?.list?.problem).toContain(
    "it wants aws:CurrentTime DateLessThan 2026-01-01T00:01:00Z, and that is 2026-01-01T00:01:",
  );
});
