/** A Toolgate for tests: own data folder, own issuer, an echoing tool, the AWS SDK pointed at it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  type CreateGatewayCommandOutput,
  CreateGatewayTargetCommand,
  type SchemaDefinition,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { type Config, createLog, readConfig, startToolgate, type Toolgate } from "@toolgate/server";
import { type Issuer, startIssuer } from "./issuer.ts";

export interface ToolSpec {
  readonly name: string;
  readonly inputSchema: SchemaDefinition;
  readonly outputSchema?: SchemaDefinition;
}

export interface RunningToolgate {
  readonly toolgate: Toolgate;
  readonly data: string;
  readonly issuer: Issuer;
  readonly aws: BedrockAgentCoreControlClient;
  /** A gateway that trusts the issuer, with one target of the function (the echoing one) for each entry. */
  createGateway(
    name: string,
    targets: Readonly<Record<string, readonly ToolSpec[]>>,
    more?: object,
    lambdaArn?: string,
  ): Promise<CreateGatewayCommandOutput>;
  close(): Promise<void>;
}

export const echoArn = "arn:aws:lambda:us-west-2:123456789012:function:Echo";

/** Starts a Toolgate; `settings` override the defaults. */
export async function runToolgate(settings: Partial<Config> = {}): Promise<RunningToolgate> {
  const data = settings.data ?? (await mkdtemp(join(tmpdir(), "toolgate-test-")));
  const issuer = await startIssuer();
  const config: Config = {
    ...readConfig({ flags: { port: 0, data, logLevel: "silent", shadowCheck: 1 } }),
    baseFolder: fileURLToPath(new URL("./functions", import.meta.url)),
    functions: [{ name: "Echo", module: "./echo.mjs" }],
    ...settings,
  };
  const toolgate = await startToolgate(config, createLog(config.logLevel));
  const aws = new BedrockAgentCoreControlClient({
    endpoint: toolgate.controlUrl,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  });
  return {
    toolgate,
    data,
    issuer,
    aws,
    async createGateway(name, targets, more = {}, lambdaArn = echoArn) {
      const gateway = await aws.send(
        new CreateGatewayCommand({
          name,
          roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
          protocolType: "MCP",
          authorizerType: "CUSTOM_JWT",
          authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: issuer.discoveryUrl } },
          ...more,
        }),
      );
      for (const [target, tools] of Object.entries(targets)) {
        await aws.send(
          new CreateGatewayTargetCommand({
            gatewayIdentifier: gateway.gatewayId,
            name: target,
            targetConfiguration: {
              mcp: {
                lambda: {
                  lambdaArn,
                  toolSchema: {
                    inlinePayload: tools.map((tool) => ({ description: `The tool ${tool.name}`, ...tool })),
                  },
                },
              },
            },
            credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
          }),
        );
      }
      return gateway;
    },
    async close() {
      aws.destroy();
      await toolgate.close();
      await issuer.close();
      if (settings.data === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

export interface RpcAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the wire's own shape
  readonly body: any;
}

/** A raw JSON-RPC POST, as the seeds' clients make it: no handshake, no version header. */
export async function rpc(
  url: string,
  token: string | undefined,
  method: string,
  params?: object,
  headers: object = {},
): Promise<RpcAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, ...(params === undefined ? {} : { params }) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

export const callTool = (url: string, token: string | undefined, name: string, args: object) =>
  rpc(url, token, "tools/call", { name, arguments: args });

export async function toolNames(url: string, token: string): Promise<string[]> {
  const { body } = await rpc(url, token, "tools/list");
  return body.result.tools.map((tool: { name: string }) => tool.name);
}
