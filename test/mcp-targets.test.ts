import { join } from "node:path";
import {
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  SynchronizeGatewayTargetsCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  ConflictException,
  type InputOf,
  operations,
  ResourceNotFoundException,
  ValidationException,
  validate,
} from "@toolgate/api";
import {
  type ControlPlaneParts,
  createCedar,
  McpServerFailure,
  settlePolicies,
  type ToolDefinition,
} from "@toolgate/server";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { startUpstream } from "./mcp-upstream.ts";
import { toolgate } from "./run-command.ts";
import { callTool, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { caller, openControlPlane, temporaryFolder } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

/** Targets that are MCP servers, over a server that answers as a test tells it to. */

const endpoint = "https://mcp.example/mcp";
const token = "01234567-89ab-cdef-0123-456789abcdef";
const read: ToolDefinition = {
  name: "read",
  title: "Read a file",
  inputSchema: { type: "object", properties: { path: { type: ["string", "null"] } }, required: ["path"] },
  annotations: { readOnlyHint: true },
};
const write: ToolDefinition = { name: "write", inputSchema: { type: "object", properties: {} } };
const prefix = "Failed to connect and fetch tools from the provided MCP target server. Error - ";

interface Server {
  /** What it answers next: tools, or why it cannot. */
  answer: readonly ToolDefinition[] | Error;
  /** Runs while it is asked. */
  meanwhile: () => Promise<unknown>;
  readonly asked: string[];
}

async function open(changed: Partial<ControlPlaneParts> = {}) {
  const server: Server = { answer: [read], meanwhile: async () => {}, asked: [] };
  const opened = await openControlPlane(join(temporaryFolder(onTestFinished), "toolgate.db"), {
    mcpServers: {
      async tools(asked) {
        server.asked.push(asked);
        await server.meanwhile();
        if (server.answer instanceof Error) throw server.answer;
        return server.answer;
      },
    },
    ...changed,
  });
  onTestFinished(() => opened.store.close());
  const gateway = await opened.control.CreateGateway(
    {
      name: "files",
      roleArn: "arn:aws:iam::123456789012:role/gateway",
      authorizerType: "CUSTOM_JWT",
      authorizerConfiguration: {
        customJWTAuthorizer: { discoveryUrl: "https://idp.example/.well-known/openid-configuration" },
      },
    },
    caller,
  );
  const gatewayIdentifier = gateway.gatewayId;
  const { control, store } = opened;
  return {
    ...opened,
    gateway,
    server,
    create: (input: Partial<InputOf<"CreateGatewayTarget">> = {}) =>
      control.CreateGatewayTarget({ ...fileServer(gatewayIdentifier), ...input }, caller),
    update: (targetId: string, input: Partial<InputOf<"UpdateGatewayTarget">> = {}) =>
      control.UpdateGatewayTarget({ ...fileServer(gatewayIdentifier), targetId, ...input }, caller),
    synchronize: (targetId: string) =>
      control.SynchronizeGatewayTargets({ gatewayIdentifier, targetIdList: [targetId] }, caller),
    remove: (targetId: string) => control.DeleteGatewayTarget({ gatewayIdentifier, targetId }, caller),
    stored: (targetId: string) => store.read((view) => view.targets.get(gatewayIdentifier, targetId)),
  };
}

function fileServer(gatewayIdentifier: string, at = endpoint): InputOf<"CreateGatewayTarget"> {
  return {
    gatewayIdentifier,
    name: "Files",
    targetConfiguration: { mcp: { mcpServer: { endpoint: at } } },
  };
}

const served = (at: string) => ({ targetConfiguration: { mcp: { mcpServer: { endpoint: at } } } });

const lambda = {
  targetConfiguration: {
    mcp: {
      lambda: {
        lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:files",
        toolSchema: {
          inlinePayload: [{ name: "list", description: "d", inputSchema: { type: "object" as const } }],
        },
      },
    },
  },
};

describe("an MCP server as a target", () => {
  it(verifies("target.mcp.create", "is asked for its tools, and READY with them, as they came"), async () => {
    const { create, control, gateway, server, stored, events } = await open();
    const created = await create({ description: "d" });
    expect(created).toEqual({
      gatewayArn: gateway.gatewayArn,
      targetId: created.targetId,
      name: "Files",
      description: "d",
      status: "READY",
      statusReasons: [],
      createdAt: "2026-01-02T03:04:05.678Z",
      updatedAt: "2026-01-02T03:04:05.678Z",
      lastSynchronizedAt: "2026-01-02T03:04:05.678Z",
      targetConfiguration: { mcp: { mcpServer: { endpoint, listingMode: "DEFAULT" } } },
      credentialProviderConfigurations: [],
      protocolType: "MCP",
    });
    expect(server.asked).toEqual([endpoint]);
    expect((await stored(created.targetId))?.tools).toEqual([read]);
    expect(events.slice(-2)).toEqual(["settle 123456789012 us-west-2", "change"]);
    const by = { gatewayIdentifier: gateway.gatewayId };
    expect(await control.GetGatewayTarget({ ...by, targetId: created.targetId }, caller)).toEqual(created);
    expect(await control.ListGatewayTargets(by, caller)).toEqual({
      items: [
        {
          targetId: created.targetId,
          name: "Files",
          description: "d",
          status: "READY",
          createdAt: "2026-01-02T03:04:05.678Z",
          updatedAt: "2026-01-02T03:04:05.678Z",
          lastSynchronizedAt: "2026-01-02T03:04:05.678Z",
          targetType: "MCP_SERVER",
          listingMode: "DEFAULT",
        },
      ],
    });
  });

  it(
    verifies("target.mcp.failed", "that cannot be reached is FAILED with the cause, and has no tools"),
    async () => {
      const { create, server, stored, events } = await open();
      server.answer = new McpServerFailure(`${endpoint} refused the connection`);
      const created = await create();
      expect([created.status, created.statusReasons, created.lastSynchronizedAt]).toEqual([
        "FAILED",
        [`${prefix}${endpoint} refused the connection`],
        undefined,
      ]);
      expect((await stored(created.targetId))?.tools).toEqual([]);
      expect(events.slice(-1)).toEqual(["change"]);
    },
  );

  it("a cause that is too long for AWS's model is cut", async () => {
    const { create, server } = await open();
    server.answer = new McpServerFailure("x".repeat(10_000));
    const [reason] = (await create()).statusReasons ?? [];
    expect([reason?.length, reason?.at(-1)]).toEqual([2048, "…"]);
  });

  it("a failure of another kind makes nothing", async () => {
    const { create, control, gateway, server } = await open();
    server.answer = new TypeError("a defect");
    await expect(create()).rejects.toThrow("a defect");
    const by = { gatewayIdentifier: gateway.gatewayId };
    expect(await control.ListGatewayTargets(by, caller)).toEqual({ items: [] });
  });

  it.each<[string, readonly ToolDefinition[], string]>([
    [
      "a reserved name",
      [read, { name: "odd", inputSchema: JSON.parse('{"properties":{"a":{"__proto__":{}}}}') }],
      "The input schema of the tool odd uses the reserved name __proto__; the server has to give it another one.",
    ],
    [
      "a name that is Cedar's",
      [{ name: "odd", inputSchema: { $defs: { X: { properties: { __entity: {} } } } } }],
      "The input schema of the tool odd uses the reserved name __entity; the server has to give it another one.",
    ],
    [
      "too many tools",
      Array.from({ length: 1_001 }, (_, index) => ({ ...write, name: `tool${index}` })),
      "The server lists 1001 tools, and 1000 is the most: tool1000 is one too many.",
    ],
    [
      "too much to keep",
      [read, { ...write, name: "huge", description: "x".repeat(1_000_000) }],
      "The server's tools are 1000254 characters of JSON, and 1000000 is the most; the largest is huge with 1000080.",
    ],
  ])(verifies("target.mcp.limits", "that offers %s is FAILED, naming the tool"), async (_, tools, cause) => {
    const { create, server, stored } = await open();
    server.answer = tools;
    const created = await create();
    expect([created.status, created.statusReasons]).toEqual(["FAILED", [`${prefix}${cause}`]]);
    expect((await stored(created.targetId))?.tools).toEqual([]);
  });

  it(
    verifies("target.mcp.once", "a repeated create gets the first answer, and nobody is asked again"),
    async () => {
      const { create, server, time } = await open();
      const first = await create({ clientToken: token });
      server.answer = new McpServerFailure("down");
      expect(await create({ clientToken: token })).toEqual(first);
      expect(server.asked).toEqual([endpoint]);
      await expect(create({ clientToken: token, name: "Other" })).rejects.toMatchObject({
        reason: "IdempotentParameterMismatchException",
      });
      expect(server.asked).toEqual([endpoint]);
      time.now += 24 * 60 * 60 * 1000;
      await expect(create({ clientToken: token })).rejects.toThrow(
        "A target with the same name already exists",
      );
    },
  );

  it("two creates with one token at the same time make one target", async () => {
    const { create, server } = await open();
    let arrived: () => void = () => {};
    const both = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    server.meanwhile = () => {
      if (server.asked.length === 2) arrived();
      return both;
    };
    const [first, second] = await Promise.all([
      create({ clientToken: token }),
      create({ clientToken: token }),
    ]);
    expect(second).toEqual(first);
  });

  it("nobody is asked for a target that cannot be made", async () => {
    const { create, server, control } = await open();
    await create(lambda);
    await expect(create()).rejects.toThrow(ConflictException);
    await expect(create({ gatewayIdentifier: "nowhere-0123456789" })).rejects.toThrow(
      ResourceNotFoundException,
    );
    await expect(
      control.UpdateGatewayTarget({ ...fileServer("files-0123456789"), targetId: "ABCDEFGHIJ" }, caller),
    ).rejects.toThrow(ResourceNotFoundException);
    expect(server.asked).toEqual([]);
  });

  it(
    verifies("target.mcp.lock", "other changes are made while a server is asked, and then looked at again"),
    async () => {
      const { create, control, gateway, server } = await open();
      server.meanwhile = () => control.DeleteGateway({ gatewayIdentifier: gateway.gatewayId }, caller);
      await expect(create()).rejects.toThrow(ResourceNotFoundException);
    },
  );
});

describe("the endpoint of an MCP server", () => {
  const stdioServers = ["everything", "files"];
  const anywhere = { httpOnLoopback: true, stdioServers };

  it.each([
    "https://mcp.example",
    "https://[2001:db8::1]:8443/a?b=c",
    "http://127.0.0.1:3000/mcp",
    "http://localhost/mcp",
    "http://[::1]:3000",
    "stdio://files",
  ])(verifies("target.mcp.endpoint", "may be %s"), async (at) => {
    const { create, server } = await open({ mcpEndpoints: anywhere });
    expect((await create(served(at))).status).toBe("READY");
    expect(server.asked).toEqual([at]);
  });

  const pattern =
    "Value at '/targetConfiguration/mcp/mcpServer/endpoint' failed to satisfy constraint: Member must satisfy regular expression pattern: ^https://.*$ (Toolgate also takes http on loopback, and stdio://<name> of a server in its configuration)";
  const loopback =
    "'targetConfiguration.mcp.mcpServer.endpoint' is http on loopback, which is accepted only while Toolgate itself listens on loopback, and not under --strict-aws: use https, or start Toolgate with --host 127.0.0.1.";

  it.each<[string, Partial<ControlPlaneParts>, string]>([
    ["http://mcp.example", {}, pattern],
    ["http://10.0.0.1/mcp", {}, pattern],
    ["http://127.0.0.1.example", {}, pattern],
    ["ftp://mcp.example", {}, pattern],
    ["file:///etc/passwd", {}, pattern],
    ["mcp.example", {}, pattern],
    ["https://", {}, pattern],
    ["http://127.0.0.1/mcp", { mcpEndpoints: { httpOnLoopback: false, stdioServers } }, loopback],
    ["http://127.0.0.1/mcp", { strictAws: true }, loopback],
    ["stdio://files", { strictAws: true }, pattern],
    [
      "https://user:secret@mcp.example",
      {},
      "'targetConfiguration.mcp.mcpServer.endpoint' holds a user name or password, and an address must hold no credentials; leave them out.",
    ],
    [
      "stdio://file",
      {},
      'The configuration\'s mcpServers have no server "file": it has everything, files. Did you mean stdio://files?',
    ],
    [
      "stdio://",
      { mcpEndpoints: { httpOnLoopback: true, stdioServers: [] } },
      'The configuration\'s mcpServers have no server "": it has none. Add it there and restart.',
    ],
  ])(verifies("target.mcp.endpoint", "may not be %s (%j)"), async (at, changed, message) => {
    const { create, update, server } = await open({ mcpEndpoints: anywhere, ...changed });
    for (const asking of [create(served(at)), update("ABCDEFGHIJ", served(at))]) {
      await expect(asking).rejects.toMatchObject({
        name: "ValidationException",
        message,
        fieldList: [{ name: "targetConfiguration.mcp.mcpServer.endpoint" }],
      });
    }
    expect(server.asked).toEqual([]);
  });

  it(
    verifies("target.mcp.credentials", "goes without a credential provider, which is refused by name"),
    async () => {
      const { create } = await open();
      const credentialProviderConfigurations = [{ credentialProviderType: "GATEWAY_IAM_ROLE" as const }];
      await expect(create({ credentialProviderConfigurations })).rejects.toMatchObject({
        name: "ValidationException",
        fieldList: [{ name: "credentialProviderConfigurations" }],
      });
    },
  );
});

describe("updating a target that is an MCP server", () => {
  it(verifies("target.mcp.update", "asks the server again and takes over what it lists"), async () => {
    const { create, update, server, stored, time, events } = await open();
    const { targetId, ...created } = await create({ description: "d" });
    server.answer = [write];
    time.now += 1000;
    const other = "https://other.example/mcp";
    const updated = await update(targetId, { ...served(other), name: "Others" });
    expect(updated).toEqual({
      ...created,
      targetId,
      name: "Others",
      description: undefined,
      targetConfiguration: { mcp: { mcpServer: { endpoint: other, listingMode: "DEFAULT" } } },
      updatedAt: "2026-01-02T03:04:06.678Z",
      lastSynchronizedAt: "2026-01-02T03:04:06.678Z",
    });
    expect(server.asked).toEqual([endpoint, other]);
    expect((await stored(targetId))?.tools).toEqual([write]);
    expect(events.slice(-2)).toEqual(["settle 123456789012 us-west-2", "change"]);
  });

  it(
    verifies("target.mcp.update-failed", "that fails is UPDATE_UNSUCCESSFUL and stays as it was, tools too"),
    async () => {
      const { create, update, server, stored } = await open();
      const { targetId } = await create({ description: "d" });
      const before = await stored(targetId);
      server.answer = new McpServerFailure("no route");
      const updated = await update(targetId, { ...served("https://other.example"), name: "Others" });
      expect([updated.status, updated.statusReasons]).toEqual(["UPDATE_UNSUCCESSFUL", [`${prefix}no route`]]);
      expect(await stored(targetId)).toEqual({
        ...before,
        status: "UPDATE_UNSUCCESSFUL",
        statusReasons: [`${prefix}no route`],
      });
      server.answer = [write];
      expect((await update(targetId)).status).toBe("READY");
      expect(await stored(targetId)).toMatchObject({ statusReasons: [], tools: [write] });
    },
  );

  it("a target may become a Lambda function, and a server again", async () => {
    const { create, update, server, stored } = await open();
    server.answer = new McpServerFailure("down");
    const { targetId } = await create();
    const asLambda = await update(targetId, lambda);
    expect([asLambda.status, asLambda.statusReasons, asLambda.lastSynchronizedAt]).toEqual([
      "READY",
      [],
      undefined,
    ]);
    expect((await update(targetId)).status).toBe("UPDATE_UNSUCCESSFUL");
    expect(await stored(targetId)).toMatchObject({ backend: { kind: "lambda" }, tools: [{ name: "list" }] });
    server.answer = [read];
    expect((await update(targetId)).status).toBe("READY");
    expect(await stored(targetId)).toMatchObject({ backend: { kind: "mcpServer" }, tools: [read] });
  });

  it.each<["update" | "synchronize"]>([["update"], ["synchronize"]])(
    verifies(
      "target.mcp.two-writers",
      "%s takes nothing over for a target that was changed or deleted meanwhile",
    ),
    async (operation) => {
      const { create, update, synchronize, remove, server, stored } = await open();
      const { targetId } = await create();
      const attempt = () => (operation === "update" ? update(targetId) : synchronize(targetId));
      server.answer = [write];
      server.meanwhile = () => update(targetId, { ...lambda, name: "Quick" });
      const changed = attempt();
      await expect(changed).rejects.toThrow(ConflictException);
      await expect(changed).rejects.toThrow(
        `Target ${targetId} was changed by another call while its MCP server was asked`,
      );
      expect(await stored(targetId)).toMatchObject({ name: "Quick", tools: [{ name: "list" }] });
      server.meanwhile = async () => {};
      await update(targetId);
      server.meanwhile = () => remove(targetId);
      await expect(attempt()).rejects.toThrow(ResourceNotFoundException);
      expect(await stored(targetId)).toBeUndefined();
    },
  );
});

describe("SynchronizeGatewayTargets", () => {
  it(verifies("target.mcp.synchronize", "takes over what the server lists now, and when"), async () => {
    const { create, synchronize, server, stored, time, events } = await open();
    server.answer = new McpServerFailure("down");
    const { targetId, ...created } = await create();
    time.now += 1000;
    server.answer = [read, write];
    const { targets } = await synchronize(targetId);
    expect(targets).toEqual([
      {
        ...created,
        targetId,
        status: "READY",
        statusReasons: [],
        updatedAt: "2026-01-02T03:04:06.678Z",
        lastSynchronizedAt: "2026-01-02T03:04:06.678Z",
      },
    ]);
    expect((await stored(targetId))?.tools).toEqual([read, write]);
    expect(events.slice(-2)).toEqual(["settle 123456789012 us-west-2", "change"]);
  });

  it(verifies("target.mcp.synchronize-failed", "that fails says why, and the old tools stay"), async () => {
    const { create, synchronize, server, stored, time } = await open();
    const { targetId } = await create();
    time.now += 1000;
    server.answer = new McpServerFailure("down");
    const { targets } = await synchronize(targetId);
    expect(targets).toMatchObject([
      {
        status: "SYNCHRONIZE_UNSUCCESSFUL",
        statusReasons: [`${prefix}down`],
        lastSynchronizedAt: "2026-01-02T03:04:05.678Z",
      },
    ]);
    expect((await stored(targetId))?.tools).toEqual([read]);
  });

  it(
    verifies("target.mcp.synchronize-lambda", "is for MCP servers: a Lambda target is refused"),
    async () => {
      const { create, synchronize, server } = await open();
      const { targetId } = await create(lambda);
      await expect(synchronize(targetId)).rejects.toMatchObject({
        name: "ValidationException",
        message: `Target ${targetId} (Files) is a Lambda function, whose tools are declared and not listed: change them by UpdateGatewayTarget. Only MCP servers are synchronized.`,
      });
      await expect(synchronize("ABCDEFGHIJ")).rejects.toThrow(ResourceNotFoundException);
      expect(server.asked).toEqual([]);
    },
  );

  it("takes one target a call, as AWS's model says", () => {
    const { input } = operations.SynchronizeGatewayTargets;
    const gatewayIdentifier = "files-0123456789";
    for (const targetIdList of [[], ["ABCDEFGHIJ", "KLMNOPQRST"], ["x"]]) {
      expect(() => validate(input, { gatewayIdentifier, targetIdList })).toThrow(ValidationException);
    }
    const one = { gatewayIdentifier, targetIdList: ["ABCDEFGHIJ"] };
    expect(validate(input, one)).toEqual(one);
  });
});

describe("policies on the tools of an MCP server", () => {
  const cedar = createCedar();
  const solver = createSolver();
  afterAll(() => Promise.all([cedar.close(), solver.close()]));

  async function withPolicies() {
    const opened = await open({
      cedar,
      solver,
      settle: settlePolicies,
    });
    const engine = await opened.control.CreatePolicyEngine({ name: "Engine" }, caller);
    const { policyEngineId } = engine;
    const create = (name: string, tool: string, condition: string) =>
      opened.control.CreatePolicy(
        {
          policyEngineId,
          name,
          definition: {
            cedar: {
              statement: `permit(principal, action == AgentCore::Action::"Files___${tool}", resource == AgentCore::Gateway::"${opened.gateway.gatewayArn}") when { ${condition} };`,
            },
          },
        },
        caller,
      );
    const status = async (policyId: string) => {
      const policy = await opened.control.GetPolicy({ policyEngineId, policyId }, caller);
      return [policy.status, ...policy.statusReasons];
    };
    return { ...opened, createPolicy: create, status };
  }

  it(
    verifies(
      "target.mcp.policies",
      "wait while the tools could not be listed, and are settled when they are",
    ),
    async () => {
      const { create, synchronize, server, createPolicy, status, gateway } = await withPolicies();
      const early = await createPolicy(
        "Early",
        "read",
        'context.input has path && context.input.path like "out/*"',
      );
      expect(early.status).toBe("CREATING");
      server.answer = new McpServerFailure("down");
      const { targetId } = await create();
      expect(await status(early.policyId)).toEqual([
        "CREATING",
        `Waits for the tools of the target Files on the gateway ${gateway.gatewayId}. ${prefix}down`,
        "Until then this permit is not in force and allows nothing.",
      ]);
      const late = await createPolicy("Late", "read", "context.input has path");
      expect(late.status).toBe("CREATING");
      server.answer = [read];
      await synchronize(targetId);
      expect(await status(early.policyId)).toEqual(["ACTIVE"]);
      expect(await status(late.policyId)).toEqual(["ACTIVE"]);
    },
  );

  it("must ask first for what may be null, and are checked against the server's schema", async () => {
    const { create, createPolicy } = await withPolicies();
    await create();
    await expect(createPolicy("A", "read", 'context.input.path == "x"')).rejects.toThrow(
      "context.input has path && context.input.path",
    );
    await expect(createPolicy("B", "raad", "true")).rejects.toThrow(
      'Did you mean AgentCore::Action::"Files___read"?',
    );
  });
});

it("a running Toolgate shows in its status which targets are not READY, and why", async () => {
  const running = await runToolgate();
  onTestFinished(() => running.close());
  const { gatewayId } = await running.createGateway("files", {});
  const target = await running.aws.send(
    new CreateGatewayTargetCommand({
      gatewayIdentifier: gatewayId,
      name: "Files",
      targetConfiguration: { mcp: { mcpServer: { endpoint: "http://127.0.0.1:1/mcp" } } },
    }),
  );
  expect(target.status).toBe("FAILED");
  const { stdout, code } = await toolgate("status", "--url", running.toolgate.controlUrl);
  expect(code).toBe(0);
  expect(stdout).toContain(`  ! Target Files (${target.targetId}) is FAILED: ${prefix}`);
});

describe("a running Toolgate before a running MCP server", () => {
  it(
    verifies("target.mcp.end-to-end", "decides on the server's own schema, and serves what it last listed"),
    async () => {
      const pages: object[][] = [[read]];
      const behind = await startUpstream({
        pages,
        tools: {
          read: (call) => call.result(JSON.stringify({ content: [{ type: "text", text: "done" }] })),
        },
      });
      onTestFinished(() => behind.close());
      const running = await runToolgate();
      onTestFinished(() => running.close());
      const { aws } = running;
      const engine = await aws.send(new CreatePolicyEngineCommand({ name: "Files" }));
      const gateway = await running.createGateway(
        "files",
        {},
        { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
      );
      const gatewayIdentifier = gateway.gatewayId;
      const { targetId, status } = await aws.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier,
          name: "Files",
          targetConfiguration: { mcp: { mcpServer: { endpoint: behind.url } } },
        }),
      );
      expect(status).toBe("READY");
      const statement = `permit(principal, action in AgentCore::Action::"Files", resource == AgentCore::Gateway::"${gateway.gatewayArn}") unless { context.input has path && !(context.input.path like "out/*") };`;
      const policy = await aws.send(
        new CreatePolicyCommand({
          policyEngineId: engine.policyEngineId,
          name: "OnlyOut",
          definition: { cedar: { statement } },
        }),
      );
      expect([policy.status, policy.statusReasons]).toEqual(["ACTIVE", []]);

      const url = String(gateway.gatewayUrl);
      const bearer = await running.issuer.token({});
      const list = await rpc(url, bearer, "tools/list");
      expect(list.body.result.tools).toEqual([{ ...read, name: "Files___read" }]);
      const got = async (path: unknown) => {
        const { body } = await callTool(url, bearer, "Files___read", { path, more: 1 });
        return body.result.content[0].text;
      };
      expect(await got("out/a")).toBe("done");
      expect(await got(null)).toBe("done");
      expect(await got("etc/passwd")).toContain("Tool Execution Denied");
      expect(behind.calls().map(({ body }) => body.params.arguments)).toEqual([
        { path: "out/a" },
        { path: null },
      ]);

      const synchronize = async () =>
        (
          await aws.send(
            new SynchronizeGatewayTargetsCommand({ gatewayIdentifier, targetIdList: [String(targetId)] }),
          )
        ).targets?.map((target) => target.status);
      pages.splice(0, 1, [read, write]);
      expect(await synchronize()).toEqual(["READY"]);
      expect(await toolNames(url, bearer)).toEqual(["Files___read", "Files___write"]);
      await behind.close();
      expect(await synchronize()).toEqual(["SYNCHRONIZE_UNSUCCESSFUL"]);
      expect(await toolNames(url, bearer)).toEqual(["Files___read", "Files___write"]);
    },
  );
});

it(verifies("gateway.list", "the longest name that a tool is listed by can be called"), async () => {
  const longest = `${"a-".repeat(100)}___${"x".repeat(256)}`;
  const [targetName = "", name = ""] = longest.split("___");
  const behind = await startUpstream({
    pages: [[{ name, inputSchema: { type: "object" } }]],
    tools: { [name]: ({ result }) => result('{"content":[]}') },
  });
  onTestFinished(() => behind.close());
  const running = await runToolgate();
  onTestFinished(() => running.close());
  const gateway = await running.createGateway("long-names", {});
  await running.aws.send(
    new CreateGatewayTargetCommand({
      gatewayIdentifier: gateway.gatewayId,
      name: targetName,
      targetConfiguration: { mcp: { mcpServer: { endpoint: behind.url } } },
    }),
  );
  const url = String(gateway.gatewayUrl);
  const bearer = await running.issuer.token({});
  expect(await toolNames(url, bearer)).toEqual([longest]);
  expect((await callTool(url, bearer, longest, {})).body.result).toEqual({ content: [] });
});
