import {
  BedrockAgentCoreControlClient,
  ConflictException,
  CreateGatewayCommand,
  type CreateGatewayCommandOutput,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  CreateWorkloadIdentityCommand,
  DeleteGatewayCommand,
  DeleteGatewayTargetCommand,
  DeletePolicyCommand,
  DeletePolicyEngineCommand,
  DeleteWorkloadIdentityCommand,
  GetGatewayCommand,
  GetGatewayTargetCommand,
  GetPolicyCommand,
  GetPolicyEngineCommand,
  GetPolicyEngineSummaryCommand,
  GetPolicyGenerationCommand,
  GetPolicyGenerationSummaryCommand,
  GetPolicySummaryCommand,
  GetWorkloadIdentityCommand,
  InternalServerException,
  ListGatewaysCommand,
  ListGatewayTargetsCommand,
  ListPoliciesCommand,
  ListPolicyEngineSummariesCommand,
  ListPolicyEnginesCommand,
  ListPolicyGenerationAssetsCommand,
  ListPolicyGenerationSummariesCommand,
  ListPolicyGenerationsCommand,
  ListPolicySummariesCommand,
  ListTagsForResourceCommand,
  ListWorkloadIdentitiesCommand,
  paginateListGateways,
  paginateListGatewayTargets,
  paginateListPolicies,
  paginateListPolicyEngineSummaries,
  paginateListPolicyEngines,
  paginateListPolicySummaries,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
  StartPolicyGenerationCommand,
  SynchronizeGatewayTargetsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateGatewayCommand,
  UpdateGatewayTargetCommand,
  UpdatePolicyCommand,
  UpdatePolicyEngineCommand,
  UpdateWorkloadIdentityCommand,
  ValidationException,
  waitUntilPolicyActive,
  waitUntilPolicyDeleted,
  waitUntilPolicyEngineActive,
  waitUntilPolicyEngineDeleted,
  waitUntilPolicyGenerationCompleted,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { type OperationName, operations } from "@toolgate/api";
import { openDatabase } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, echoArn, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;

beforeAll(async () => {
  running = await runToolgate();
});

afterAll(() => running.close());

const arnStart = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const token = "01234567-89ab-cdef-0123-456789abcdef";

const refundTool = {
  name: "process_refund",
  inputSchema: {
    type: "object" as const,
    properties: { amount: { type: "integer" as const } },
    required: ["amount"],
  },
};

/** A permit for the refund tool of a gateway, below a limit. */
const permit = (gatewayArn: string | undefined, limit = 500) =>
  `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Refunds___process_refund", resource == AgentCore::Gateway::"${gatewayArn}") when { context.input.amount < ${limit} };`;

/** Another caller of the same Toolgate. */
function client(toolgate: RunningToolgate, more: object = {}): BedrockAgentCoreControlClient {
  return new BedrockAgentCoreControlClient({
    endpoint: toolgate.toolgate.controlUrl,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    ...more,
  });
}

async function newEngine(name: string): Promise<{ id: string; arn: string }> {
  const { policyEngineId, policyEngineArn } = await running.aws.send(new CreatePolicyEngineCommand({ name }));
  return { id: String(policyEngineId), arn: String(policyEngineArn) };
}

const newPolicy = (policyEngineId: string, name: string, statement: string, more: object = {}) =>
  running.aws.send(
    new CreatePolicyCommand({ policyEngineId, name, definition: { cedar: { statement } }, ...more }),
  );

/** What a refused call was refused with; every exception of the SDK has these members. */
interface Refusal {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly reason?: string;
  readonly fieldList?: readonly { readonly name: string; readonly message: string }[];
}

const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => expect.unreachable("the call should have been refused"),
    (error: Refusal) => error,
  );

/** The members that UpdateGateway, a PUT, has to be given again. */
const again = (gateway: Partial<Pick<CreateGatewayCommandOutput, "gatewayId" | "name" | "roleArn">>) => ({
  gatewayIdentifier: gateway.gatewayId,
  name: gateway.name,
  roleArn: gateway.roleArn,
  authorizerType: "CUSTOM_JWT" as const,
  authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl } },
});

