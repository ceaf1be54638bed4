import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CleanupError,
  ConflictException,
  createControlCaller,
  GatewayClient,
  NetworkError,
  PolicyClient,
  PolicyCreateFailedError,
  PolicyUpdateFailedError,
  ResourceNotFoundException,
  ValidationException,
  WaitTimeoutError,
} from "@toolgate/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, echoArn, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let policies: PolicyClient;
let gateways: GatewayClient;
let authorizerConfiguration: object;

const roleArn = "arn:aws:iam::123456789012:role/RefundGatewayRole";
const tools = [
  {
    name: "process_refund",
    description: "Process customer refund",
    inputSchema: {
      type: "object",
      properties: { orderId: { type: "string" }, amount: { type: "integer" } },
      required: ["orderId", "amount"],
    },
  },
];
const targetPayload = { lambdaArn: echoArn, toolSchema: { inlinePayload: tools } };
const under = (limit: number, gateway: string) => `permit(
  principal is AgentCore::OAuthUser,
  action == AgentCore::Action::"RefundTarget___process_refund",
  resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${gateway}"
) when { context.input.amount < ${limit} };`;
const cedar = (statement: string) => ({ cedar: { statement } });

beforeAll(async () => {
  running = await runToolgate();
  const settings = { endpoint: running.toolgate.controlUrl };
  policies = new PolicyClient(settings);
  gateways = new GatewayClient(settings);
  authorizerConfiguration = { customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl } };
});

afterAll(() => running.close());

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("it should have failed"),
    (error: Error) => error,
  );

async function gatewayWithTarget(name: string) {
  const gateway = await gateways.createMcpGateway({
    name,
    roleArn,
    authorizerConfiguration,
    enableObservability: false,
  });
  const target = await gateways.createMcpGatewayTarget({ gateway, name: "RefundTarget", targetPayload });
  return { gateway, target };
}

/** Whether a refund goes through. */
async function refund(gatewayUrl: string | undefined, amount: number): Promise<boolean> {
  const args = { orderId: "1", amount };
  const { body } = await callTool(
    String(gatewayUrl),
    await running.issuer.token({}),
    "RefundTarget___process_refund",
    args,
  );
  return body.result.isError !== true;
}

describe("the refund story through the TypeScript clients", () => {
  it(verifies("typescript.toolgate", "runs from an empty engine to an empty engine"), async () => {
    const engine = await policies.createOrGetPolicyEngine({
      name: "Story",
      description: "Rules for refunds",
    });
    const { policyEngineId } = engine;
    expect([engine.status, engine.description]).toEqual(["ACTIVE", "Rules for refunds"]);
    const again = await policies.createOrGetPolicyEngine({ name: "Story", description: "other" });
    expect(again).toEqual(engine);

    const waiting = await policies.createPolicy({
      policyEngineId,
      name: "small",
      definition: cedar(under(500, "story")),
    });
    expect(waiting.status).toBe("CREATING");
    expect(waiting.statusReasons.join(" ")).toContain("Waits for the gateway story");

    const { gateway, target } = await gatewayWithTarget("story");
    expect([gateway.status, target.status]).toEqual(["READY", "READY"]);
    const active = await policies.waitForPolicyActive(waiting);
    expect(active.status).toBe("ACTIVE");

    const attached = await gateways.updateGatewayPolicyEngine({
      gatewayIdentifier: gateway.gatewayArn,
      policyEngineArn: engine.policyEngineArn,
    });
    expect(attached.policyEngineConfiguration).toEqual({ arn: engine.policyEngineArn, mode: "ENFORCE" });
    expect(await toolNames(String(gateway.gatewayUrl), await running.issuer.token({}))).toEqual([
      "RefundTarget___process_refund",
    ]);
    expect([await refund(gateway.gatewayUrl, 450), await refund(gateway.gatewayUrl, 750)]).toEqual([
      true,
      false,
    ]);

    const stop = await policies.createPolicy({
      policyEngineId,
      name: "stop",
      definition: cedar(
        `forbid(principal, action == AgentCore::Action::"RefundTarget___process_refund", resource == AgentCore::Gateway::"${gateway.gatewayArn}");`,
      ),
      validationMode: "IGNORE_ALL_FINDINGS",
    });
    expect(await refund(gateway.gatewayUrl, 450)).toBe(false);
    expect((await policies.disablePolicy(stop)).enforcementMode).toBe("LOG_ONLY");
    expect(await refund(gateway.gatewayUrl, 450)).toBe(true);
    expect((await policies.enablePolicy(stop)).enforcementMode).toBe("ACTIVE");
    expect(await refund(gateway.gatewayUrl, 450)).toBe(false);

    await gateways.updateGatewayPolicyEngine({
      gatewayIdentifier: gateway.gatewayId,
      policyEngineArn: engine.policyEngineArn,
      mode: "LOG_ONLY",
    });
    expect(await refund(gateway.gatewayUrl, 750)).toBe(true);

    const inUse = await failure(policies.cleanupPolicyEngine({ policyEngineId }, { maxWaitMs: 0 }));
    expect(inUse).toBeInstanceOf(CleanupError);
    expect(inUse.message).toContain(gateway.gatewayId);
    const detached = await gateways.updateGateway({
      gatewayIdentifier: gateway.gatewayId,
      policyEngineConfiguration: null,
    });
    expect(detached.policyEngineConfiguration).toBeUndefined();
    await policies.cleanupPolicyEngine({ policyEngineId });
    expect((await policies.listPolicyEngines()).policyEngines.map(({ name }) => name)).not.toContain("Story");

    await gateways.cleanupGateway({ gatewayId: gateway.gatewayId });
    expect(await failure(gateways.getGateway({ name: "story" }))).toBeInstanceOf(ResourceNotFoundException);
  });
});

