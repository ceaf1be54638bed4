import { join } from "node:path";
import { ConflictException, ResourceNotFoundException, ServiceQuotaExceededException } from "@toolgate/api";
import type { Caller, ControlPlane, Store } from "@toolgate/server";
import { describe, expect, it, type TestContext } from "vitest";
import { caller, openControlPlane, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

type Create<Name extends keyof ControlPlane> = Parameters<ControlPlane[Name]>[0];

const abroad: Caller = { ...caller, place: { ...caller.place, region: "eu-central-1" } };
const arnStart = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const token = "01234567-89ab-cdef-0123-456789abcdef";

const refundGateway: Create<"CreateGateway"> = {
  name: "Refund-Gateway",
  roleArn: "arn:aws:iam::123456789012:role/gateway",
  authorizerType: "CUSTOM_JWT",
  authorizerConfiguration: {
    customJWTAuthorizer: {
      discoveryUrl: "https://idp.example/.well-known/openid-configuration",
      allowedClients: ["agent"],
    },
  },
};
/** The characters follow from account, Region and name: they are the same in every run and on every machine. */
const refundGatewayId = "refund-gateway-lrgmqlw0kr";
const trustedRole =
  "The role arn:aws:iam::123456789012:role/gateway is not known to this Toolgate; it is trusted because the server listens on loopback only.";

const processRefund = {
  name: "process_refund",
  description: "Refunds an order",
  inputSchema: { type: "object", properties: { amount: { type: "integer" } }, required: ["amount"] },
} as const;

function refundTarget(gatewayIdentifier: string, name: string | undefined): Create<"CreateGatewayTarget"> {
  return {
    gatewayIdentifier,
    name,
    targetConfiguration: {
      mcp: {
        lambda: {
          lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:refund",
          toolSchema: { inlinePayload: [processRefund] },
        },
      },
    },
  };
}

async function open(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  changed: Parameters<typeof openControlPlane>[1] = {},
) {
  const opened = await openControlPlane(join(temporaryFolder(onTestFinished), "toolgate.db"), changed);
  onTestFinished(() => opened.store.close());
  return opened;
}

async function putPolicy(store: Store, engineId: string): Promise<void> {
  await store.write(({ put }) =>
    put.policy({
      ...caller.place,
      id: "limit-abcdefghij",
      arn: `${arnStart}:policy-engine/${engineId}/policy/limit-abcdefghij`,
      name: "limit",
      engineId,
      definition: { arm: "cedar", statement: "permit(principal, action, resource);" },
      enforcementMode: "ACTIVE",
      status: "ACTIVE",
      statusReasons: [],
      createdAt: "2026-01-02T03:04:05.678Z",
      updatedAt: "2026-01-02T03:04:05.678Z",
    }),
  );
}

describe("policy engines", () => {
  it(
    verifies("control.engine.create", "an engine is ACTIVE when the call that creates it returns"),
    async (context) => {
      const { control } = await open(context);
      const created = await control.CreatePolicyEngine({ name: "Refunds", description: "d" }, caller);
      expect(created.policyEngineId).toMatch(/^Refunds-[a-z0-9_]{10}$/);
      const summary = {
        policyEngineId: created.policyEngineId,
        name: "Refunds",
        policyEngineArn: `${arnStart}:policy-engine/${created.policyEngineId}`,
        status: "ACTIVE",
        createdAt: "2026-01-02T03:04:05.678Z",
        updatedAt: "2026-01-02T03:04:05.678Z",
      };
      const whole = { ...summary, statusReasons: [], description: "d" };
      const by = { policyEngineId: created.policyEngineId };
      expect(created).toEqual(whole);
      expect(await control.GetPolicyEngine(by, caller)).toEqual(whole);
      expect(await control.GetPolicyEngineSummary(by, caller)).toEqual(summary);
      expect(await control.ListPolicyEngines({}, caller)).toEqual({ policyEngines: [whole] });
      expect(await control.ListPolicyEngineSummaries({}, caller)).toEqual({ policyEngines: [summary] });
      expect(await control.ListPolicyEngines({}, abroad)).toEqual({ policyEngines: [] });
      await expect(control.GetPolicyEngine(by, abroad)).rejects.toThrow(ResourceNotFoundException);
    },
  );

  it(verifies("control.engine.unique", "two engines of one place cannot have one name"), async (context) => {
    const { control } = await open(context);
    const { policyEngineId } = await control.CreatePolicyEngine({ name: "Refunds" }, caller);
    await control.CreatePolicyEngine({ name: "Refunds" }, abroad);
    await expect(control.CreatePolicyEngine({ name: "Refunds" }, caller)).rejects.toThrow(
      new ConflictException(
        `A policy engine with the same name already exists: Refunds (${policyEngineId}). Use that one, delete it, or choose another name.`,
      ),
    );
  });

  it(
    verifies(
      "control.engine.update",
      "a PATCH leaves a description that it does not name, and clears it by {}",
    ),
    async (context) => {
      const { control, time } = await open(context);
      const { policyEngineId } = await control.CreatePolicyEngine(
        { name: "Refunds", description: "a" },
        caller,
      );
      time.now += 1000;
      for (const [description, expected] of [
        [undefined, "a"],
        [{ optionalValue: "b" }, "b"],
        [{}, undefined],
      ] as const) {
        const updated = await control.UpdatePolicyEngine({ policyEngineId, description }, caller);
        expect([updated.description, updated.createdAt, updated.updatedAt]).toEqual([
          expected,
          "2026-01-02T03:04:05.678Z",
          "2026-01-02T03:04:06.678Z",
        ]);
        expect(await control.GetPolicyEngine({ policyEngineId }, caller)).toEqual(updated);
      }
    },
  );

  it(
    verifies("control.engine.delete", "an engine that is deleted answers DELETING, then is not found"),
    async (context) => {
      const { control } = await open(context);
      const input = { name: "Refunds", tags: { team: "payments" } };
      const { policyEngineId, policyEngineArn } = await control.CreatePolicyEngine(input, caller);
      expect(await control.ListTagsForResource({ resourceArn: policyEngineArn }, caller)).toEqual({
        tags: { team: "payments" },
      });
      const deleted = await control.DeletePolicyEngine({ policyEngineId }, caller);
      expect(deleted).toMatchObject({ policyEngineId, status: "DELETING" });
      await expect(control.GetPolicyEngine({ policyEngineId }, caller)).rejects.toThrow(
        `Policy engine with ID ${policyEngineId} does not exist in account 123456789012, Region us-west-2`,
      );
      await expect(control.DeletePolicyEngine({ policyEngineId }, caller)).rejects.toThrow(
        ResourceNotFoundException,
      );
      await expect(control.ListTagsForResource({ resourceArn: policyEngineArn }, caller)).rejects.toThrow(
        ResourceNotFoundException,
      );
    },
  );

  it(
    verifies(
      "control.engine.in-use",
      "an engine that holds policies or that a gateway uses cannot be deleted",
    ),
    async (context) => {
      const { control, store } = await open(context);
      const engine = await control.CreatePolicyEngine({ name: "Refunds" }, caller);
      const { policyEngineId } = engine;
      const attached = { arn: engine.policyEngineArn, mode: "ENFORCE" } as const;
      await control.CreateGateway({ ...refundGateway, policyEngineConfiguration: attached }, caller);
      await putPolicy(store, policyEngineId);
      await expect(control.DeletePolicyEngine({ policyEngineId }, caller)).rejects.toThrow(
        new ConflictException(
          `Policy engine ${policyEngineId} is attached to 1 gateway (${refundGatewayId}): update each of them without policyEngineConfiguration, then delete the engine.`,
        ),
      );
      await control.UpdateGateway({ ...refundGateway, gatewayIdentifier: refundGatewayId }, caller);
      await expect(control.DeletePolicyEngine({ policyEngineId }, caller)).rejects.toThrow(
        new ConflictException(
          `Policy engine ${policyEngineId} still holds 1 policy (limit-abcdefghij): delete them first.`,
        ),
      );
    },
  );
});

describe("gateways", () => {
  it(
    verifies("control.gateway.create", "a gateway is READY when the call that creates it returns"),
    async (context) => {
      const { control, events } = await open(context, {
        policyNotices: async (_, { id }) => [`a notice about ${id}`],
      });
      const { policyEngineArn: arn } = await control.CreatePolicyEngine({ name: "E" }, caller);
      const input: Create<"CreateGateway"> = {
        ...refundGateway,
        description: "d",
        protocolType: "MCP",
        protocolConfiguration: { mcp: { instructions: "i", searchType: "SEMANTIC" } },
        policyEngineConfiguration: { arn, mode: "ENFORCE" },
        exceptionLevel: "DEBUG",
        tags: { team: "payments" },
      };
      const summary = {
        gatewayId: refundGatewayId,
        name: "Refund-Gateway",
        status: "READY",
        description: "d",
        createdAt: "2026-01-02T03:04:05.678Z",
        updatedAt: "2026-01-02T03:04:05.678Z",
        authorizerType: "CUSTOM_JWT",
        protocolType: "MCP",
      };
      const whole = {
        ...summary,
        gatewayArn: `${arnStart}:gateway/${refundGatewayId}`,
        gatewayUrl: `http://127.0.0.1:4100/gateways/${refundGatewayId}/mcp`,
        statusReasons: [trustedRole, `a notice about ${refundGatewayId}`],
        roleArn: input.roleArn,
        protocolConfiguration: input.protocolConfiguration,
        authorizerConfiguration: input.authorizerConfiguration,
        policyEngineConfiguration: { arn, mode: "ENFORCE" },
        workloadIdentityDetails: {
          workloadIdentityArn: `${arnStart}:workload-identity-directory/default/workload-identity/${refundGatewayId}`,
        },
        exceptionLevel: "DEBUG",
      };
      expect(await control.CreateGateway(input, caller)).toEqual(whole);
      expect(events).toEqual(["settle 123456789012 us-west-2", "change"]);
      expect(await control.GetGateway({ gatewayIdentifier: refundGatewayId }, caller)).toEqual(whole);
      expect(await control.ListGateways({}, caller)).toEqual({ items: [summary] });
      expect(await control.ListTagsForResource({ resourceArn: whole.gatewayArn }, caller)).toEqual({
        tags: { team: "payments" },
      });
      await expect(control.GetGateway({ gatewayIdentifier: refundGatewayId }, abroad)).rejects.toThrow(
        ResourceNotFoundException,
      );
    },
  );

  it(
    verifies("control.gateway.same-id", "a gateway that is made again has the id and the ARN that it had"),
    async (context) => {
      const { control } = await open(context);
      const first = await control.CreateGateway(refundGateway, caller);
      await control.DeleteGateway({ gatewayIdentifier: first.gatewayId }, caller);
      const again = await control.CreateGateway({ ...refundGateway, name: "refund-GATEWAY" }, caller);
      expect(again.gatewayArn).toBe(first.gatewayArn);
      const elsewhere = await control.CreateGateway(refundGateway, abroad);
      expect(elsewhere.gatewayId).not.toBe(first.gatewayId);
    },
  );

  it(
    verifies(
      "control.gateway.unique",
      "gateway names are unique without regard to case, and never another's id",
    ),
    async (context) => {
      const { control } = await open(context);
      await control.CreateGateway(refundGateway, caller);
      for (const [name, message] of [
        [
          "REFUND-gateway",
          `A gateway with the same name already exists: Refund-Gateway (${refundGatewayId}).`,
        ],
        [
          refundGatewayId.toUpperCase(),
          `The name ${refundGatewayId.toUpperCase()} is the id of the gateway Refund-Gateway`,
        ],
      ] as const) {
        const creating = control.CreateGateway({ ...refundGateway, name }, caller);
        await expect(creating).rejects.toThrow(ConflictException);
        await expect(creating).rejects.toThrow(message);
      }
    },
  );

  it("a gateway whose id would be another's name is refused", async (context) => {
    const { control } = await open(context);
    const { gatewayId } = await control.CreateGateway({ ...refundGateway, name: refundGatewayId }, caller);
    await expect(control.CreateGateway(refundGateway, caller)).rejects.toThrow(
      `The gateway would get the id ${refundGatewayId}, which is the name of the gateway ${gatewayId}`,
    );
  });

  it(
    verifies(
      "control.gateway.update",
      "a PUT replaces the whole gateway: what it leaves out is gone, the engine too",
    ),
    async (context) => {
      const { control, events, time } = await open(context);
      const { policyEngineArn: arn } = await control.CreatePolicyEngine({ name: "E" }, caller);
      const input: Create<"CreateGateway"> = {
        ...refundGateway,
        description: "d",
        policyEngineConfiguration: { arn, mode: "ENFORCE" },
        exceptionLevel: "DEBUG",
      };
      const created = await control.CreateGateway(input, caller);
      time.now += 1000;
      const put = { ...refundGateway, gatewayIdentifier: refundGatewayId };
      const updated = await control.UpdateGateway(put, caller);
      expect(updated).toEqual({
        ...created,
        description: undefined,
        policyEngineConfiguration: undefined,
        exceptionLevel: undefined,
        updatedAt: "2026-01-02T03:04:06.678Z",
      });
      expect(await control.GetGateway({ gatewayIdentifier: refundGatewayId }, caller)).toEqual(updated);
      expect(events.slice(2)).toEqual(["settle 123456789012 us-west-2", "change"]);
      await expect(control.UpdateGateway({ ...put, name: "refund-gateway" }, caller)).rejects.toMatchObject({
        name: "ValidationException",
        message: `The name of gateway ${refundGatewayId} is Refund-Gateway and cannot be changed to refund-gateway: send the name that it has, or create another gateway.`,
        fieldList: [{ name: "name" }],
      });
    },
  );

  it(
    verifies(
      "control.gateway.engine",
      "a gateway is attached only to an engine that is there, in its own place",
    ),
    async (context) => {
      const { control } = await open(context);
      await control.CreateGateway({ ...refundGateway, name: "other" }, caller);
      const { gatewayId: gatewayIdentifier } = await control.CreateGateway(refundGateway, caller);
      for (const [arn, message] of [
        [
          `${arnStart}:policy-engine/Gone-abcdefghij`,
          `The policy engine ${arnStart}:policy-engine/Gone-abcdefghij does not exist: create it first`,
        ],
        [
          "arn:aws:bedrock-agentcore:eu-central-1:123456789012:policy-engine/E-abcdefghij",
          "is in account 123456789012, Region eu-central-1, but the gateway is in account 123456789012, Region us-west-2",
        ],
        [
          "arn:aws:bedrock-agentcore:us-west-2:210987654321:policy-engine/E-abcdefghij",
          "is in account 210987654321, Region us-west-2, but the gateway is in account 123456789012",
        ],
        [`${arnStart}:gateway/e-abcdefghij`, "must be the ARN of a policy engine"],
      ] as const) {
        const policyEngineConfiguration = { arn, mode: "ENFORCE" } as const;
        for (const refused of [
          () => control.CreateGateway({ ...refundGateway, name: "third", policyEngineConfiguration }, caller),
          () =>
            control.UpdateGateway({ ...refundGateway, gatewayIdentifier, policyEngineConfiguration }, caller),
        ]) {
          await expect(refused()).rejects.toThrow(message);
          await expect(refused()).rejects.toMatchObject({
            name: "ValidationException",
            fieldList: [{ name: "policyEngineConfiguration.arn" }],
          });
        }
      }
    },
  );

  it(
    verifies("control.gateway.role", "a role that Toolgate has never heard of is trusted on loopback only"),
    async (context) => {
      const { control, events } = await open(context, { unknownRolesTrusted: undefined });
      await expect(control.CreateGateway(refundGateway, caller)).rejects.toMatchObject({
        name: "ValidationException",
        message:
          "The role arn:aws:iam::123456789012:role/gateway is not known to this Toolgate, and a role that it has never heard of is trusted only while the server and its control plane listen on loopback alone: make the role here with CreateRole (npx toolgate gateway create --with-role does), or start the server with --unknown-roles trust.",
        fieldList: [{ name: "roleArn" }],
      });
      expect(events).toEqual([]);
    },
  );

  it(
    verifies(
      "control.gateway.delete",
      "a gateway with targets stays; without, it goes with its tags and its identity",
    ),
    async (context) => {
      const { control } = await open(context);
      const input = { ...refundGateway, tags: { team: "payments" } };
      const { gatewayId: gatewayIdentifier, gatewayArn } = await control.CreateGateway(input, caller);
      const { targetId } = await control.CreateGatewayTarget(refundTarget(gatewayIdentifier, "a"), caller);
      await expect(control.DeleteGateway({ gatewayIdentifier }, caller)).rejects.toThrow(
        new ConflictException(
          `Gateway ${gatewayIdentifier} still has 1 target (${targetId}): delete them first.`,
        ),
      );
      const identity = await control.GetWorkloadIdentity({ name: gatewayIdentifier }, caller);
      expect(identity.createdTime).toBe(1767323045.678);
      await control.TagResource({ resourceArn: identity.workloadIdentityArn, tags: { a: "1" } }, caller);

      await control.DeleteGatewayTarget({ gatewayIdentifier, targetId }, caller);
      expect(await control.DeleteGateway({ gatewayIdentifier }, caller)).toEqual({
        gatewayId: gatewayIdentifier,
        status: "DELETING",
      });
      await expect(control.GetGateway({ gatewayIdentifier }, caller)).rejects.toThrow(
        ResourceNotFoundException,
      );
      await expect(control.GetWorkloadIdentity({ name: gatewayIdentifier }, caller)).rejects.toThrow(
        ResourceNotFoundException,
      );
      await control.CreateGateway(refundGateway, caller);
      for (const resourceArn of [gatewayArn, identity.workloadIdentityArn]) {
        expect(await control.ListTagsForResource({ resourceArn }, caller)).toEqual({ tags: {} });
      }
    },
  );

  it(
    verifies(
      "control.in-force",
      "a change is in force before the call returns, and a refused one changes nothing",
    ),
    async (context) => {
      const seen: string[] = [];
      const { control, store } = await open(context, {
        onChange: async () => {
          seen.push(...(await store.read((view) => view.gateways.all())).map(({ name }) => name));
        },
      });
      await control.CreateGateway(refundGateway, caller);
      expect(seen).toEqual(["Refund-Gateway"]);
      await expect(control.CreateGateway(refundGateway, caller)).rejects.toThrow(ConflictException);
      expect(seen).toEqual(["Refund-Gateway"]);
    },
  );

  it("a change whose policies cannot be settled is not made", async (context) => {
    const { control } = await open(context, { settle: () => Promise.reject(new Error("Cedar is gone")) });
    await expect(control.CreateGateway(refundGateway, caller)).rejects.toThrow("Cedar is gone");
    expect(await control.ListGateways({}, caller)).toEqual({ items: [] });
    expect(await control.ListWorkloadIdentities({}, caller)).toEqual({ workloadIdentities: [] });
  });
});

describe("targets", () => {
  it(
    verifies("control.target.create", "a Lambda target is READY when the call that creates it returns"),
    async (context) => {
      const { control, events } = await open(context);
      const { gatewayId: gatewayIdentifier, gatewayArn } = await control.CreateGateway(refundGateway, caller);
      const input = { ...refundTarget(gatewayIdentifier, "RefundTool"), description: "d" };
      const created = await control.CreateGatewayTarget(input, caller);
      expect(created.targetId).toMatch(/^[0-9A-Z]{10}$/);
      const { targetId } = created;
      expect(created).toEqual({
        gatewayArn,
        targetId,
        name: "RefundTool",
        status: "READY",
        statusReasons: [],
        description: "d",
        createdAt: "2026-01-02T03:04:05.678Z",
        updatedAt: "2026-01-02T03:04:05.678Z",
        targetConfiguration: input.targetConfiguration,
        credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        protocolType: "MCP",
      });
      expect(events.slice(2)).toEqual(["settle 123456789012 us-west-2", "change"]);
      expect(await control.GetGatewayTarget({ gatewayIdentifier, targetId }, caller)).toEqual(created);
      expect(await control.ListGatewayTargets({ gatewayIdentifier }, caller)).toEqual({
        items: [
          {
            targetId,
            name: "RefundTool",
            status: "READY",
            description: "d",
            createdAt: "2026-01-02T03:04:05.678Z",
            updatedAt: "2026-01-02T03:04:05.678Z",
            targetType: "LAMBDA",
          },
        ],
      });
    },
  );

  it(
    verifies("control.target.unique", "target names are unique on their gateway without regard to case"),
    async (context) => {
      const { control } = await open(context);
      const { gatewayId } = await control.CreateGateway(refundGateway, caller);
      const { targetId } = await control.CreateGatewayTarget(refundTarget(gatewayId, "RefundTool"), caller);
      const other = await control.CreateGatewayTarget(refundTarget(gatewayId, "Other"), caller);
      const message = `A target with the same name already exists on gateway ${gatewayId}: RefundTool (${targetId}).`;
      for (const refused of [
        () => control.CreateGatewayTarget(refundTarget(gatewayId, "REFUNDTOOL"), caller),
        () =>
          control.UpdateGatewayTarget(
            { ...refundTarget(gatewayId, "refundtool"), targetId: other.targetId },
            caller,
          ),
      ]) {
        await expect(refused()).rejects.toThrow(ConflictException);
        await expect(refused()).rejects.toThrow(message);
      }
      const renamed = { ...refundTarget(gatewayId, "refundTOOL"), targetId };
      expect((await control.UpdateGatewayTarget(renamed, caller)).name).toBe("refundTOOL");
      const second = await control.CreateGateway({ ...refundGateway, name: "second" }, caller);
      await control.CreateGatewayTarget(refundTarget(second.gatewayId, "RefundTool"), caller);
    },
  );

  it("a Lambda target without a name is refused, and under --strict-aws one without credentials", async (context) => {
    const { control } = await open(context, { strictAws: true });
    const { gatewayId } = await control.CreateGateway(refundGateway, caller);
    await expect(
      control.CreateGatewayTarget(refundTarget(gatewayId, undefined), caller),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: "A target needs a name: its tools are called <name>___<tool>.",
    });
    const named = refundTarget(gatewayId, "a");
    await expect(control.CreateGatewayTarget(named, caller)).rejects.toThrow(
      "CredentialProviderConfigurations is required for Lambda targets",
    );
    const credentialProviderConfigurations = [{ credentialProviderType: "GATEWAY_IAM_ROLE" as const }];
    await control.CreateGatewayTarget({ ...named, credentialProviderConfigurations }, caller);
  });

  it(
    verifies("control.target.update", "a PUT replaces the whole target, and a deleted one is not found"),
    async (context) => {
      const { control, events } = await open(context);
      const { gatewayId: gatewayIdentifier, gatewayArn } = await control.CreateGateway(refundGateway, caller);
      const input = { ...refundTarget(gatewayIdentifier, "a"), description: "d" };
      const { targetId, ...created } = await control.CreateGatewayTarget(input, caller);
      const put = { ...refundTarget(gatewayIdentifier, "b"), targetId };
      const updated = await control.UpdateGatewayTarget(put, caller);
      expect(updated).toEqual({ ...created, targetId, name: "b", description: undefined });
      expect(await control.GetGatewayTarget({ gatewayIdentifier, targetId }, caller)).toEqual(updated);
      expect(await control.DeleteGatewayTarget({ gatewayIdentifier, targetId }, caller)).toEqual({
        gatewayArn,
        targetId,
        status: "DELETING",
      });
      expect(events.slice(4)).toEqual([
        "settle 123456789012 us-west-2",
        "change",
        "settle 123456789012 us-west-2",
        "change",
      ]);
      await expect(control.GetGatewayTarget({ gatewayIdentifier, targetId }, caller)).rejects.toThrow(
        `Target with ID ${targetId} does not exist on gateway ${gatewayIdentifier}`,
      );
    },
  );

  it("a gateway takes a hundred targets and no more", async (context) => {
    const { control } = await open(context);
    const { gatewayId } = await control.CreateGateway(refundGateway, caller);
    for (let number = 0; number < 100; number += 1) {
      await control.CreateGatewayTarget(refundTarget(gatewayId, `t${number}`), caller);
    }
    await expect(control.CreateGatewayTarget(refundTarget(gatewayId, "one-more"), caller)).rejects.toThrow(
      ServiceQuotaExceededException,
    );
  });
});

