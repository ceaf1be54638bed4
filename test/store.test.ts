import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DataFolder,
  DataFolderHeld,
  type Gateway,
  migrate,
  openDatabase,
  openStore,
  type Policy,
  type PolicyEngine,
  requireDurable,
  type Target,
  UniqueViolation,
  type WorkloadIdentity,
} from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

const place = { accountId: "123456789012", region: "us-west-2" };
const clock = { now: () => Date.parse("2026-01-02T03:04:05.678Z") };
const times = { createdAt: "2026-01-02T03:04:05.678Z", updatedAt: "2026-01-02T03:04:06.000Z" };

const engine: PolicyEngine = {
  ...place,
  ...times,
  id: "Refunds-abcdefghij",
  arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/Refunds-abcdefghij",
  name: "Refunds",
  description: "Zahlungen – 返金 \u0000 '\"",
  status: "ACTIVE",
  statusReasons: [],
};

const policy: Policy = {
  ...place,
  ...times,
  id: "limit-abcdefghij",
  arn: `${engine.arn}/policy/limit-abcdefghij`,
  name: "limit",
  engineId: engine.id,
  definition: { arm: "cedar", statement: "permit(principal, action, resource);" },
  enforcementMode: "LOG_ONLY",
  validationMode: "IGNORE_ALL_FINDINGS",
  status: "CREATING",
  statusReasons: ["waits for gateway refund"],
};

const gateway: Gateway = {
  ...place,
  ...times,
  id: "refund-gateway-0123456789",
  arn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-0123456789",
  name: "Refund-Gateway",
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  protocolType: "MCP",
  authorizer: {
    type: "CUSTOM_JWT",
    jwt: { discoveryUrl: "http://127.0.0.1:9/.well-known/openid-configuration", allowedClients: ["a"] },
  },
  policyEngine: { arn: engine.arn, mode: "ENFORCE" },
  workloadIdentityArn: "arn:w",
  status: "READY",
  statusReasons: ["one", "two"],
};