describe("the whole lifecycle", () => {
  it(
    verifies("sdk.every-operation", "every operation that works answers the AWS SDK as its types say"),
    async () => {
      const aws = client(running);
      const called = new Set<string>();
      aws.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            called.add(String(commandName).replace(/Command$/, ""));
            return next(args);
          },
        { step: "initialize" },
      );
      const status = (answer: { $metadata: { httpStatusCode?: number | undefined } }) =>
        answer.$metadata.httpStatusCode;

      const engine = await aws.send(
        new CreatePolicyEngineCommand({ name: "Life", description: "d", tags: { team: "payments" } }),
      );
      const { policyEngineId, policyEngineArn } = engine;
      expect([status(engine), engine.status, engine.statusReasons]).toEqual([202, "ACTIVE", []]);
      expect(policyEngineArn).toBe(`${arnStart}:policy-engine/${policyEngineId}`);
      const { $metadata: _, ...wholeEngine } = engine;
      expect(await aws.send(new GetPolicyEngineCommand({ policyEngineId }))).toMatchObject(wholeEngine);
      const engineSummary = await aws.send(new GetPolicyEngineSummaryCommand({ policyEngineId }));
      expect(Object.keys(engineSummary).sort()).toEqual([
        "$metadata",
        "createdAt",
        "name",
        "policyEngineArn",
        "policyEngineId",
        "status",
        "updatedAt",
      ]);
      const updatedEngine = await aws.send(
        new UpdatePolicyEngineCommand({ policyEngineId, description: { optionalValue: "e" } }),
      );
      expect([status(updatedEngine), updatedEngine.description]).toEqual([202, "e"]);
      const named = (rows: readonly { name?: string | undefined }[] | undefined) =>
        rows?.some(({ name }) => name === "Life");
      expect(named((await aws.send(new ListPolicyEnginesCommand())).policyEngines)).toBe(true);
      expect(named((await aws.send(new ListPolicyEngineSummariesCommand())).policyEngines)).toBe(true);

      const gateway = await aws.send(
        new CreateGatewayCommand({
          name: "Life-Gateway",
          description: "d",
          roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
          protocolType: "MCP",
          protocolConfiguration: {
            mcp: { instructions: "Refund with care", supportedVersions: ["2025-11-25"] },
          },
          authorizerType: "CUSTOM_JWT",
          authorizerConfiguration: {
            customJWTAuthorizer: {
              discoveryUrl: running.issuer.discoveryUrl,
              customClaims: [
                {
                  inboundTokenClaimName: "team",
                  inboundTokenClaimValueType: "STRING",
                  authorizingClaimMatchValue: {
                    claimMatchOperator: "EQUALS",
                    claimMatchValue: { matchValueString: "payments" },
                  },
                },
              ],
            },
          },
          policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
          exceptionLevel: "DEBUG",
          tags: { team: "payments" },
        }),
      );
      const { gatewayId: gatewayIdentifier, gatewayArn } = gateway;
      expect([status(gateway), gateway.status]).toEqual([202, "READY"]);
      expect(gatewayIdentifier).toMatch(/^life-gateway-[0-9a-z]{10}$/);
      const { $metadata: __, ...wholeGateway } = gateway;
      expect(await aws.send(new GetGatewayCommand({ gatewayIdentifier }))).toMatchObject(wholeGateway);
      expect(wholeGateway).toMatchObject({
        gatewayUrl: `${running.toolgate.url}/gateways/${gatewayIdentifier}/mcp`,
        exceptionLevel: "DEBUG",
        policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
        protocolConfiguration: {
          mcp: { instructions: "Refund with care", supportedVersions: ["2025-11-25"] },
        },
      });
      const workloadIdentityArn = `${arnStart}:workload-identity-directory/default/workload-identity/${gatewayIdentifier}`;
      expect(gateway.workloadIdentityDetails).toEqual({ workloadIdentityArn });
      expect((await aws.send(new ListGatewaysCommand())).items).toContainEqual({
        gatewayId: gatewayIdentifier,
        name: "Life-Gateway",
        status: "READY",
        description: "d",
        createdAt: gateway.createdAt,
        updatedAt: gateway.updatedAt,
        authorizerType: "CUSTOM_JWT",
        protocolType: "MCP",
      });
      const put = await aws.send(
        new UpdateGatewayCommand({
          ...again(gateway),
          policyEngineConfiguration: gateway.policyEngineConfiguration,
        }),
      );
      expect([status(put), put.description, put.exceptionLevel]).toEqual([202, undefined, undefined]);

      const targetConfiguration = {
        mcp: {
          lambda: {
            lambdaArn: echoArn,
            toolSchema: { inlinePayload: [{ description: "Refunds an order", ...refundTool }] },
          },
        },
      };
      const credentialProviderConfigurations = [{ credentialProviderType: "GATEWAY_IAM_ROLE" as const }];
      const target = await aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier,
          name: "Refund",
          targetConfiguration,
          credentialProviderConfigurations,
        }),
      );
      const { targetId } = target;
      expect([status(target), target.status, target.gatewayArn]).toEqual([202, "READY", gatewayArn]);
      expect(target.targetConfiguration).toEqual(targetConfiguration);
      const { $metadata: ___, ...wholeTarget } = target;
      expect(await aws.send(new GetGatewayTargetCommand({ gatewayIdentifier, targetId }))).toMatchObject(
        wholeTarget,
      );
      const renamed = await aws.send(
        new UpdateGatewayTargetCommand({
          gatewayIdentifier,
          targetId,
          name: "Refunds",
          targetConfiguration,
          credentialProviderConfigurations,
        }),
      );
      expect([status(renamed), renamed.name]).toEqual([202, "Refunds"]);
      expect((await aws.send(new ListGatewayTargetsCommand({ gatewayIdentifier }))).items).toMatchObject([
        { targetId, name: "Refunds", status: "READY" },
      ]);

      const server = await aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier,
          name: "Nowhere",
          targetConfiguration: { mcp: { mcpServer: { endpoint: "http://127.0.0.1:1/mcp" } } },
        }),
      );
      expect([status(server), server.status]).toEqual([202, "FAILED"]);
      const synchronized = await aws.send(
        new SynchronizeGatewayTargetsCommand({ gatewayIdentifier, targetIdList: [String(server.targetId)] }),
      );
      expect([status(synchronized), synchronized.targets?.map((each) => each.status)]).toEqual([
        202,
        ["SYNCHRONIZE_UNSUCCESSFUL"],
      ]);
      await aws.send(new DeleteGatewayTargetCommand({ gatewayIdentifier, targetId: server.targetId }));

      const policy = await aws.send(
        new CreatePolicyCommand({
          policyEngineId,
          name: "Under500",
          definition: { policy: { statement: permit(gatewayArn) } },
          description: "d",
          validationMode: "FAIL_ON_ANY_FINDINGS",
        }),
      );
      const { policyId } = policy;
      expect([status(policy), policy.status, policy.enforcementMode]).toEqual([202, "ACTIVE", "ACTIVE"]);
      expect(policy.policyArn).toBe(`${policyEngineArn}/policy/${policyId}`);
      expect(policy.definition).toEqual({ policy: { statement: permit(gatewayArn) } });
      const { $metadata: ____, ...wholePolicy } = policy;
      expect(await aws.send(new GetPolicyCommand({ policyEngineId, policyId }))).toMatchObject(wholePolicy);
      expect(
        Object.keys(await aws.send(new GetPolicySummaryCommand({ policyEngineId, policyId }))).sort(),
      ).toEqual([
        "$metadata",
        "createdAt",
        "enforcementMode",
        "name",
        "policyArn",
        "policyEngineId",
        "policyId",
        "status",
        "updatedAt",
      ]);
      const quiet = await aws.send(
        new UpdatePolicyCommand({ policyEngineId, policyId, enforcementMode: "LOG_ONLY" }),
      );
      expect([status(quiet), quiet.enforcementMode]).toEqual([202, "LOG_ONLY"]);
      const byScope = { policyEngineId, targetResourceScope: gatewayArn };
      expect((await aws.send(new ListPoliciesCommand(byScope))).policies).toHaveLength(1);
      expect((await aws.send(new ListPolicySummariesCommand(byScope))).policies).toHaveLength(1);

      const generation = await aws.send(
        new StartPolicyGenerationCommand({
          policyEngineId,
          name: "written",
          resource: { arn: String(gatewayArn) },
          content: { rawText: "Allow refunds for amounts less than $500" },
        }),
      );
      const { policyGenerationId } = generation;
      expect([status(generation), generation.status]).toEqual([202, "GENERATING"]);
      const written = { policyEngineId, policyGenerationId };
      await waitUntilPolicyGenerationCompleted({ client: aws, maxWaitTime: 60, minDelay: 1 }, written);
      expect((await aws.send(new GetPolicyGenerationCommand(written))).status).toBe("GENERATED");
      expect((await aws.send(new GetPolicyGenerationSummaryCommand(written))).name).toBe("written");
      const { policyGenerationAssets = [] } = await aws.send(new ListPolicyGenerationAssetsCommand(written));
      expect(policyGenerationAssets.map(({ rawTextFragment }) => rawTextFragment)).toEqual([
        "Allow refunds for amounts less than $500",
      ]);
      const ofEngine = { policyEngineId };
      const { policyGenerations } = await aws.send(new ListPolicyGenerationsCommand(ofEngine));
      expect(policyGenerations).toMatchObject([{ policyGenerationId, status: "GENERATED" }]);
      const summaries = await aws.send(new ListPolicyGenerationSummariesCommand(ofEngine));
      expect(summaries.policyGenerations).toMatchObject([{ policyGenerationId, status: "GENERATED" }]);

      for (const resourceArn of [policyEngineArn, gatewayArn]) {
        await aws.send(new TagResourceCommand({ resourceArn, tags: { stage: "test" } }));
        await aws.send(new UntagResourceCommand({ resourceArn, tagKeys: ["team"] }));
        const { tags } = await aws.send(new ListTagsForResourceCommand({ resourceArn }));
        expect(tags).toEqual({ stage: "test" });
      }

      const brought = await aws.send(new GetWorkloadIdentityCommand({ name: gatewayIdentifier }));
      expect(brought.workloadIdentityArn).toBe(workloadIdentityArn);
      expect(brought.createdTime).toEqual(gateway.createdAt);
      const identity = await aws.send(new CreateWorkloadIdentityCommand({ name: "life-agent" }));
      expect([status(identity), identity.name]).toEqual([201, "life-agent"]);
      const urls = ["https://example.com/back"];
      expect(
        await aws.send(
          new UpdateWorkloadIdentityCommand({ name: "life-agent", allowedResourceOauth2ReturnUrls: urls }),
        ),
      ).toMatchObject({ allowedResourceOauth2ReturnUrls: urls });
      const { workloadIdentities } = await aws.send(new ListWorkloadIdentitiesCommand());
      expect(workloadIdentities?.map(({ name }) => name)).toEqual(
        expect.arrayContaining([gatewayIdentifier, "life-agent"]),
      );
      expect(status(await aws.send(new DeleteWorkloadIdentityCommand({ name: "life-agent" })))).toBe(204);

      expect((await aws.send(new DeletePolicyCommand({ policyEngineId, policyId }))).status).toBe("DELETING");
      const by = { gatewayIdentifier, targetId };
      expect((await aws.send(new DeleteGatewayTargetCommand(by))).status).toBe("DELETING");
      expect((await aws.send(new DeleteGatewayCommand({ gatewayIdentifier }))).status).toBe("DELETING");
      expect((await aws.send(new DeletePolicyEngineCommand({ policyEngineId }))).status).toBe("DELETING");
      aws.destroy();

      const built = (Object.keys(operations) as OperationName[]).filter((name) => operations[name].built);
      expect([...called].sort()).toEqual(built.sort());
    },
  );

  it(verifies("sdk.timestamps", "instants are ISO-8601 on the wire and Dates in the SDK"), async () => {
    const { id } = await newEngine("Instants");
    const response = await fetch(`${running.toolgate.controlUrl}/policy-engines/${id}`, {
      headers: { authorization: "Toolgate test" },
    });
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    const wire = (await response.json()) as { createdAt: string; updatedAt: string };
    expect(wire.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const read = await running.aws.send(new GetPolicyEngineCommand({ policyEngineId: id }));
    expect(read.createdAt).toEqual(new Date(wire.createdAt));
    expect(read.updatedAt).toEqual(new Date(wire.updatedAt));
  });
});

