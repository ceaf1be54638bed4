/** A temporary data folder for a test, and the control plane over a real store in it. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Background,
  type Caller,
  type ControlPlane,
  type ControlPlaneParts,
  createControlPlane,
  openStore,
  PageTokens,
  type Store,
} from "@toolgate/server";

export const caller: Caller = {
  id: "AKIDEXAMPLE",
  place: { accountId: "123456789012", region: "us-west-2" },
};

/** A folder that is gone after the test; give `onTestFinished` of the test. */
export function temporaryFolder(onTestFinished: (done: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "toolgate-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface OpenControlPlane {
  readonly control: ControlPlane;
  readonly store: Store;
  /** What was settled and put in force, in order: `settle <account> <region>` and `change`. */
  readonly events: readonly string[];
  /** The clock's milliseconds; a test may move it. */
  readonly time: { now: number };
}

/** The use cases over the real store; Cedar is left out, so policies cannot be written. */
export async function openControlPlane(
  file: string,
  changed: Partial<ControlPlaneParts> = {},
): Promise<OpenControlPlane> {
  const store = await openStore(file);
  const time = { now: Date.parse("2026-01-02T03:04:05.678Z") };
  const events: string[] = [];
  const absent = () => Promise.reject(new Error("not part of this test"));
  const deps: ControlPlaneParts = {
    store,
    clock: { now: () => time.now },
    cedar: { validate: absent, replay: absent },
    solver: { solve: async () => ({ kind: "unknown", why: "There is no solver in this test" }) },
    analysisTimeLimit: 60_000,
    background: new Background((error) => events.push(`failed ${String(error)}`)),
    generations: { add: ({ id }) => events.push(`generate ${id}`) },
    mcpServers: { tools: absent },
    mcpEndpoints: { httpOnLoopback: true, stdioServers: [] },
    pageTokens: await PageTokens.open(store),
    randomBytes: () => randomBytes(16),
    gatewayUrl: (id) => `http://127.0.0.1:4100/gateways/${id}/mcp`,
    strictAws: false,
    roles: { find: async () => undefined },
    unknownRolesTrusted: "the server listens on loopback only",
    rolePreflight: "reject",
    settle: async (_, __, { accountId, region }) => {
      events.push(`settle ${accountId} ${region}`);
    },
    policyNotices: async () => [],
    onChange: async () => {
      events.push("change");
    },
    ...changed,
  };
  const control = createControlPlane(deps);
  return { control, store, events, time };
}