const target: Target = {
  ...place,
  ...times,
  id: "ABCDEFGHIJ",
  gatewayId: gateway.id,
  name: "RefundTool",
  backend: { kind: "lambda", lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:refund" },
  tools: [
    { name: "process_refund", description: "Refunds", inputSchema: { type: "object", properties: {} } },
  ],
  status: "READY",
  statusReasons: [],
};

const identity: WorkloadIdentity = {
  ...place,
  ...times,
  name: gateway.id,
  arn: gateway.workloadIdentityArn,
  allowedResourceOauth2ReturnUrls: ["https://example.com/back"],
  gatewayId: gateway.id,
};

const kept = {
  callerId: "AKIDEXAMPLE",
  operation: "CreateGateway",
  clientToken: "0123456789012345678901234567890123",
  requestHash: "abc",
  answer: '{"a":1}',
  expiresAt: "2026-01-03T03:04:05.678Z",
};

describe("the store", () => {
  it(
    verifies("store.restart", "what was written is read back whole after a restart"),
    async ({ onTestFinished }) => {
      const file = join(temporaryFolder(onTestFinished), "toolgate.db");
      const before = await openStore(file);
      await before.write(async ({ put }) => {
        await put.engine(engine);
        await put.policy(policy);
        await put.gateway(gateway);
        await put.target(target);
        await put.workloadIdentity(identity);
        await put.tags(engine.arn, { team: "payments", empty: "" });
        await put.keptAnswer(kept);
        await put.setting("key", "value");
      });
      await before.close();

      const store = await openStore(file);
      onTestFinished(() => store.close());
      await store.read(async (view) => {
        expect(await view.engines.get(place, engine.id)).toEqual(engine);
        expect(await view.engines.byName(place, "Refunds")).toEqual(engine);
        expect(await view.engines.byName(place, "refunds")).toBeUndefined();
        expect(await view.engines.all()).toEqual([engine]);
        expect(await view.policies.get(engine.id, policy.id)).toEqual(policy);
        expect(await view.policies.byName(engine.id, "limit")).toEqual(policy);
        expect(await view.policies.all(engine.id)).toEqual([policy]);
        expect(await view.gateways.get(place, gateway.id)).toEqual(gateway);
        expect(await view.gateways.byName(place, "REFUND-gateway")).toEqual(gateway);
        expect(await view.gateways.onEngine(engine.arn)).toEqual([gateway]);
        expect(await view.gateways.all()).toEqual([gateway]);
        expect(await view.targets.get(gateway.id, target.id)).toEqual(target);
        expect(await view.targets.byName(gateway.id, "REFUNDTOOL")).toEqual(target);
        expect(await view.targets.all(gateway.id)).toEqual([target]);
        expect(await view.workloadIdentities.get(place, identity.name)).toEqual(identity);
        expect(await view.tags.of(engine.arn)).toEqual({ team: "payments", empty: "" });
        expect(await view.keptAnswers.find(kept.callerId, kept.operation, kept.clientToken)).toEqual(kept);
        expect(await view.settings.get("key")).toBe("value");
      });
    },
  );

  it("nothing of one place is seen from another", async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    await store.write(async ({ put }) => {
      await put.engine(engine);
      await put.gateway(gateway);
      await put.workloadIdentity(identity);
    });
    for (const elsewhere of [
      { accountId: "123456789012", region: "eu-central-1" },
      { accountId: "210987654321", region: "us-west-2" },
    ]) {
      await store.read(async (view) => {
        expect(await view.engines.get(elsewhere, engine.id)).toBeUndefined();
        expect(await view.engines.page(elsewhere, { limit: 10 })).toEqual([]);
        expect(await view.gateways.get(elsewhere, gateway.id)).toBeUndefined();
        expect(await view.gateways.byName(elsewhere, gateway.name)).toBeUndefined();
        expect(await view.workloadIdentities.get(elsewhere, identity.name)).toBeUndefined();
      });
    }
  });

  it("what is put again replaces, and what is removed is gone", async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    const { policyEngine: _, ...detached } = gateway;
    await store.write(async ({ put }) => {
      await put.gateway(gateway);
      await put.gateway(detached);
      await put.tags("arn:x", { a: "1", b: "2", c: "3" });
      await put.tags("arn:x", { b: "two" });
      await put.keptAnswer(kept);
    });
    await store.write(async (change) => {
      expect(await change.gateways.get(place, gateway.id)).toEqual(detached);
      expect(await change.gateways.onEngine(engine.arn)).toEqual([]);
      await change.remove.tags("arn:x", ["a"]);
      expect(await change.tags.of("arn:x")).toEqual({ b: "two", c: "3" });
      await change.remove.tags("arn:x");
      expect(await change.tags.of("arn:x")).toEqual({});
      await change.remove.keptAnswersBefore("2026-01-03T03:04:05.677Z");
      expect(await change.keptAnswers.find(kept.callerId, kept.operation, kept.clientToken)).toEqual(kept);
      await change.remove.keptAnswersBefore("2026-01-03T03:04:05.678Z");
      expect(await change.keptAnswers.find(kept.callerId, kept.operation, kept.clientToken)).toBeUndefined();
      await change.remove.gateway(gateway);
      expect(await change.gateways.all()).toEqual([]);
    });
  });

  it(verifies("store.whole", "a change that fails leaves nothing of itself"), async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    await expect(
      store.write(async ({ put }) => {
        await put.engine(engine);
        await put.setting("key", "value");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await store.read(async (view) => {
      expect(await view.engines.all()).toEqual([]);
      expect(await view.settings.get("key")).toBeUndefined();
    });
  });

  it(
    verifies("store.one-at-a-time", "changes that are asked for at once are made one after the other"),
    async ({ onTestFinished }) => {
      const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
      onTestFinished(() => store.close());
      await Promise.all(
        Array.from({ length: 25 }, () =>
          store.write(async ({ settings, put }) => {
            const count = Number((await settings.get("count")) ?? "0");
            await put.setting("count", String(count + 1));
          }),
        ),
      );
      expect(await store.read(({ settings }) => settings.get("count"))).toBe("25");
    },
  );

  it("two resources of one name are a named error, and what was there stays", async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    await store.write(({ put }) => put.gateway(gateway));
    const twin = { ...gateway, id: "refund-gateway-9876543210", name: "REFUND-GATEWAY" };
    await expect(store.write(({ put }) => put.gateway(twin))).rejects.toThrow(UniqueViolation);
    expect(await store.read((view) => view.gateways.all())).toEqual([gateway]);
  });

  it("a workload identity cannot outlive the gateway that brought it", async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    await store.write(async ({ put }) => {
      await put.gateway(gateway);
      await put.workloadIdentity(identity);
    });
    await expect(store.write(({ remove }) => remove.gateway(gateway))).rejects.toThrow("FOREIGN KEY");
  });

  it("asking the store again from inside a change is refused instead of waiting for ever", async ({
    onTestFinished,
  }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    onTestFinished(() => store.close());
    await expect(store.write(() => store.read(async () => 1))).rejects.toThrow(
      "The store was asked again from inside a read or a write; use the view that it was given.",
    );
    expect(await store.read(async () => 1)).toBe(1);
  });

  it("a store that is closed says so", async ({ onTestFinished }) => {
    const store = await openStore(join(temporaryFolder(onTestFinished), "toolgate.db"));
    await store.close();
    await expect(store.read((view) => view.engines.all())).rejects.toThrow(/destroyed|ended/);
  });
});