describe("waiters", () => {
  const quick = { maxWaitTime: 20, minDelay: 1, maxDelay: 1 };

  it(verifies("sdk.waiters", "all four end as they must"), async () => {
    const { aws } = running;
    const waiter = { client: aws, ...quick };
    const { id: policyEngineId } = await newEngine("Waited");
    expect((await waitUntilPolicyEngineActive(waiter, { policyEngineId })).state).toBe("SUCCESS");

    const waiting = await newPolicy(policyEngineId, "waits", permit(`${arnStart}:gateway/waited-for`));
    const { policyId } = waiting;
    expect(waiting.status).toBe("CREATING");
    const settled = waitUntilPolicyActive(waiter, { policyEngineId, policyId });
    await running.createGateway("waited-for", { Refunds: [refundTool] });
    expect((await settled).state).toBe("SUCCESS");

    const open = "permit(principal is AgentCore::OAuthUser, action, resource is AgentCore::Gateway);";
    const failed = await newPolicy(policyEngineId, "open", open, { validationMode: "FAIL_ON_ANY_FINDINGS" });
    expect(failed.status).toBe("CREATE_FAILED");
    await expect(
      waitUntilPolicyActive(waiter, { policyEngineId, policyId: failed.policyId }),
    ).rejects.toThrow("CREATE_FAILED");

    for (const doomed of [policyId, failed.policyId]) {
      await aws.send(new DeletePolicyCommand({ policyEngineId, policyId: doomed }));
      const gone = await waitUntilPolicyDeleted(waiter, { policyEngineId, policyId: doomed });
      expect(gone.state).toBe("SUCCESS");
    }
    await aws.send(new DeletePolicyEngineCommand({ policyEngineId }));
    expect((await waitUntilPolicyEngineDeleted(waiter, { policyEngineId })).state).toBe("SUCCESS");
  });
});