describe("policies", () => {
  let policyEngineId: string;

  beforeAll(async () => {
    ({ policyEngineId } = await policies.createPolicyEngine({ name: "Rules" }));
    await gatewayWithTarget("rules");
  });

  it("are brought from version to version under one name", async () => {
    const version = (limit: number, more = {}) =>
      policies.createOrGetPolicy({
        policyEngineId,
        name: "versioned",
        definition: cedar(under(limit, "rules")),
        description: `up to ${limit}`,
        ...more,
      });
    const first = await version(500);
    const same = await version(500);
    expect(same.updatedAt).toBe(first.updatedAt);
    const second = await version(400, { enforcementMode: "LOG_ONLY" });
    expect(second).toMatchObject({
      policyId: first.policyId,
      status: "ACTIVE",
      description: "up to 400",
      enforcementMode: "LOG_ONLY",
      definition: cedar(under(400, "rules")),
    });
  });

  it("that cannot be are errors with the cure", async () => {
    const bare = cedar(
      'forbid(principal, action == AgentCore::Action::"RefundTarget___process_refund", resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/rules");',
    );
    const strict = {
      policyEngineId,
      name: "bare",
      definition: bare,
      validationMode: "FAIL_ON_ANY_FINDINGS" as const,
    };
    const failed = await failure(policies.createPolicy(strict));
    expect(failed).toBeInstanceOf(PolicyCreateFailedError);
    expect(failed.message).toContain("Overly Restrictive: Policy Engine will deny every request");
    const mended = await policies.createOrGetPolicy({ ...strict, validationMode: "IGNORE_ALL_FINDINGS" });
    expect(mended.status).toBe("ACTIVE");
    const worse = await failure(
      policies.updatePolicy({
        policyEngineId,
        policyId: mended.policyId,
        definition: bare,
        validationMode: "FAIL_ON_ANY_FINDINGS",
      }),
    );
    expect(worse).toBeInstanceOf(PolicyUpdateFailedError);
    const invalid = await failure(
      policies.createPolicy({ policyEngineId, name: "has-a-hyphen", definition: bare }),
    );
    expect(invalid).toBeInstanceOf(ValidationException);
    expect((invalid as ValidationException).fieldList).toEqual([
      { name: "name", message: expect.stringContaining("regular expression pattern") },
    ]);
  });

  it("have descriptions that are changed and cleared", async () => {
    const { policyId } = await policies.createPolicy({
      policyEngineId,
      name: "described",
      definition: cedar(under(5, "rules")),
      description: "first",
    });
    const of = { policyEngineId, policyId };
    expect((await policies.updatePolicy({ ...of, description: "second" })).description).toBe("second");
    expect((await policies.updatePolicy({ ...of, description: null })).description).toBeUndefined();
    const engine = { policyEngineId };
    expect((await policies.updatePolicyEngine({ ...engine, description: "rules" })).description).toBe(
      "rules",
    );
  });

  it("are listed whole and in pages", async () => {
    const whole = await policies.listPolicies({ policyEngineId });
    expect(whole.policies.length).toBeGreaterThan(1);
    const page = await policies.listPolicies({ policyEngineId, maxResults: 1 });
    expect([page.policies.length, typeof page.nextToken]).toEqual([1, "string"]);
  });

  it("that wait longer than allowed are told with what they wait for", async () => {
    const policy = await policies.createPolicy({
      policyEngineId,
      name: "early",
      definition: cedar(under(5, "not-there-yet")),
    });
    const error = await failure(policies.waitForPolicyActive(policy, { maxWaitMs: 0 }));
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error.message).toContain("Waits for the gateway not-there-yet");
  });

  it("are deleted until they are gone", async () => {
    const policy = await policies.createPolicy({
      policyEngineId,
      name: "short",
      definition: cedar(under(7, "rules")),
    });
    await policies.deletePolicy(policy);
    expect(await failure(policies.getPolicy(policy))).toBeInstanceOf(ResourceNotFoundException);
  });

  it("are generated from a sentence, with the policy to create", async () => {
    const { gateway } = await gatewayWithTarget("written");
    const resource = { arn: String(gateway.gatewayArn) };
    const content = { rawText: "Allow refunds for amounts less than $500" };
    const asked = { policyEngineId, name: "refund_policy", resource, content, fetchAssets: true };
    const { status, generatedPolicies } = await policies.generatePolicy(asked);
    expect([status, generatedPolicies?.length]).toEqual(["GENERATED", 1]);
    const [{ definition, findings } = { findings: [] }] = generatedPolicies ?? [];
    expect(findings.map(({ type }) => type)).toEqual(["VALID"]);
    expect(JSON.stringify(definition)).toContain("context.input.amount < 500");
    const error = await failure(policies.generatePolicy({ ...asked, name: "refund-policy" }));
    expect(error).toBeInstanceOf(ValidationException);
  });
});