describe("the database file", () => {
  it(
    verifies(
      "store.durable",
      "a control-plane commit waits for the disk: synchronous=FULL, or nothing opens",
    ),
    async ({ onTestFinished }) => {
      const folder = temporaryFolder(onTestFinished);
      const full = await openDatabase({ file: join(folder, "full.db"), synchronous: "FULL" });
      onTestFinished(() => full.destroy());
      const normal = await openDatabase({ file: join(folder, "normal.db"), synchronous: "NORMAL" });
      onTestFinished(() => normal.destroy());
      await requireDurable(full, "full.db");
      await expect(requireDurable(normal, "normal.db")).rejects.toThrow(
        "normal.db is open with synchronous=1, but the control plane's store needs 2 (FULL)",
      );
    },
  );

  it("a file that is no database is refused", async ({ onTestFinished }) => {
    const file = join(temporaryFolder(onTestFinished), "toolgate.db");
    writeFileSync(file, "these are not the bytes of a database".repeat(100));
    await expect(openStore(file)).rejects.toThrow("file is not a database");
  });

  it("a file that a newer Toolgate wrote is refused and left as it is", async ({ onTestFinished }) => {
    const file = join(temporaryFolder(onTestFinished), "toolgate.db");
    await (await openStore(file)).close();
    const db = await openDatabase<{ kysely_migration: { name: string; timestamp: string } }>({
      file,
      synchronous: "NORMAL",
    });
    const newer = { name: "9999-from-the-future", timestamp: "2030-01-01T00:00:00.000Z" };
    await db.insertInto("kysely_migration").values(newer).execute();
    await db.destroy();
    await expect(openStore(file)).rejects.toThrow("If a newer Toolgate wrote it, start that version");
  });

  it("a migration that fails leaves nothing behind", async ({ onTestFinished }) => {
    const file = join(temporaryFolder(onTestFinished), "x.db");
    const db = await openDatabase({ file, synchronous: "NORMAL" });
    onTestFinished(() => db.destroy());
    const half = {
      up: async (migrating: typeof db) => {
        await migrating.schema.createTable("half").addColumn("a", "text").execute();
        throw new Error("the disk is full");
      },
    };
    await expect(migrate(db, { "0001-half": half })).rejects.toThrow("the disk is full");
    expect((await db.introspection.getTables()).map(({ name }) => name)).toEqual([]);
  });
});

describe("the data folder", () => {
  it(
    verifies("store.private", "the folder and every file in it are its owner's alone"),
    async ({ onTestFinished }) => {
      const folder = DataFolder.hold(join(temporaryFolder(onTestFinished), "data"), clock);
      onTestFinished(() => folder.release());
      const store = await openStore(folder.file("toolgate.db"));
      onTestFinished(() => store.close());
      await store.write(({ put }) => put.engine(engine));
      expect((statSync(folder.path).mode & 0o777).toString(8)).toBe("700");
      const modes = readdirSync(folder.path).map((name) => [
        name,
        (statSync(folder.file(name)).mode & 0o777).toString(8),
      ]);
      expect(modes).toEqual([
        ["holder.json", "600"],
        ["lock.db", "600"],
        ["toolgate.db", "600"],
        ["toolgate.db-shm", "600"],
        ["toolgate.db-wal", "600"],
      ]);
    },
  );

  it("a database file that others could read is made private when it is opened", async ({
    onTestFinished,
  }) => {
    const file = join(temporaryFolder(onTestFinished), "toolgate.db");
    writeFileSync(file, "");
    chmodSync(file, 0o644);
    await (await openStore(file)).close();
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
  });

  it(
    verifies("store.one-process", "a second process is told who holds the folder, since when and what to do"),
    ({ onTestFinished }) => {
      const folder = DataFolder.hold(temporaryFolder(onTestFinished), clock);
      onTestFinished(() => folder.release());
      folder.announce("http://127.0.0.1:4100");
      const second = spawnSync(
        process.execPath,
        [
          "--input-type=module",
          "--eval",
          `import { DataFolder } from "@toolgate/server";
           try { DataFolder.hold(process.argv[1], { now: () => 0 }); console.log("held"); }
           catch (error) { console.log(error.name + ": " + error.message); }`,
          folder.path,
        ],
        { encoding: "utf8" },
      );
      expect(second.stdout.trim()).toBe(
        `DataFolderHeld: The data folder ${folder.path} is held by process ${process.pid}, which started at ` +
          "2026-01-02T03:04:05.678Z and listens on http://127.0.0.1:4100. Two processes on one folder would not see " +
          `each other's changes: use the running one, stop it (kill ${process.pid}), or start this one on another ` +
          "folder with --data.",
      );
    },
  );

  it("a folder that was released can be held again", ({ onTestFinished }) => {
    const path = temporaryFolder(onTestFinished);
    const first = DataFolder.hold(path, clock);
    expect(() => DataFolder.hold(path, clock)).toThrow(DataFolderHeld);
    first.release();
    first.release();
    DataFolder.hold(path, clock).release();
  });
});