describe("paginators", () => {
  const region = "eu-west-3";
  const names = ["A", "B", "C", "D", "E"];
  let aws: BedrockAgentCoreControlClient;
  let engineId: string | undefined;
  let gatewayId: string | undefined;
  let gatewayArn: string | undefined;

  /** A Region of their own, so that what other tests make is not in the lists. */
  beforeAll(async () => {
    aws = client(running, { region });
    for (const name of names) {
      ({ policyEngineId: engineId } = await aws.send(new CreatePolicyEngineCommand({ name })));
      ({ gatewayId, gatewayArn } = await aws.send(
        new CreateGatewayCommand({ ...again({ name, roleArn: "arn:aws:iam::123456789012:role/R" }), name }),
      ));
    }
    for (const name of names) await add.target(name);
    for (const name of names) await add.policy(name);
  });

  afterAll(() => aws.destroy());

  const add = {
    engine: (name: string) => aws.send(new CreatePolicyEngineCommand({ name })),
    gateway: (name: string) =>
      aws.send(
        new CreateGatewayCommand({ ...again({ name, roleArn: "arn:aws:iam::123456789012:role/R" }), name }),
      ),
    target: (name: string) =>
      aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gatewayId,
          name,
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: echoArn,
                toolSchema: { inlinePayload: [{ description: "d", ...refundTool }] },
              },
            },
          },
        }),
      ),
    policy: (name: string) =>
      aws.send(
        new CreatePolicyCommand({
          policyEngineId: engineId,
          name,
          definition: { cedar: { statement: permit(gatewayArn).replace("Refunds___", "A___") } },
        }),
      ),
  };

  const cases = [
    {
      list: "ListPolicyEngines",
      adds: "engine" as const,
      pages: (pageSize: number) => paginateListPolicyEngines({ client: aws, pageSize }, {}),
      rows: (page: object) => (page as { policyEngines: { name: string }[] }).policyEngines,
    },
    {
      list: "ListPolicyEngineSummaries",
      adds: "engine" as const,
      pages: (pageSize: number) => paginateListPolicyEngineSummaries({ client: aws, pageSize }, {}),
      rows: (page: object) => (page as { policyEngines: { name: string }[] }).policyEngines,
    },
    {
      list: "ListPolicies",
      adds: "policy" as const,
      pages: (pageSize: number) =>
        paginateListPolicies({ client: aws, pageSize }, { policyEngineId: engineId }),
      rows: (page: object) => (page as { policies: { name: string }[] }).policies,
    },
    {
      list: "ListPolicySummaries",
      adds: "policy" as const,
      pages: (pageSize: number) =>
        paginateListPolicySummaries(
          { client: aws, pageSize },
          { policyEngineId: engineId, targetResourceScope: gatewayArn },
        ),
      rows: (page: object) => (page as { policies: { name: string }[] }).policies,
    },
    {
      list: "ListGateways",
      adds: "gateway" as const,
      pages: (pageSize: number) => paginateListGateways({ client: aws, pageSize }, {}),
      rows: (page: object) => (page as { items: { name: string }[] }).items,
    },
    {
      list: "ListGatewayTargets",
      adds: "target" as const,
      pages: (pageSize: number) =>
        paginateListGatewayTargets({ client: aws, pageSize }, { gatewayIdentifier: gatewayId }),
      rows: (page: object) => (page as { items: { name: string }[] }).items,
    },
  ];

  it.each(cases)(
    verifies(
      "sdk.paginators",
      "$list gives every row once, in pages of one and of several, while rows are added",
    ),
    async ({ list, adds, pages, rows }) => {
      for (const pageSize of [1, 3]) {
        const seen: string[] = [];
        let sizes = 0;
        for await (const page of pages(pageSize)) {
          const here = rows(page).map(({ name }) => name);
          expect(here.length).toBeLessThanOrEqual(pageSize);
          if (seen.length === 0) await add[adds](`Late${list}${pageSize}`);
          seen.push(...here);
          sizes += 1;
        }
        expect(sizes).toBe(Math.ceil(seen.length / pageSize));
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.filter((name) => names.includes(name)).sort()).toEqual(names);
        expect(seen).toContain(`Late${list}${pageSize}`);
      }
    },
  );

  it(
    verifies("sdk.page-tokens", "a page token of another list, engine, filter or Region is refused"),
    async () => {
      const { nextToken } = await aws.send(
        new ListPoliciesCommand({ policyEngineId: engineId, maxResults: 1 }),
      );
      const engines = await aws.send(new ListPolicyEnginesCommand({ maxResults: 1 }));
      const { policyEngineId: otherEngine } = await aws.send(
        new CreatePolicyEngineCommand({ name: "Other" }),
      );
      const message = (operation: string) =>
        `The nextToken was not issued by ${operation} for this request: pass the token of the previous page with the same parameters, or leave it out to start from the first page.`;
      for (const [operation, refused] of [
        [
          "ListPolicySummaries",
          () => aws.send(new ListPolicySummariesCommand({ policyEngineId: engineId, nextToken })),
        ],
        ["ListPolicies", () => aws.send(new ListPoliciesCommand({ policyEngineId: otherEngine, nextToken }))],
        [
          "ListPolicies",
          () =>
            aws.send(
              new ListPoliciesCommand({
                policyEngineId: engineId,
                nextToken,
                targetResourceScope: gatewayArn,
              }),
            ),
        ],
        ["ListPolicyEngines", () => aws.send(new ListPolicyEnginesCommand({ nextToken }))],
        [
          "ListPolicyEngines",
          () => running.aws.send(new ListPolicyEnginesCommand({ nextToken: engines.nextToken })),
        ],
        ["ListGateways", () => aws.send(new ListGatewaysCommand({ nextToken: "made-up" }))],
      ] as const) {
        const refused_ = await refusal(refused());
        expect(refused_).toBeInstanceOf(ValidationException);
        expect(refused_.fieldList).toEqual([{ name: "nextToken", message: message(operation) }]);
      }
    },
  );
});