describe("client tokens", () => {
  it(
    verifies(
      "control.idempotent",
      "the same request with the same token gets the first answer, also after a restart",
    ),
    async ({ onTestFinished }) => {
      const file = join(temporaryFolder(onTestFinished), "toolgate.db");
      const before = await openControlPlane(file);
      const gateway = await before.control.CreateGateway({ ...refundGateway, clientToken: token }, caller);
      const { gatewayId: gatewayIdentifier } = gateway;
      const creations = (control: ControlPlane) =>
        Promise.all([
          control.CreatePolicyEngine({ name: "E", clientToken: token }, caller),
          control.CreateGateway({ ...refundGateway, clientToken: token }, caller),
          control.CreateGatewayTarget(
            { ...refundTarget(gatewayIdentifier, "a"), clientToken: token },
            caller,
          ),
        ]);
      const first = await creations(before.control);
      before.time.now += 60_000;
      const wire = (answers: unknown) => JSON.parse(JSON.stringify(answers));
      expect(wire(await creations(before.control))).toEqual(wire(first));
      await before.store.close();

      const { control, store } = await openControlPlane(file);
      onTestFinished(() => store.close());
      expect(wire(await creations(control))).toEqual(wire(first));
      expect((await control.ListPolicyEngines({}, caller)).policyEngines).toHaveLength(1);
      expect((await control.ListGatewayTargets({ gatewayIdentifier }, caller)).items).toHaveLength(1);
    },
  );

  it(
    verifies(
      "control.idempotent.mismatch",
      "another request with the same token is refused, and nothing is made",
    ),
    async (context) => {
      const { control } = await open(context);
      await control.CreatePolicyEngine({ name: "E", tags: { a: "1", b: "2" }, clientToken: token }, caller);
      await control.CreatePolicyEngine({ clientToken: token, tags: { b: "2", a: "1" }, name: "E" }, caller);
      await expect(
        control.CreatePolicyEngine({ name: "F", clientToken: token }, caller),
      ).rejects.toMatchObject({
        name: "ValidationException",
        reason: "IdempotentParameterMismatchException",
        fieldList: [{ name: "clientToken" }],
      });
      expect((await control.ListPolicyEngines({}, caller)).policyEngines).toHaveLength(1);
    },
  );

  it(
    verifies(
      "control.idempotent.scope",
      "a token is one caller's, one Region's and one operation's, for 24 hours",
    ),
    async (context) => {
      const { control, time } = await open(context);
      const input = { name: "E", clientToken: token };
      const first = await control.CreatePolicyEngine(input, caller);
      const elsewhere = await control.CreatePolicyEngine(input, abroad);
      expect(elsewhere.policyEngineArn).not.toBe(first.policyEngineArn);
      await expect(control.CreatePolicyEngine(input, { ...caller, id: "AKIDOTHER" })).rejects.toThrow(
        ConflictException,
      );
      await control.CreateGateway({ ...refundGateway, clientToken: token }, caller);
      time.now += 24 * 60 * 60 * 1000 - 1;
      expect((await control.CreatePolicyEngine(input, caller)).policyEngineId).toBe(first.policyEngineId);
      time.now += 1;
      await expect(control.CreatePolicyEngine(input, caller)).rejects.toThrow(ConflictException);
    },
  );

  it("a request that failed may be repeated with its token", async (context) => {
    const { control } = await open(context);
    const { policyEngineId } = await control.CreatePolicyEngine({ name: "E" }, caller);
    const input = { name: "E", clientToken: token };
    await expect(control.CreatePolicyEngine(input, caller)).rejects.toThrow(ConflictException);
    await control.DeletePolicyEngine({ policyEngineId }, caller);
    expect((await control.CreatePolicyEngine(input, caller)).status).toBe("ACTIVE");
  });

  it("two requests with one token at the same time make one engine", async (context) => {
    const { control } = await open(context);
    const input = { name: "E", clientToken: token };
    const [one, other] = await Promise.all([
      control.CreatePolicyEngine(input, caller),
      control.CreatePolicyEngine(input, caller),
    ]);
    expect(one.policyEngineId).toBe(other.policyEngineId);
  });
});

