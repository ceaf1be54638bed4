import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreatePolicyEngineCommand,
  GetPolicyGenerationCommand,
  ListPolicyGenerationAssetsCommand,
  StartPolicyGenerationCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const usage = { input_tokens: 1, output_tokens: 1 };
const form = {
  kind: "policy",
  effect: "permit",
  callers: "users",
  tools: ["Pay___transfer"],
  when: [[{ on: "number", field: "amount", operator: "<", value: "500" }]],
  unless: [],
  reason: "",
};
const openAiAnswer = {
  ...{ id: "c", object: "chat.completion", created: 1, model: "m" },
  choices: [
    { index: 0, message: { role: "assistant", content: JSON.stringify(form) }, finish_reason: "stop" },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};
const anthropicAnswer = (content: readonly object[], stop_reason: string) => ({
  ...{ id: "m", type: "message", role: "assistant", model: "m", content, stop_reason, stop_sequence: null },
  usage,
});
const bedrockAnswer = (content: readonly object[], stopReason: string) => ({
  output: { message: { role: "assistant", content } },
  stopReason,
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
  metrics: { latencyMs: 1 },
});

/** Each provider's protocol, as far as a question and its answer go. */
const providers = [
  {
    name: "OpenAI",
    settings: { provider: "openai", model: "gpt-5" },
    environment: { OPENAI_API_KEY: "key-of-openai" },
    path: "/chat/completions",
    key: { header: "authorization", value: /^Bearer key-of-openai$/ },
    schemaAt: ["response_format", "json_schema", "schema"],
    answer: openAiAnswer,
  },
  {
    name: "Anthropic, a model with structured output",
    settings: { provider: "anthropic", model: "claude-sonnet-4-5" },
    environment: { ANTHROPIC_API_KEY: "key-of-anthropic" },
    path: "/messages",
    key: { header: "x-api-key", value: /^key-of-anthropic$/ },
    schemaAt: ["output_config", "format", "schema"],
    answer: anthropicAnswer([{ type: "text", text: JSON.stringify(form) }], "end_turn"),
  },
  {
    name: "Anthropic, a model that answers by a tool",
    settings: { provider: "anthropic", model: "claude-3-haiku-20240307" },
    environment: { ANTHROPIC_API_KEY: "key-of-anthropic" },
    path: "/messages",
    key: { header: "x-api-key", value: /^key-of-anthropic$/ },
    schemaAt: ["tools", "0", "input_schema"],
    answer: anthropicAnswer([{ type: "tool_use", id: "t", name: "json", input: form }], "tool_use"),
  },
  {
    name: "Amazon Bedrock with access keys",
    settings: { provider: "bedrock", model: "amazon.nova-pro-v1:0" },
    environment: {
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIDOFTHETEST",
      AWS_SECRET_ACCESS_KEY: "secret-of-the-test",
      AWS_SESSION_TOKEN: "session-of-the-test",
    },
    path: "/model/amazon.nova-pro-v1%3A0/converse",
    key: {
      header: "authorization",
      value: /^AWS4-HMAC-SHA256 Credential=AKIDOFTHETEST\/\d{8}\/eu-west-1\/bedrock\/aws4_request, /,
    },
    schemaAt: ["toolConfig", "tools", "0", "toolSpec", "inputSchema", "json"],
    answer: bedrockAnswer([{ toolUse: { toolUseId: "t", name: "json", input: form } }], "tool_use"),
  },
  {
    name: "Amazon Bedrock with an API key",
    settings: { provider: "bedrock", model: "amazon.nova-pro-v1:0" },
    environment: { AWS_REGION: "eu-west-1", AWS_BEARER_TOKEN_BEDROCK: "key-of-bedrock" },
    path: "/model/amazon.nova-pro-v1%3A0/converse",
    key: { header: "authorization", value: /^Bearer key-of-bedrock$/ },
    schemaAt: ["toolConfig", "tools", "0", "toolSpec", "inputSchema", "json"],
    answer: bedrockAnswer([{ toolUse: { toolUseId: "t", name: "json", input: form } }], "tool_use"),
  },
] as const;

let server: Server;
let baseUrl: string;
let answer: object;
let asked: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: unknown }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      asked.push({ path: request.url ?? "", headers: request.headers, body });
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the providers of models", () => {
  it.each(providers.map((provider) => [provider.name, provider] as const))(
    verifies(
      "generations.model-providers",
      "%s is asked by its own protocol, with the key of the environment",
    ),
    async (_name, provider) => {
      for (const [name, value] of Object.entries(provider.environment)) vi.stubEnv(name, value);
      answer = provider.answer;
      asked = [];
      const running = await runToolgate({ authoring: { ...provider.settings, baseUrl } });
      try {
        const { policyEngineId } = await running.aws.send(new CreatePolicyEngineCommand({ name: "Engine" }));
        const properties = { amount: { type: "integer" as const } };
        const inputSchema = { type: "object" as const, properties, required: ["amount"] };
        const gateway = await running.createGateway("payments", { Pay: [{ name: "transfer", inputSchema }] });
        const { policyGenerationId } = await running.aws.send(
          new StartPolicyGenerationCommand({
            policyEngineId,
            name: "by_model",
            resource: { arn: gateway.gatewayArn ?? "" },
            content: { rawText: "Let people transfer less than 500" },
          }),
        );
        const by = { policyEngineId, policyGenerationId };
        await expect
          .poll(async () => (await running.aws.send(new GetPolicyGenerationCommand(by))).status, {
            timeout: 25_000,
          })
          .toBe("GENERATED");
        const { policyGenerationAssets: assets = [] } = await running.aws.send(
          new ListPolicyGenerationAssetsCommand(by),
        );
        expect(assets.map(({ findings }) => findings?.map(({ type }) => type))).toEqual([["VALID"]]);
        expect(assets[0]?.definition?.cedar?.statement).toContain("context.input.amount < 500");
        expect(asked.map(({ path }) => path)).toEqual([provider.path]);
        expect(asked[0]?.headers[provider.key.header]).toMatch(provider.key.value);
        expect(at(asked[0]?.body, provider.schemaAt)).toMatchObject({
          type: "object",
          properties: { tools: { items: { enum: ["Pay___transfer"] } } },
        });
      } finally {
        await running.close();
      }
    },
  );
});

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (held, name) => (typeof held === "object" && held !== null ? Reflect.get(held, name) : undefined),
    value,
  );
}