describe("errors are the SDK's own classes", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

  it(verifies("sdk.errors", "ValidationException names each member, with reason and fieldList"), async () => {
    const refused = await refusal(
      running.aws.send(new CreatePolicyEngineCommand({ name: "has-hyphen", description: "" })),
    );
    expect(refused).toBeInstanceOf(ValidationException);
    expect(refused.$metadata).toMatchObject({ httpStatusCode: 400, requestId: expect.stringMatching(uuid) });
    const [name, description] = [
      "Value at '/name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Za-z][A-Za-z0-9_]*$",
      "Value with length 0 at '/description' failed to satisfy constraint: Member must have length between 1 and 4096, inclusive",
    ];
    expect(refused.message).toBe(`2 validation errors detected. ${name}; ${description}`);
    expect(refused.reason).toBe("FieldValidationFailed");
    expect(refused.fieldList).toEqual([
      { name: "name", message: name },
      { name: "description", message: description },
    ]);
  });

  it(
    verifies("sdk.errors", "a statement that does not parse is told with its place, as CannotParse"),
    async () => {
      const { id } = await newEngine("Unparsable");
      const refused = await refusal(
        newPolicy(id, "broken", "permit(principal, action, resource) whn { true };"),
      );
      expect(refused).toBeInstanceOf(ValidationException);
      expect(refused.reason).toBe("CannotParse");
      expect(refused.message).toMatch(/^Line 1, column 37: /);
      expect(refused.fieldList?.map((field) => field.name)).toEqual(["definition.cedar.statement"]);
    },
  );

  it.each([
    {
      what: "engine",
      work: () => running.aws.send(new GetPolicyEngineCommand({ policyEngineId: "Gone-0123456789" })),
      says: "Policy engine with ID Gone-0123456789 does not exist in account 123456789012, Region us-west-2",
    },
    {
      what: "gateway",
      work: () => running.aws.send(new DeleteGatewayCommand({ gatewayIdentifier: "gone-0123456789" })),
      says: "Gateway with ID gone-0123456789 does not exist in account 123456789012, Region us-west-2",
    },
    {
      what: "tagged resource",
      work: () =>
        running.aws.send(
          new ListTagsForResourceCommand({ resourceArn: `${arnStart}:gateway/gone-0123456789` }),
        ),
      says: `No resource with tags has the ARN ${arnStart}:gateway/gone-0123456789 in account 123456789012`,
    },
    {
      what: "workload identity",
      work: () => running.aws.send(new GetWorkloadIdentityCommand({ name: "gone" })),
      says: "Workload identity with ID gone does not exist in account 123456789012, Region us-west-2",
    },
  ])(
    verifies("sdk.errors", "ResourceNotFoundException names the $what that is not there"),
    async ({ work, says }) => {
      const refused = await refusal(work());
      expect(refused).toBeInstanceOf(ResourceNotFoundException);
      expect(refused.$metadata).toMatchObject({
        httpStatusCode: 404,
        requestId: expect.stringMatching(uuid),
      });
      expect(refused.message).toContain(says);
    },
  );

  it(verifies("sdk.errors", "ServiceQuotaExceededException is a 402"), async () => {
    const { arn: resourceArn } = await newEngine("Tagged");
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, number) => [`t${number}`, "v"]));
    await running.aws.send(new TagResourceCommand({ resourceArn, tags }));
    const refused = await refusal(
      running.aws.send(new TagResourceCommand({ resourceArn, tags: { more: "v" } })),
    );
    expect(refused).toBeInstanceOf(ServiceQuotaExceededException);
    expect(refused.$metadata).toMatchObject({ httpStatusCode: 402, requestId: expect.stringMatching(uuid) });
    expect(refused.message).toBe(
      `${resourceArn} would carry 51 tags, and 50 is the most: remove some first.`,
    );
  });

  it(
    verifies("sdk.errors", "a request that is not signed, or for no Region, is refused with what to do"),
    async () => {
      const nowhere = client(running, { region: "nowhere" });
      const refused = await refusal(nowhere.send(new ListGatewaysCommand()));
      nowhere.destroy();
      expect(refused.name).toBe("InvalidSignatureException");
      expect(refused.$metadata.httpStatusCode).toBe(403);
      expect(refused.message).toContain("'nowhere' is none; set one such as us-west-2");
      const unsigned = await fetch(`${running.toolgate.controlUrl}/gateways/`);
      expect([unsigned.status, unsigned.headers.get("x-amzn-errortype")]).toEqual([
        403,
        "MissingAuthenticationTokenException",
      ]);
    },
  );

  it(
    verifies(
      "sdk.internal-error",
      "a store that fails is an InternalServerException with the request id alone, and nothing is made",
    ),
    async ({ onTestFinished }) => {
      const own = await runToolgate();
      onTestFinished(() => own.close());
      const database = await openDatabase({ file: `${own.data}/toolgate.db`, synchronous: "FULL" });
      onTestFinished(() => database.destroy());
      const once = client(own, { maxAttempts: 1 });
      onTestFinished(() => once.destroy());
      await database.schema.alterTable("tag").renameTo("elsewhere").execute();
      const refused = await refusal(
        once.send(new CreatePolicyEngineCommand({ name: "E", tags: { a: "1" } })),
      );
      expect(refused).toBeInstanceOf(InternalServerException);
      const { requestId, httpStatusCode } = refused.$metadata;
      expect(httpStatusCode).toBe(500);
      expect(requestId).toMatch(uuid);
      expect(refused.message).toBe(
        `An internal error occurred; look for request id ${requestId} in Toolgate's log.`,
      );
      await database.schema.alterTable("elsewhere").renameTo("tag").execute();
      expect((await once.send(new ListPolicyEnginesCommand())).policyEngines).toEqual([]);
      expect((await once.send(new CreatePolicyEngineCommand({ name: "E", tags: { a: "1" } }))).status).toBe(
        "ACTIVE",
      );
    },
  );
});