describe("lists", () => {
  it(
    verifies("control.page.keyset", "pages neither repeat nor miss an engine while others come and go"),
    async (context) => {
      const { control, time } = await open(context);
      const names = Array.from({ length: 12 }, (_, number) => `E${number}`);
      const ids: string[] = [];
      for (const name of names) {
        // Every other engine shares its millisecond with the one before, so that the id has to decide.
        if (ids.length % 2 === 0) time.now += 1;
        ids.push((await control.CreatePolicyEngine({ name }, caller)).policyEngineId);
      }
      const seen: string[] = [];
      let nextToken: string | undefined;
      let added = 0;
      do {
        const page = await control.ListPolicyEngines({ maxResults: 3, nextToken }, caller);
        seen.push(...page.policyEngines.map(({ name }) => name));
        nextToken = page.nextToken;
        time.now += 1;
        if (added < 2) await control.CreatePolicyEngine({ name: `Added${added}` }, caller);
        if (added === 0) await control.DeletePolicyEngine({ policyEngineId: ids[0] ?? "" }, caller);
        added += 1;
      } while (nextToken !== undefined);
      expect([...seen].sort()).toEqual([...names, "Added0", "Added1"].sort());
    },
  );

  it(
    verifies("control.page.restart", "a page token holds after a restart and has no whitespace"),
    async ({ onTestFinished }) => {
      const file = join(temporaryFolder(onTestFinished), "toolgate.db");
      const before = await openControlPlane(file);
      for (const name of ["A", "B", "C"]) {
        before.time.now += 1;
        await before.control.CreatePolicyEngine({ name }, caller);
      }
      const { nextToken } = await before.control.ListPolicyEngines({ maxResults: 2 }, caller);
      expect(nextToken).toMatch(/^\S{1,2048}$/);
      await before.store.close();
      const { control, store } = await openControlPlane(file);
      onTestFinished(() => store.close());
      const rest = await control.ListPolicyEngines({ maxResults: 2, nextToken }, caller);
      expect([rest.policyEngines.map(({ name }) => name), rest.nextToken]).toEqual([["C"], undefined]);
    },
  );

  it(
    verifies(
      "control.page.bound",
      "a page token is good only for the list, the place and the gateway it was made for",
    ),
    async (context) => {
      const { control } = await open(context);
      const made: string[] = [];
      for (const name of ["one", "two"]) {
        await control.CreatePolicyEngine({ name }, caller);
        const { gatewayId } = await control.CreateGateway({ ...refundGateway, name }, caller);
        made.push(gatewayId);
        for (const target of ["a", "b"]) {
          await control.CreateGatewayTarget(refundTarget(gatewayId, target), caller);
        }
      }
      const [one = "", two = ""] = made;
      const { nextToken: engines = "" } = await control.ListPolicyEngines({ maxResults: 1 }, caller);
      const { nextToken: targets = "" } = await control.ListGatewayTargets(
        { gatewayIdentifier: one, maxResults: 1 },
        caller,
      );
      expect([engines, targets]).not.toContain("");
      const flipped = `${engines.startsWith("A") ? "B" : "A"}${engines.slice(1)}`;
      const forged = Buffer.from(JSON.stringify(["2020-01-01T00:00:00.000Z", ""])).toString("base64url");
      for (const [operation, refused] of [
        [
          "ListPolicyEngineSummaries",
          () => control.ListPolicyEngineSummaries({ nextToken: engines }, caller),
        ],
        ["ListPolicyEngines", () => control.ListPolicyEngines({ nextToken: engines }, abroad)],
        ["ListPolicyEngines", () => control.ListPolicyEngines({ nextToken: flipped }, caller)],
        ["ListPolicyEngines", () => control.ListPolicyEngines({ nextToken: engines.slice(0, -4) }, caller)],
        ["ListPolicyEngines", () => control.ListPolicyEngines({ nextToken: forged }, caller)],
        ["ListGateways", () => control.ListGateways({ nextToken: "?" }, caller)],
        [
          "ListGatewayTargets",
          () => control.ListGatewayTargets({ gatewayIdentifier: two, nextToken: targets }, caller),
        ],
        ["ListWorkloadIdentities", () => control.ListWorkloadIdentities({ nextToken: engines }, caller)],
      ] as const) {
        await expect(refused()).rejects.toMatchObject({
          name: "ValidationException",
          message: `The nextToken was not issued by ${operation} for this request: pass the token of the previous page with the same parameters, or leave it out to start from the first page.`,
          fieldList: [{ name: "nextToken" }],
        });
      }
      const rest = await control.ListGatewayTargets({ gatewayIdentifier: one, nextToken: targets }, caller);
      expect(rest.items).toHaveLength(1);
    },
  );
});

