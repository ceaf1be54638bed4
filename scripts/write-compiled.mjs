/**
 * Keeps what V8 has compiled of the bundle once a server has started and decided a call, so that the next start need not
 * compile it. Functions that no start uses are not in it.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { compiledSuffix, loadCompiled } from "../packages/cli/bin/load-compiled.mjs";

const target = {
  name: "Shop",
  targetConfiguration: {
    mcp: {
      lambda: {
        lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Compile",
        toolSchema: {
          inlinePayload: [
            {
              name: "refund",
              description: "Refunds an order",
              inputSchema: {
                type: "object",
                properties: { amount: { type: "integer" }, currency: { type: "string" } },
                required: ["amount"],
              },
            },
          ],
        },
      },
    },
  },
  credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
};
const messages = [
  [
    "initialize",
    { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "compile", version: "1" } },
  ],
  ["tools/list", {}],
  ["tools/call", { name: "Shop___refund", arguments: { amount: 1 } }],
  ["tools/call", { name: "Shop___refund", arguments: { amount: 900 } }],
];

const entry = fileURLToPath(new URL("../packages/cli/dist/bundle/toolgate.cjs", import.meta.url));
const scripts = new Map();
const { main } = loadCompiled(entry, (file, script) => scripts.set(file, script));
const data = mkdtempSync(join(tmpdir(), "toolgate-compile-"));

try {
  const stopFirst = await serve(async (url) => {
    const gatewayUrl = await furnish(url);
    for (const [method, params] of messages) await send(gatewayUrl, method, params);
  });
  await stopFirst();
  // Over a folder that has something in it, a start does more.
  const stopSecond = await serve(async (url) => void (await fetch(`${url}/healthz`)));
  await stopSecond();
} finally {
  rmSync(data, { recursive: true, force: true });
}
// As they are when the command begins, for V8 takes only what was compiled under the same settings.
setFlagsFromString("--parallel-scavenge");
setFlagsFromString("--heap-growing-percent=0");
for (const [file, script] of scripts) writeFileSync(file + compiledSuffix, script.createCachedData());

/** Starts a server, does something with it, and resolves to what stops it. */
async function serve(work) {
  const ended = main(["serve", "--port", "0", "--data", data, "--log-level", "silent"]);
  await work(await address());
  return async () => {
    process.emit("SIGTERM");
    await ended;
  };
}

/** Where the server answers; it gets half a minute. */
async function address() {
  for (let tries = 0; tries < 600; tries += 1) {
    const url = announced();
    if (url !== undefined && (await fetch(`${url}/healthz`).catch(() => undefined))?.ok) return url;
    await pause(50);
  }
  throw new Error("The server did not answer.");
}

function announced() {
  const holder = join(data, "holder.json");
  return existsSync(holder) ? JSON.parse(readFileSync(holder, "utf8")).address : undefined;
}

async function furnish(endpoint) {
  const credentials = { accessKeyId: "compile", secretAccessKey: "compile" };
  const aws = new BedrockAgentCoreControlClient({ endpoint, region: "us-west-2", credentials });
  const { policyEngineId, policyEngineArn } = await aws.send(
    new CreatePolicyEngineCommand({ name: "Compile" }),
  );
  const { gatewayId, gatewayArn, gatewayUrl } = await aws.send(
    new CreateGatewayCommand({
      name: "compile",
      roleArn: "arn:aws:iam::123456789012:role/Compile",
      protocolType: "MCP",
      authorizerType: "NONE",
      policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
    }),
  );
  await aws.send(new CreateGatewayTargetCommand({ gatewayIdentifier: gatewayId, ...target }));
  for (const [index, limit] of [
    "context.input.amount < 500",
    'context.input has currency && context.input.currency == "USD"',
  ].entries()) {
    const statement = `permit(principal, action == AgentCore::Action::"Shop___refund", resource == AgentCore::Gateway::"${gatewayArn}") when { ${limit} };`;
    await aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `limit_${index}`,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
  }
  aws.destroy();
  return gatewayUrl;
}

async function send(url, method, params) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  await answer.text();
}