describe("client tokens", () => {
  it(
    verifies(
      "sdk.client-token",
      "the same request has the same answer, also after a restart; another is refused",
    ),
    async ({ onTestFinished }) => {
      const data = temporaryFolder(onTestFinished);
      const before = await runToolgate({ data });
      const create = (aws: BedrockAgentCoreControlClient, name = "E") =>
        aws.send(new CreatePolicyEngineCommand({ name, clientToken: token }));
      const first = await create(before.aws);
      const other = client(before, { credentials: { accessKeyId: "AKIDOTHER", secretAccessKey: "secret" } });
      expect((await create(before.aws)).policyEngineId).toBe(first.policyEngineId);
      expect((await create(other, "F")).policyEngineId).not.toBe(first.policyEngineId);
      other.destroy();
      await before.close();

      const after = await runToolgate({ data });
      onTestFinished(() => after.close());
      const { $metadata: _, ...kept } = first;
      expect(await create(after.aws)).toMatchObject(kept);
      const refused = await refusal(create(after.aws, "G"));
      expect(refused).toBeInstanceOf(ValidationException);
      expect(refused.reason).toBe("IdempotentParameterMismatchException");
      expect(refused.fieldList?.map(({ name }) => name)).toEqual(["clientToken"]);
      const { policyEngines } = await after.aws.send(new ListPolicyEnginesCommand());
      expect(policyEngines?.map(({ name }) => name)).toEqual(["E", "F"]);
    },
  );
});

