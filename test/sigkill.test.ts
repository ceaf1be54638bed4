import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type Change, DataFolder, type Gateway, type Store } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { caller, openControlPlane, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

type StoreView = Parameters<Parameters<Store["read"]>[0]>[0];

const ROUNDS = 30;
const keeper = "AKIDEXAMPLE@123456789012/us-west-2";
const writer = fileURLToPath(new URL("./sigkill-writer.mjs", import.meta.url));

/** Lets a writer run until it has said `lines` lines, kills it, and gives back everything that it said. */
async function runAndKill(folder: string, round: number, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, folder, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    // The delay waits for nothing: it spreads the kills over the whole of a change.
    if (said.length === lines) setTimeout(() => child.kill("SIGKILL"), randomInt(0, 10));
  }
  expect(await ended).toEqual([null, "SIGKILL"]);
  return said;
}

interface Expected {
  /** `undefined`: the last change was not acknowledged, so either may be. */
  readonly exists: boolean | undefined;
  readonly described: boolean | undefined;
}

/** What must be true of each gateway after these lines. */
function expectations(said: readonly string[]): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const line of said) {
    const [when, what, name = ""] = line.split(" ");
    const known = when === "done";
    const before = expected.get(name) ?? { exists: false, described: false };
    switch (what) {
      case "create":
        expected.set(name, { exists: known ? true : undefined, described: false });
        break;
      case "describe":
        expected.set(name, { ...before, described: known ? true : undefined });
        break;
      case "delete":
        expected.set(name, { ...before, exists: known ? false : undefined });
    }
  }
  return expected;
}

async function everyChange(view: StoreView): Promise<Change[]> {
  const all: Change[] = [];
  for (;;) {
    const after = all.at(-1)?.changeId ?? "000000000000";
    const { changes } = await view.changes.find({ after, limit: 1_000 });
    if (changes.length === 0) return all;
    all.push(...changes);
  }
}

/** The gateways that there must be after these lines of the log: no change without its line, no line without its change. */
function replayed(changes: readonly Change[]): Map<string, object> {
  const gateways = new Map<string, object>();
  for (const { action, resource, after } of changes) {
    if (resource.kind !== "gateway") continue;
    const { name, description } = { ...gateways.get(resource.id), ...after } as Partial<Gateway>;
    if (action === "delete") gateways.delete(resource.id);
    else gateways.set(resource.id, { name, description });
  }
  return gateways;
}

describe("a server that is killed while it writes", () => {
  it(verifies(
    "store.sigkill",
    "every acknowledged change is there afterwards with its line in the log, and none is half done",
  ), {
    timeout: 180_000,
  }, async ({ onTestFinished }) => {
    const path = temporaryFolder(onTestFinished);
    let acknowledged = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const said = await runAndKill(path, round, randomInt(1, 40));
      acknowledged += said.filter((line) => line.startsWith("done")).length;

      const folder = DataFolder.hold(path, { now: () => 0 });
      const { store } = await openControlPlane(folder.file("toolgate.db"));
      for (const [name, { exists, described }] of expectations(said)) {
        await store.read(async (view) => {
          const gateway = await view.gateways.byName(caller.place, name);
          if (exists !== undefined) expect([name, gateway !== undefined]).toEqual([name, exists]);
          const token = `${name}-0123456789-0123456789-0123456789`;
          const kept = await view.keptAnswers.find(keeper, "CreateGateway", token);
          if (gateway === undefined) {
            // Not there because it was deleted, or because it never came to be: then its answer is not there either.
            if (!said.includes(`done create ${name}`)) expect([name, kept]).toEqual([name, undefined]);
            return;
          }
          expect([name, JSON.parse(kept?.answer ?? "{}").gatewayId]).toEqual([name, gateway.id]);
          if (described !== undefined) {
            expect([name, gateway.description]).toEqual([name, described ? name : undefined]);
          }
        });
      }
      await store.read(async (view) => {
        const gateways = await view.gateways.all();
        const identities = await view.workloadIdentities.page(caller.place, { limit: 10_000 });
        expect(identities.map(({ gatewayId }) => gatewayId).sort()).toEqual(
          gateways.map(({ id }) => id).sort(),
        );
        for (const { arn } of gateways) expect(await view.tags.of(arn)).toEqual({ a: "1", b: "2" });
        expect(replayed(await everyChange(view))).toEqual(
          new Map(gateways.map(({ id, name, description }) => [id, { name, description }])),
        );
      });
      await store.close();
      folder.release();
    }
    expect(acknowledged).toBeGreaterThan(ROUNDS);
  });
});