describe("gateways", () => {
  it("are found by name and ARN, renamed in their description, and refuse to go with targets", async () => {
    const { gateway, target } = await gatewayWithTarget("found");
    expect((await gateways.getGateway({ name: "found" })).gatewayId).toBe(gateway.gatewayId);
    expect((await gateways.listGateways({ name: "found" })).items).toHaveLength(1);
    const byName = { name: "found", targetName: "RefundTarget" };
    expect((await gateways.getGatewayTarget(byName)).targetId).toBe(target.targetId);
    const updated = await gateways.updateGateway({
      gatewayIdentifier: gateway.gatewayArn,
      description: "Refunds",
    });
    expect(updated).toMatchObject({
      status: "READY",
      description: "Refunds",
      exceptionLevel: "DEBUG",
      authorizerConfiguration,
      protocolConfiguration: { mcp: { searchType: "SEMANTIC" } },
    });
    expect(await failure(gateways.deleteGateway({ name: "found" }))).toBeInstanceOf(ConflictException);
    await gateways.deleteGatewayTarget(byName);
    await gateways.deleteGateway({ name: "found" });
    expect((await gateways.listGateways({ name: "found" })).items).toEqual([]);
  });

  it("go with their targets where that is asked for", async () => {
    const { gateway } = await gatewayWithTarget("with-targets");
    await gateways.deleteGateway({ gatewayArn: gateway.gatewayArn, skipResourceInUse: true });
    expect(await failure(gateways.getGateway(gateway))).toBeInstanceOf(ResourceNotFoundException);
  });
});

describe("the caller", () => {
  it("signs what the server reads as the key's and the Region's", async () => {
    const call = createControlCaller({
      endpoint: running.toolgate.controlUrl,
      region: "eu-central-1",
      credentials: { accessKeyId: "AKIDSDK", secretAccessKey: "secret" },
    });
    const engine = await call("CreatePolicyEngine", { name: "Elsewhere", tags: { team: "a b/c" } });
    expect(engine.policyEngineArn).toContain(
      ":bedrock-agentcore:eu-central-1:123456789012:policy-engine/Elsewhere-",
    );
    const resourceArn = engine.policyEngineArn;
    expect(await call("ListTagsForResource", { resourceArn })).toEqual({ tags: { team: "a b/c" } });
    await call("UntagResource", { resourceArn, tagKeys: ["team", "other"] });
    expect(await call("ListTagsForResource", { resourceArn })).toEqual({ tags: {} });
  });

  it("is told what there is not, with the request's id", async () => {
    const call = createControlCaller({ endpoint: running.toolgate.controlUrl });
    const error = await failure(call("GetGateway", { gatewayIdentifier: "nothing-0123456789" }));
    expect(error).toMatchObject({
      name: "ResourceNotFoundException",
      status: 404,
      operation: "GetGateway",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it(verifies("typescript.redirects", "follows no redirect, for a signature is for one host"), async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(307, { location: "/elsewhere" }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const call = createControlCaller({ endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
      expect(await failure(call("ListGateways", {}))).toBeInstanceOf(NetworkError);
      expect(asked).toEqual(["/gateways/"]);
    } finally {
      server.close();
    }
  });
});