describe("updates", () => {
  it(verifies("sdk.optional-value", "a description is set, kept and cleared by its wrapper"), async () => {
    const { aws } = running;
    const { id: policyEngineId } = await newEngine("Described");
    const statement = "forbid(principal, action, resource is AgentCore::Gateway) when { false };";
    const { policyId } = await newPolicy(policyEngineId, "described", statement);
    for (const update of [
      (description?: { optionalValue?: string }) =>
        aws.send(new UpdatePolicyEngineCommand({ policyEngineId, description })),
      (description?: { optionalValue?: string }) =>
        aws.send(new UpdatePolicyCommand({ policyEngineId, policyId, description })),
    ]) {
      expect((await update({ optionalValue: "set" })).description).toBe("set");
      expect((await update()).description).toBe("set");
      expect((await update({})).description).toBeUndefined();
    }
    const { description } = await aws.send(new GetPolicyCommand({ policyEngineId, policyId }));
    expect(description).toBeUndefined();
  });

  it(
    verifies("sdk.detach", "UpdateGateway without policyEngineConfiguration detaches, and calls pass again"),
    async () => {
      const { arn } = await newEngine("Detached");
      const gateway = await running.createGateway(
        "detached",
        { Refunds: [refundTool] },
        { policyEngineConfiguration: { arn, mode: "ENFORCE" } },
      );
      const bearer = await running.issuer.token({});
      const call = async () => {
        const answer = await callTool(String(gateway.gatewayUrl), bearer, "Refunds___process_refund", {
          amount: 1,
        });
        return answer.body.result.isError;
      };
      expect(await call()).toBe(true);
      const detached = await running.aws.send(new UpdateGatewayCommand(again(gateway)));
      expect(detached.policyEngineConfiguration).toBeUndefined();
      expect(await call()).toBe(false);
    },
  );
});

