import { expect, it } from "vitest";
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
