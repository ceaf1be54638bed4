import { CloudWatchLogsClient, DescribeDeliveriesCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type CreatedMcpGateway, GatewayClient, TokenError } from "@toolgate/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, echoArn, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** A gateway of which nothing is given: its pool, its tokens and its deliveries, read back with AWS's own clients. */

let running: RunningToolgate;
let gateways: GatewayClient;
let gateway: CreatedMcpGateway;
let cognito: CognitoIdentityProviderClient;
let logs: CloudWatchLogsClient;

const clientInfo = () =>
  gateway.clientInfo ?? expect.unreachable("the gateway came without its pool's client");

beforeAll(async () => {
  running = await runToolgate();
  const endpoint = running.toolgate.controlUrl;
  const aws = {
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  };
  gateways = new GatewayClient({ endpoint });
  cognito = new CognitoIdentityProviderClient(aws);
  logs = new CloudWatchLogsClient(aws);
  gateway = await gateways.createMcpGateway();
  const inputSchema = { type: "object" };
  await gateways.createMcpGatewayTarget({
    gateway,
    name: "Echo",
    targetPayload: {
      lambdaArn: echoArn,
      toolSchema: { inlinePayload: [{ name: "go", description: "Goes", inputSchema }] },
    },
  });
});

afterAll(async () => {
  cognito.destroy();
  logs.destroy();
  await running.close();
});

describe("a gateway of which nothing is given", () => {
  it(verifies("typescript.cognito", "is called with a token of its own pool"), async () => {
    expect(gateway.name).toMatch(/^TestGateway[0-9a-f]{8}$/);
    expect(clientInfo().scope).toBe(`${gateway.name}/invoke`);
    const token = await gateways.getAccessTokenForCognito(clientInfo());
    const url = String(gateway.gatewayUrl);
    expect(await toolNames(url, token)).toEqual(["Echo___go"]);
    const { body } = await callTool(url, token, "Echo___go", {});
    expect(body.result.isError).toBe(false);
    const claims = JSON.parse(Buffer.from(String(token.split(".")[1]), "base64url").toString());
    expect(claims).toMatchObject({
      client_id: clientInfo().clientId,
      scope: clientInfo().scope,
      token_use: "access",
    });
  });

  it("gets no token with a wrong secret, and the secret is not in the error", async () => {
    const wrong = { ...clientInfo(), clientSecret: "not-the-secret" };
    const error = await gateways.getAccessTokenForCognito(wrong).catch((failure: Error) => failure);
    expect(error).toBeInstanceOf(TokenError);
    expect(String(error)).toContain("invalid_client");
    expect(String(error)).not.toContain("not-the-secret");
  });

  it(
    verifies("typescript.observability", "has its logs and traces delivered, until that is ended"),
    async () => {
      expect(gateway.observability).toEqual({
        logGroup: `/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/${gateway.gatewayId}`,
        deliveries: { logs: expect.any(String), traces: expect.any(String) },
      });
      const sources = async () => {
        const { deliveries = [] } = await logs.send(new DescribeDeliveriesCommand({}));
        return deliveries.map(({ deliverySourceName }) => deliverySourceName).sort();
      };
      expect(await sources()).toEqual([
        `${gateway.gatewayId}-logs-source`,
        `${gateway.gatewayId}-traces-source`,
      ]);
      expect((await gateways.enableObservability(gateway)).deliveries).toEqual({});
      await gateways.disableObservability({ gatewayId: gateway.gatewayId, deleteLogGroup: true });
      expect(await sources()).toEqual([]);
    },
  );

  it(verifies("typescript.cleanup-gateway", "goes with its targets and its pool"), async () => {
    const UserPoolId = clientInfo().userPoolId;
    expect((await cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.Id).toBe(UserPoolId);
    await gateways.cleanupGateway({ gatewayId: gateway.gatewayId, clientInfo: clientInfo() });
    expect((await gateways.listGateways()).items).toEqual([]);
    await expect(cognito.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toThrow(UserPoolId);
  });
});