describe("names and conflicts", () => {
  it(
    verifies("sdk.recreated-gateway", "a gateway made again has its ARN, and says which policies name it"),
    async () => {
      const { aws } = running;
      const { id } = await newEngine("Outlives");
      const first = await running.createGateway("made-again", { Refunds: [refundTool] });
      const { policyId } = await newPolicy(id, "outlives", permit(first.gatewayArn));
      const by = { gatewayIdentifier: first.gatewayId };
      const { items } = await aws.send(new ListGatewayTargetsCommand(by));
      await aws.send(new DeleteGatewayTargetCommand({ ...by, targetId: items?.[0]?.targetId }));
      await aws.send(new DeleteGatewayCommand(by));
      const second = await running.createGateway("Made-Again", {});
      expect(second.gatewayArn).toBe(first.gatewayArn);
      expect(second.statusReasons).toContain(
        `A gateway of this id was deleted before, and 1 policy (${policyId}) still named it: they apply to this gateway now. Delete those that you do not mean.`,
      );
    },
  );

  it(verifies("sdk.conflicts", "what is taken or in use is a ConflictException that names it"), async () => {
    const { aws } = running;
    const { id: policyEngineId, arn } = await newEngine("InUse");
    const gateway = await running.createGateway(
      "In-Use",
      { Refunds: [refundTool] },
      { policyEngineConfiguration: { arn, mode: "LOG_ONLY" } },
    );
    const { gatewayId: gatewayIdentifier } = gateway;
    const policy = await newPolicy(policyEngineId, "used", permit(gateway.gatewayArn));
    const { items } = await aws.send(new ListGatewayTargetsCommand({ gatewayIdentifier }));
    const conflict = async (work: Promise<unknown>, says: string) => {
      const refused = await refusal(work);
      expect(refused).toBeInstanceOf(ConflictException);
      expect(refused.$metadata.httpStatusCode).toBe(409);
      expect(refused.message).toContain(says);
    };
    await conflict(
      running.createGateway("in-USE", {}),
      `A gateway with the same name already exists: In-Use (${gatewayIdentifier}).`,
    );
    await conflict(
      newEngine("InUse"),
      `A policy engine with the same name already exists: InUse (${policyEngineId}).`,
    );
    await conflict(
      newPolicy(policyEngineId, "used", permit(gateway.gatewayArn)),
      `Policy with the same name already exists: used (${policy.policyId}, ACTIVE).`,
    );
    await conflict(
      aws.send(new DeleteGatewayCommand({ gatewayIdentifier })),
      `Gateway ${gatewayIdentifier} still has 1 target (${items?.[0]?.targetId}): delete them first.`,
    );
    await conflict(
      aws.send(new DeletePolicyEngineCommand({ policyEngineId })),
      `Policy engine ${policyEngineId} is attached to 1 gateway (${gatewayIdentifier})`,
    );
    await aws.send(new UpdateGatewayCommand(again(gateway)));
    await conflict(
      aws.send(new DeletePolicyEngineCommand({ policyEngineId })),
      `Policy engine ${policyEngineId} still holds 1 policy (${policy.policyId}): delete them first.`,
    );
    await conflict(
      aws.send(new DeleteWorkloadIdentityCommand({ name: gatewayIdentifier })),
      `Workload identity ${gatewayIdentifier} belongs to gateway ${gatewayIdentifier}`,
    );
  });

  it(verifies("sdk.regions", "each Region has engines, gateways and names of its own"), async () => {
    const west = await running.createGateway("regional", {});
    const { id } = await newEngine("Regional");
    const east = client(running, { region: "us-east-1" });
    const there = await east.send(new CreatePolicyEngineCommand({ name: "Regional" }));
    expect(there.policyEngineArn).toBe(
      `arn:aws:bedrock-agentcore:us-east-1:123456789012:policy-engine/${there.policyEngineId}`,
    );
    expect((await east.send(new ListPolicyEnginesCommand())).policyEngines).toHaveLength(1);
    expect((await east.send(new ListGatewaysCommand())).items).toEqual([]);
    const refused = await refusal(east.send(new GetPolicyEngineCommand({ policyEngineId: id })));
    expect(refused).toBeInstanceOf(ResourceNotFoundException);
    expect(refused.message).toContain("in account 123456789012, Region us-east-1");
    const regional = await east.send(new CreateGatewayCommand({ ...again(west), name: "regional" } as never));
    expect(regional.gatewayId).not.toBe(west.gatewayId);
    east.destroy();
  });
});

describe("a restart", () => {
  it(verifies("sdk.restart", "keeps every resource, and decides as before"), async ({ onTestFinished }) => {
    const data = temporaryFolder(onTestFinished);
    const before = await runToolgate({ data });
    onTestFinished(() => before.issuer.close());
    const { policyEngineId, policyEngineArn } = await before.aws.send(
      new CreatePolicyEngineCommand({ name: "Kept", description: "d", tags: { a: "1" } }),
    );
    const gateway = await before.createGateway(
      "kept",
      { Refunds: [refundTool] },
      { policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" } },
    );
    const statement = permit(gateway.gatewayArn);
    const { policyId } = await before.aws.send(
      new CreatePolicyCommand({ policyEngineId, name: "Kept", definition: { cedar: { statement } } }),
    );
    const everything = async (aws: BedrockAgentCoreControlClient) => {
      const by = { gatewayIdentifier: gateway.gatewayId };
      const { gatewayUrl: _, ...read } = await aws.send(new GetGatewayCommand(by));
      const answers = [
        await aws.send(new GetPolicyEngineCommand({ policyEngineId })),
        await aws.send(new GetPolicyCommand({ policyEngineId, policyId })),
        read,
        await aws.send(new ListGatewayTargetsCommand(by)),
        await aws.send(new ListTagsForResourceCommand({ resourceArn: policyEngineArn })),
        await aws.send(new GetWorkloadIdentityCommand({ name: gateway.gatewayId })),
      ];
      return answers.map(({ $metadata: _, ...answer }) => answer);
    };
    const was = await everything(before.aws);
    await before.toolgate.close();

    const after = await runToolgate({ data });
    onTestFinished(() => after.close());
    expect(await everything(after.aws)).toEqual(was);
    const { gatewayUrl } = await after.aws.send(
      new GetGatewayCommand({ gatewayIdentifier: gateway.gatewayId }),
    );
    const bearer = await before.issuer.token({});
    const call = async (amount: number) =>
      (await callTool(String(gatewayUrl), bearer, "Refunds___process_refund", { amount })).body.result
        .isError;
    expect([await call(499), await call(500)]).toEqual([false, true]);
  });
});