describe("tags", () => {
  it(
    verifies(
      "control.tags",
      "tags are added, replaced and removed by ARN, fifty at most, on resources that exist",
    ),
    async (context) => {
      const { control } = await open(context);
      const { policyEngineArn } = await control.CreatePolicyEngine({ name: "E" }, caller);
      const { gatewayArn } = await control.CreateGateway(refundGateway, caller);
      const { workloadIdentityArn } = await control.CreateWorkloadIdentity({ name: "agent" }, caller);
      for (const resourceArn of [policyEngineArn, gatewayArn, workloadIdentityArn]) {
        await control.TagResource({ resourceArn, tags: { a: "1", b: "2" } }, caller);
        await control.TagResource({ resourceArn, tags: { b: "two", c: "3" } }, caller);
        await control.UntagResource({ resourceArn, tagKeys: ["a", "never-there"] }, caller);
        await control.UntagResource({ resourceArn, tagKeys: [] }, caller);
        expect(await control.ListTagsForResource({ resourceArn }, caller)).toEqual({
          tags: { b: "two", c: "3" },
        });
      }
      const many = Object.fromEntries(Array.from({ length: 49 }, (_, number) => [`t${number}`, ""]));
      await expect(control.TagResource({ resourceArn: gatewayArn, tags: many }, caller)).rejects.toThrow(
        new ServiceQuotaExceededException(
          `${gatewayArn} would carry 51 tags, and 50 is the most: remove some first.`,
        ),
      );
      for (const resourceArn of [
        `${arnStart}:gateway/gone-abcdefghij`,
        `${arnStart}:policy-engine/E-abcdefghij/policy/p-abcdefghij`,
        `${arnStart}:runtime/something-abcdefghij`,
        gatewayArn.replace("arn:aws:", "arn:aws-cn:"),
        gatewayArn.replace("us-west-2", "eu-central-1"),
      ]) {
        for (const refused of [
          () => control.TagResource({ resourceArn, tags: {} }, caller),
          () => control.UntagResource({ resourceArn, tagKeys: [] }, caller),
          () => control.ListTagsForResource({ resourceArn }, caller),
        ]) {
          await expect(refused()).rejects.toThrow(ResourceNotFoundException);
          await expect(refused()).rejects.toThrow(`No resource with tags has the ARN ${resourceArn} in`);
        }
      }
    },
  );
});

