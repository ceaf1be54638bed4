import {
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { signatureHeaders } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Gateways whose authorizerType is AWS_IAM: callers sign, and policies see AgentCore::IamEntity. */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const tool = {
  name: "read",
  inputSchema: { type: "object" as const, properties: { path: { type: "string" as const } } },
};

let running: RunningToolgate;
let gatewayId: string;
let url: string;
let ann: Credentials;
let bob: Credentials;
const reasons: (readonly string[])[] = [];

async function key(name: string, headers: Record<string, string>): Promise<Credentials> {
  const address = `${running.toolgate.controlUrl}/toolgate/v1/keys`;
  const { text } = await rawRequest(address, { method: "POST", headers, body: JSON.stringify({ name }) });
  return JSON.parse(text) as Credentials;
}

function signature(
  at: string,
  body: string,
  credentials: Credentials,
  service: string,
  region = "us-west-2",
) {
  const asked = { method: "POST", url: new URL(at), body, service, region, now: Date.now() };
  return signatureHeaders(asked, credentials);
}

beforeAll(async () => {
  running = await runToolgate();
  const { policyEngineId, policyEngineArn } = await running.aws.send(
    new CreatePolicyEngineCommand({ name: "Signed" }),
  );
  const gateway = await running.createGateway(
    "signed",
    { Files: [tool] },
    {
      authorizerType: "AWS_IAM",
      authorizerConfiguration: undefined,
      policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
    },
  );
  gatewayId = String(gateway.gatewayId);
  url = String(gateway.gatewayUrl);
  const scope = `action == AgentCore::Action::"Files___read", resource == AgentCore::Gateway::"${gateway.gatewayArn}"`;
  const statements = [
    `permit(principal == AgentCore::IamEntity::"arn:aws:iam::123456789012:user/toolgate/ann", ${scope}) when { context.input has path && context.input.path like "/public/*" };`,
    `forbid(principal, ${scope}) when { principal.id like "arn:aws:iam::999999999999:*" };`,
    `permit(principal is AgentCore::OAuthUser, ${scope}) when { context.input has path };`,
  ];
  for (const [index, statement] of statements.entries()) {
    const made = await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `Policy${index}`,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    reasons.push([String(made.status), ...(made.statusReasons ?? [])]);
  }
  ann = await key("ann", { authorization: "test" });
  const address = `${running.toolgate.controlUrl}/toolgate/v1/keys`;
  bob = await key("bob", signature(address, '{"name":"bob"}', ann, "toolgate"));
});
afterAll(() => running.close());

function message(method: string, params?: object): string {
  return JSON.stringify({ jsonrpc: "2.0", id: 1, method, ...(params && { params }) });
}
const call = (path: string) => message("tools/call", { name: "Files___read", arguments: { path } });

async function post(body: string, headers: Record<string, string>) {
  const {
    status,
    headers: told,
    text,
  } = await rawRequest(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status, told, text, answer: JSON.parse(text) };
}
const signed = (body: string, credentials: Credentials) =>
  post(body, signature(url, body, credentials, "bedrock-agentcore"));

describe("a gateway of AWS_IAM", () => {
  it(
    verifies(
      "iam-gateway.policies",
      "takes policies on AgentCore::IamEntity, and notes one that no caller of it fits",
    ),
    () => {
      expect(reasons).toEqual([
        ["ACTIVE"],
        ["ACTIVE"],
        ["ACTIVE", expect.stringMatching(/^It never applies: /)],
      ]);
    },
  );

  it(
    verifies("iam-gateway.calls", "lists and calls what policy allows the signer, and denies all else"),
    async () => {
      const listed = await signed(message("tools/list"), ann);
      expect(listed.answer.result.tools.map(({ name }: { name: string }) => name)).toEqual(["Files___read"]);
      expect((await signed(call("/public/a"), ann)).answer.result.isError).not.toBe(true);
      expect((await signed(call("/secret"), ann)).answer.result.content[0].text).toContain(
        "Tool Execution Denied",
      );
      expect((await signed(message("tools/list"), bob)).answer.result.tools).toEqual([]);
      expect((await signed(call("/public/a"), bob)).answer.result.isError).toBe(true);
    },
  );

  const body = call("/public/a");
  it.each([
    ["no signature", () => ({})],
    ["a bearer token", () => ({ authorization: "Bearer x" })],
    ["another secret", () => signature(url, body, { ...ann, secretAccessKey: "x" }, "bedrock-agentcore")],
    ["an unknown key", () => signature(url, body, { ...ann, accessKeyId: "AKIDX" }, "bedrock-agentcore")],
    ["another service", () => signature(url, body, ann, "execute-api")],
    ["another Region than the gateway's", () => signature(url, body, ann, "bedrock-agentcore", "us-east-1")],
    ["another body's signature", () => signature(url, call("/public/b"), ann, "bedrock-agentcore")],
    ["another body's signature that declares no hash", () => unhashed(call("/public/b"))],
  ])(verifies("iam-gateway.refused", "answers 401 to %s"), async (_, headers) => {
    const { status, told, answer } = await post(body, headers());
    expect([status, told["www-authenticate"], answer.error.code]).toEqual([
      401,
      'AWS4-HMAC-SHA256 service="bedrock-agentcore"',
      -32001,
    ]);
  });

  /** As botocore signs: only host and date. */
  function unhashed(over: string): Record<string, string> {
    const full = signature(url, over, ann, "bedrock-agentcore");
    return Object.fromEntries(Object.entries(full).filter(([name]) => name !== "x-amz-content-sha256"));
  }

  it("is explained for a caller by ARN, a role's session as its role", async () => {
    const address = `${running.toolgate.controlUrl}/toolgate/v1/explain`;
    const explain = async (id: string) => {
      const asked = JSON.stringify({
        gatewayIdentifier: gatewayId,
        tool: "Files___read",
        principal: { id },
        arguments: { path: "/public/a" },
      });
      const headers = signature(address, asked, ann, "toolgate");
      const { text } = await rawRequest(address, { method: "POST", headers, body: asked });
      const { decision, asked: of } = JSON.parse(text);
      return [decision, of?.principal];
    };
    expect(await explain("arn:aws:iam::123456789012:user/toolgate/ann")).toEqual([
      "ALLOW",
      { type: "AgentCore::IamEntity", id: "arn:aws:iam::123456789012:user/toolgate/ann" },
    ]);
    expect(await explain("arn:aws:sts::123456789012:assumed-role/Agent/session-1")).toEqual([
      "DENY",
      { type: "AgentCore::IamEntity", id: "arn:aws:sts::123456789012:assumed-role/Agent" },
    ]);
  });

  it("is shown with its authorizerType, and has no metadata for OAuth", async () => {
    const { BedrockAgentCoreControlClient } = await import("@aws-sdk/client-bedrock-agentcore-control");
    const aws = new BedrockAgentCoreControlClient({
      endpoint: running.toolgate.controlUrl,
      region: "us-west-2",
      credentials: ann,
    });
    const shown = await aws.send(new GetGatewayCommand({ gatewayIdentifier: gatewayId }));
    expect([shown.authorizerType, shown.authorizerConfiguration]).toEqual(["AWS_IAM", undefined]);
    const metadata = `${running.toolgate.url}/.well-known/oauth-protected-resource/gateways/${gatewayId}/mcp`;
    expect((await rawRequest(metadata)).status).toBe(404);
  });
});
