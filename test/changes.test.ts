import { join } from "node:path";
import {
  CreatePolicyEngineCommand,
  DeletePolicyEngineCommand,
  UpdatePolicyEngineCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { InputOf } from "@toolgate/api";
import {
  type Caller,
  type Change,
  type ControlPlaneParts,
  createCedar,
  openDatabase,
  openStore,
  settlePolicies,
} from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { toolgate } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { openControlPlane, caller as somebody, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

/** The control plane's log: who changed what, when, from where, before and after. */

const caller: Caller = { ...somebody, address: "192.0.2.7", requestId: "request-1" };
const arnStart = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const time = "2026-01-02T03:04:05.678Z";
const token = "01234567-89ab-cdef-0123-456789abcdef";

const gatewayInput: InputOf<"CreateGateway"> = {
  name: "Refund-Gateway",
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: {
    customJWTAuthorizer: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
  },
};
const gatewayIdentifier = "refund-gateway-lrgmqlw0kr";
const targetInput: InputOf<"CreateGatewayTarget"> = {
  gatewayIdentifier,
  name: "Refunds",
  targetConfiguration: {
    mcp: {
      lambda: {
        lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:refund",
        toolSchema: {
          inlinePayload: [{ name: "refund", description: "d", inputSchema: { type: "object" } }],
        },
      },
    },
  },
};

async function open(changed: Partial<ControlPlaneParts> = {}) {
  const file = join(temporaryFolder(onTestFinished), "toolgate.db");
  const opened = await openControlPlane(file, changed);
  onTestFinished(() => opened.store.close());
  const logged = async (): Promise<readonly Change[]> => {
    const after = "000000000000";
    return (await opened.store.read((view) => view.changes.find({ after, limit: 1_000 }))).changes;
  };
  const told = async () =>
    (await logged()).map(({ operation, action, resource }) => `${operation}: ${action} ${resource.kind}`);
  return { ...opened, file, logged, told };
}

describe("the control plane's log", () => {
  it(
    verifies("changes.logged", "tells of a change who made it, when, from where, what, before and after"),
    async () => {
      const { control, logged, time: clock } = await open();
      const { policyEngineId } = await control.CreatePolicyEngine({ name: "E", description: "a" }, caller);
      const engine = {
        ...caller.place,
        id: policyEngineId,
        arn: `${arnStart}:policy-engine/${policyEngineId}`,
        name: "E",
        description: "a",
        status: "ACTIVE",
        statusReasons: [],
        createdAt: time,
        updatedAt: time,
      };
      clock.now += 1000;
      const later = "2026-01-02T03:04:06.678Z";
      const description = { optionalValue: "b" };
      const other: Caller = { id: "AKIDOTHER", place: caller.place, address: "::1", requestId: "request-2" };
      await control.UpdatePolicyEngine({ policyEngineId, description }, other);
      await control.DeletePolicyEngine({ policyEngineId }, somebody);
      const resource = { kind: "engine", id: policyEngineId, arn: engine.arn };
      const updated = { ...engine, description: "b", updatedAt: later };
      expect(await logged()).toEqual([
        {
          changeId: "000000000001",
          time,
          callerId: "AKIDEXAMPLE",
          ...caller.place,
          address: "192.0.2.7",
          requestId: "request-1",
          operation: "CreatePolicyEngine",
          action: "create",
          resource,
          after: engine,
        },
        {
          changeId: "000000000002",
          time: later,
          callerId: "AKIDOTHER",
          ...caller.place,
          address: "::1",
          requestId: "request-2",
          operation: "UpdatePolicyEngine",
          action: "update",
          resource,
          before: { description: "a", updatedAt: time },
          after: { description: "b", updatedAt: later },
        },
        {
          changeId: "000000000003",
          time: later,
          callerId: "AKIDEXAMPLE",
          ...caller.place,
          operation: "DeletePolicyEngine",
          action: "delete",
          resource,
          before: updated,
        },
      ]);
    },
  );

  it(verifies("changes.every", "tells of everything that a call changes, of every kind"), async () => {
    const { control, told, logged } = await open();
    const { gatewayArn } = await control.CreateGateway({ ...gatewayInput, tags: { team: "a" } }, caller);
    const { targetId } = await control.CreateGatewayTarget(targetInput, caller);
    await control.UpdateGatewayTarget({ ...targetInput, targetId, description: "d" }, caller);
    await control.TagResource({ resourceArn: gatewayArn, tags: { team: "b", stage: "test" } }, caller);
    await control.UntagResource({ resourceArn: gatewayArn, tagKeys: ["team"] }, caller);
    await control.CreateWorkloadIdentity({ name: "agent" }, caller);
    await control.UpdateWorkloadIdentity(
      { name: "agent", allowedResourceOauth2ReturnUrls: ["https://example.com/back"] },
      caller,
    );
    await control.DeleteWorkloadIdentity({ name: "agent" }, caller);
    await control.DeleteGatewayTarget({ gatewayIdentifier, targetId }, caller);
    await control.DeleteGateway({ gatewayIdentifier }, caller);
    expect(await told()).toEqual([
      "CreateGateway: create gateway",
      "CreateGateway: create workloadIdentity",
      "CreateGateway: create tags",
      "CreateGatewayTarget: create target",
      "UpdateGatewayTarget: update target",
      "TagResource: update tags",
      "UntagResource: update tags",
      "CreateWorkloadIdentity: create workloadIdentity",
      "UpdateWorkloadIdentity: update workloadIdentity",
      "DeleteWorkloadIdentity: delete workloadIdentity",
      "DeleteGatewayTarget: delete target",
      "DeleteGateway: delete workloadIdentity",
      "DeleteGateway: delete tags",
      "DeleteGateway: delete gateway",
    ]);
    const [, , tags, target, , retagged] = await logged();
    expect(tags).toMatchObject({
      resource: { kind: "tags", id: gatewayIdentifier, arn: gatewayArn },
      after: { team: "a" },
    });
    expect(target?.resource).toEqual({
      kind: "target",
      id: targetId,
      arn: `${gatewayArn}/target/${targetId}`,
      parentId: gatewayIdentifier,
      parentArn: gatewayArn,
    });
    expect(retagged).toMatchObject({ before: { team: "a" }, after: { team: "b", stage: "test" } });
  });

  it(
    verifies("changes.every", "tells of policies that another call brought into force, and of that call"),
    async () => {
      const cedar = createCedar();
      onTestFinished(() => cedar.close());
      const { control, logged } = await open({
        cedar,
        settle: settlePolicies,
      });
      const { policyEngineId, policyEngineArn } = await control.CreatePolicyEngine({ name: "E" }, caller);
      const statement = `permit(principal, action == AgentCore::Action::"Refunds___refund", resource == AgentCore::Gateway::"${arnStart}:gateway/${gatewayIdentifier}") when { principal.hasTag("a") };`;
      const definition = { cedar: { statement } };
      const { policyId } = await control.CreatePolicy({ policyEngineId, name: "P", definition }, caller);
      await control.CreateGateway(gatewayInput, caller);
      await control.CreateGatewayTarget(targetInput, caller);
      expect((await logged()).at(-1)).toMatchObject({
        operation: "CreateGatewayTarget",
        action: "update",
        resource: {
          kind: "policy",
          id: policyId,
          arn: `${policyEngineArn}/policy/${policyId}`,
          parentId: policyEngineId,
          parentArn: policyEngineArn,
        },
        before: { status: "CREATING" },
        after: { status: "ACTIVE" },
      });
    },
  );

  it(
    verifies("changes.same-transaction", "tells of nothing that did not happen, and not twice of one thing"),
    async () => {
      const { control, told, store } = await open({
        settle: async (_, change) => {
          if ((await change.engines.all()).length > 0) throw new Error("the disk is full");
        },
      });
      await expect(control.CreateGateway({ ...gatewayInput, name: "first" }, caller)).resolves.toBeDefined();
      const before = await told();
      await control.CreatePolicyEngine({ name: "E", clientToken: token }, caller);
      await control.CreatePolicyEngine({ name: "E", clientToken: token }, caller);
      await expect(control.CreatePolicyEngine({ name: "E" }, caller)).rejects.toThrow("already exists");
      await expect(control.CreateGateway(gatewayInput, caller)).rejects.toThrow("the disk is full");
      expect(await store.read((view) => view.gateways.all())).toHaveLength(1);
      expect((await told()).slice(before.length)).toEqual(["CreatePolicyEngine: create engine"]);
    },
  );

  it("tells of nothing that stayed as it was", async () => {
    const { control, told } = await open();
    const { policyEngineId, policyEngineArn } = await control.CreatePolicyEngine({ name: "E" }, caller);
    await control.UpdatePolicyEngine({ policyEngineId }, caller);
    await control.UntagResource({ resourceArn: policyEngineArn, tagKeys: ["none"] }, caller);
    await control.TagResource({ resourceArn: policyEngineArn, tags: {} }, caller);
    expect(await told()).toEqual(["CreatePolicyEngine: create engine"]);
  });

  it(
    verifies("changes.never-edited", "cannot be edited or shortened, not even by the database's owner"),
    async () => {
      const { control, file, store, logged } = await open();
      await control.CreatePolicyEngine({ name: "E" }, caller);
      const before = await logged();
      await store.close();
      const db = await openDatabase<{ change: { id: string; document: string } }>({
        file,
        synchronous: "FULL",
      });
      const refusal = "the log of changes is never edited";
      await expect(db.updateTable("change").set({ document: "{}" }).execute()).rejects.toThrow(refusal);
      await expect(db.deleteFrom("change").execute()).rejects.toThrow(refusal);
      await db.destroy();
      const again = await openStore(file);
      onTestFinished(() => again.close());
      expect((await again.read((view) => view.changes.find({ limit: 10 }))).changes).toEqual(before);
    },
  );

  it("is read in pieces that fit into an answer", async () => {
    const { store } = await open();
    const entry = (id: string, length: number): Omit<Change, "changeId"> => ({
      time,
      callerId: "AKIDEXAMPLE",
      ...caller.place,
      operation: "CreatePolicyEngine",
      action: "create",
      resource: { kind: "engine", id, arn: `arn:${id}` },
      after: { text: "x".repeat(length) },
    });
    await store.write(async ({ append }) => {
      for (const [id, length] of [
        ["a", 1],
        ["b", 3_000_000],
        ["c", 1],
        ["d", 5_000_000],
      ] as const)
        await append.change(entry(id, length));
    });
    const found = async (query: object) => {
      const page = await store.read((view) => view.changes.find({ limit: 10, ...query }));
      return [page.changes.map(({ resource }) => resource.id).join(""), page.truncated];
    };
    expect(await found({})).toEqual(["d", true]);
    expect(await found({ before: "000000000004" })).toEqual(["cba", false]);
    expect(await found({ before: "000000000004", limit: 2 })).toEqual(["cb", false]);
    expect(await found({ after: "000000000000" })).toEqual(["abc", true]);
    expect(await found({ after: "000000000003" })).toEqual(["d", false]);
    expect(await found({ resource: "arn:c" })).toEqual(["c", false]);
  });
});

it("a target that was stored before targets had backends is one of a Lambda function", async () => {
  const file = join(temporaryFolder(onTestFinished), "toolgate.db");
  const { control, store } = await openControlPlane(file);
  await control.CreateGateway(gatewayInput, caller);
  const { targetId } = await control.CreateGatewayTarget(targetInput, caller);
  await store.close();
  const db = await openDatabase<{
    target: { id: string; document: string };
    kysely_migration: { name: string };
  }>({ file, synchronous: "FULL" });
  const { document } = await db.selectFrom("target").select("document").executeTakeFirstOrThrow();
  const { backend, tools, ...rest } = JSON.parse(document);
  const old = { ...rest, lambda: { lambdaArn: backend.lambdaArn, tools } };
  await db
    .updateTable("target")
    .set({ document: JSON.stringify(old) })
    .execute();
  await db.deleteFrom("kysely_migration").where("name", ">=", "0003-backends").execute();
  await db.schema.dropTable("document").execute();
  await db.destroy();
  const again = await openStore(file);
  onTestFinished(() => again.close());
  const target = await again.read((view) => view.targets.get(gatewayIdentifier, targetId));
  expect(target).toEqual({ ...rest, backend, tools });
});

describe("a running Toolgate", () => {
  let running: RunningToolgate;
  let engineId: string;
  let policyEngineArn: string;

  const changes = async (query = "", headers: Record<string, string> = { authorization: "test" }) => {
    const response = await fetch(`${running.toolgate.controlUrl}/toolgate/v1/changes${query}`, { headers });
    const body = (await response.json()) as { readonly changes: readonly Change[] };
    return { status: response.status, body };
  };
  const cli = (...args: readonly string[]) =>
    toolgate("changes", "--url", running.toolgate.controlUrl, ...args);

  beforeAll(async () => {
    running = await runToolgate();
  });
  afterAll(() => running.close());

  it(verifies("changes.cli", "has logged nothing at first, and the command says what would be"), async () => {
    expect((await changes()).body).toEqual({ changes: [], truncated: false });
    expect(await cli()).toEqual({
      code: 0,
      stdout: "",
      stderr:
        "No changes yet. Every gateway, target, engine and policy that is made, changed or deleted makes one: npm run demo -- --keep makes some.\n",
    });
    expect(await cli("--json")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it(
    verifies("changes.where-from", "logs the address and the request id of the caller, as the caller got it"),
    async () => {
      const made = await running.aws.send(
        new CreatePolicyEngineCommand({ name: "Logged", tags: { team: "a" } }),
      );
      engineId = String(made.policyEngineId);
      policyEngineArn = String(made.policyEngineArn);
      const { body } = await changes();
      expect(body).toMatchObject({
        truncated: false,
        changes: [
          { operation: "CreatePolicyEngine", resource: { kind: "tags" } },
          {
            changeId: "000000000001",
            callerId: "AKIDTEST",
            address: "127.0.0.1",
            requestId: made.$metadata.requestId,
            accountId: "123456789012",
            region: "us-west-2",
            operation: "CreatePolicyEngine",
            action: "create",
            resource: { kind: "engine", id: engineId },
          },
        ],
      });
    },
  );

  it(
    verifies("changes.http", "answers by page and by resource, and refuses what it cannot read"),
    async () => {
      await running.aws.send(new CreatePolicyEngineCommand({ name: "Other" }));
      const ids = async (query: string) =>
        (await changes(query)).body.changes.map(({ changeId }: Change) => Number(changeId));
      expect(await ids("")).toEqual([3, 2, 1]);
      expect(await ids("?limit=1")).toEqual([3]);
      expect(await ids("?after=000000000001&limit=1")).toEqual([2]);
      expect(await ids("?before=000000000003")).toEqual([2, 1]);
      expect(await ids(`?resource=${encodeURIComponent(policyEngineArn)}`)).toEqual([2, 1]);
      expect(await ids(`?resource=${engineId}`)).toEqual([2, 1]);
      expect(await ids("?resource=nothing")).toEqual([]);
      for (const [query, message] of [
        ["?after=1", "after: must be the changeId of a change, twelve digits."],
        ["?before=x", "before: must be the changeId of a change, twelve digits."],
        ["?limit=0", "limit: Too small: expected number to be >=1."],
        ["?resource=", "resource: Too small: expected string to have >=1 characters."],
      ] as const) {
        expect(await changes(query)).toEqual({ status: 400, body: { message } });
      }
      expect((await changes("?sesource=x")).status).toBe(400);
      expect((await changes("", {})).status).toBe(403);
    },
  );

  it(
    verifies("changes.cli", "shows changes as lines, oldest first, with what is other than before"),
    async () => {
      const update = { policyEngineId: engineId, description: { optionalValue: "now\u001b[31m" } };
      await running.aws.send(new UpdatePolicyEngineCommand(update));
      const { code, stdout, stderr } = await cli("--resource", engineId);
      expect([code, stderr]).toEqual([0, ""]);
      const lines = stdout.trimEnd().split("\n");
      const cells = lines.map((line) => line.split(/ {2,}/).slice(1));
      expect(cells).toEqual([
        [
          "AKIDTEST",
          "127.0.0.1",
          "CreatePolicyEngine",
          `create engine ${engineId}`,
          "Logged",
          "000000000001",
        ],
        [
          "AKIDTEST",
          "127.0.0.1",
          "CreatePolicyEngine",
          `create tags ${engineId}`,
          "team - -> a",
          "000000000002",
        ],
        [
          "AKIDTEST",
          "127.0.0.1",
          "UpdatePolicyEngine",
          `update engine ${engineId}`,
          "description - -> now\\u{1b}[31m",
          "000000000004",
        ],
      ]);
      expect(new Set(lines.map((line) => line.lastIndexOf("  "))).size).toBe(1);
      const json = await cli("--resource", policyEngineArn, "--json", "--limit", "1");
      expect(JSON.parse(json.stdout)).toMatchObject({
        operation: "UpdatePolicyEngine",
        after: { description: "now\u001b[31m" },
      });
    },
  );

  it(
    verifies("changes.cli", "ends with 1 for a resource that was never changed, with 2 for a mistake"),
    async () => {
      expect(await cli("--resource", "nothing-0123456789")).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "No change of nothing-0123456789 is logged. Leave --resource out to see which resources there are.\n",
      });
      expect((await cli("--limit", "1001")).code).toBe(2);
      expect((await toolgate("changes", "--url", "http://127.0.0.1:1")).code).toBe(2);
    },
  );

  it("logs that an engine is gone, and what it was", async () => {
    await running.aws.send(new DeletePolicyEngineCommand({ policyEngineId: engineId }));
    expect((await changes(`?resource=${engineId}&limit=1`)).body.changes).toMatchObject([
      { operation: "DeletePolicyEngine", action: "delete", before: { name: "Logged" } },
    ]);
  });
});