describe("workload identities", () => {
  it(
    verifies("control.identity", "a workload identity is created, read, updated, listed and deleted"),
    async (context) => {
      const { control, time } = await open(context);
      const workloadIdentityArn = `${arnStart}:workload-identity-directory/default/workload-identity/agent`;
      const summary = { name: "agent", workloadIdentityArn };
      expect(await control.CreateWorkloadIdentity({ name: "agent" }, caller)).toEqual({
        ...summary,
        allowedResourceOauth2ReturnUrls: [],
      });
      await expect(control.CreateWorkloadIdentity({ name: "agent" }, caller)).rejects.toMatchObject({
        name: "ValidationException",
        reason: "ResourceConflict",
      });
      time.now += 1000;
      const urls = ["https://example.com/back"];
      await control.UpdateWorkloadIdentity({ name: "agent", allowedResourceOauth2ReturnUrls: urls }, caller);
      await control.UpdateWorkloadIdentity({ name: "agent" }, caller);
      expect(await control.GetWorkloadIdentity({ name: "agent" }, caller)).toEqual({
        ...summary,
        allowedResourceOauth2ReturnUrls: urls,
        createdTime: 1767323045.678,
        lastUpdatedTime: 1767323046.678,
      });
      expect(await control.ListWorkloadIdentities({}, caller)).toEqual({ workloadIdentities: [summary] });
      expect(await control.DeleteWorkloadIdentity({ name: "agent" }, caller)).toEqual({});
      await expect(control.GetWorkloadIdentity({ name: "agent" }, caller)).rejects.toThrow(
        ResourceNotFoundException,
      );
    },
  );

  it(
    verifies("control.identity.gateway", "the identity that a gateway brought goes only with the gateway"),
    async (context) => {
      const { control } = await open(context);
      const { gatewayId } = await control.CreateGateway(refundGateway, caller);
      await expect(control.DeleteWorkloadIdentity({ name: gatewayId }, caller)).rejects.toThrow(
        new ConflictException(
          `Workload identity ${gatewayId} belongs to gateway ${gatewayId} and goes with it: delete the gateway instead.`,
        ),
      );
    },
  );

  it("a gateway does not take over an identity that has its id as name", async (context) => {
    const { control } = await open(context);
    await control.CreateWorkloadIdentity({ name: refundGatewayId }, caller);
    await expect(control.CreateGateway(refundGateway, caller)).rejects.toThrow(
      `The gateway would bring the workload identity ${refundGatewayId}, which already exists`,
    );
  });
});
