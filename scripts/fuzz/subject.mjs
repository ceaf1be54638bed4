/** The Toolgate that is fuzzed, in this process: its ids, its store, what reached its tool, and what it logged. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, readConfig, startToolgate } from "@toolgate/server";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { sql } from "kysely";

const lambda = "arn:aws:lambda:us-west-2:123456789012:function:Echo";
const roleArn = "arn:aws:iam::123456789012:role/r";
const tool = {
  description: "d",
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer" },
      note: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
    },
    required: ["amount"],
  },
};

export async function startSubject(onError) {
  const data = mkdtempSync(join(tmpdir(), "toolgate-fuzz-"));
  const reached = join(data, "reached.jsonl");
  writeFileSync(reached, "");
  writeFileSync(
    join(data, "echo.mjs"),
    `import { appendFileSync } from "node:fs";
     export const handler = async (event, context) => {
       const requestId = context.clientContext?.custom?.bedrockAgentCoreAwsRequestId;
       appendFileSync(${JSON.stringify(reached)}, JSON.stringify({ requestId, amount: event.amount }) + "\\n");
       return event;
     };`,
  );
  const quiet = () => {};
  const log = { fatal: onError, error: onError, warn: quiet, info: quiet, debug: quiet };
  const config = {
    ...readConfig({ flags: { port: 0, data: join(data, "store"), logLevel: "silent" } }),
    baseFolder: data,
    functions: [{ name: "Echo", module: "./echo.mjs" }],
  };
  const issuer = await startIssuer();
  const toolgate = await startToolgate(config, log);
  const database = await openDatabase({ file: join(data, "store", "toolgate.db"), synchronous: "FULL" });

  const ask = async (method, path, body) => {
    const response = await fetch(`${toolgate.controlUrl}${path}`, {
      method,
      headers: { authorization: "fuzz", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text), text };
  };
  const must = async (method, path, body) => {
    const answer = await ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const createGateway = async (name, targetName, toolName) => {
    const engine = await must("POST", "/policy-engines", { name: `${name}_engine` });
    const gateway = await must("POST", "/gateways/", {
      ...{ name, roleArn, protocolType: "MCP", authorizerType: "CUSTOM_JWT" },
      authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl: issuer.discoveryUrl } },
      policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
    });
    const target = await must("POST", `/gateways/${gateway.gatewayId}/targets/`, {
      name: targetName,
      targetConfiguration: {
        mcp: { lambda: { lambdaArn: lambda, toolSchema: { inlinePayload: [{ name: toolName, ...tool }] } } },
      },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    });
    return {
      engine: engine.policyEngineId,
      engineArn: engine.policyEngineArn,
      gateway: gateway.gatewayId,
      target: target.targetId,
    };
  };

  const own = await createGateway("main", "Pay", "send");
  const statement = `permit(principal, action == AgentCore::Action::"Pay___send", resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${own.gateway}") when { context.input.amount < 500 };`;
  await must("POST", `/policy-engines/${own.engine}/policies`, {
    ...{ name: "main", validationMode: "IGNORE_ALL_FINDINGS" },
    definition: { cedar: { statement } },
  });

  let other;
  const removeAllOthers = async () => {
    const { items: gateways } = await must("GET", "/gateways/?maxResults=1000");
    for (const { gatewayId: id } of gateways.filter(({ gatewayId }) => gatewayId !== own.gateway)) {
      const { items: targets } = await must("GET", `/gateways/${id}/targets/?maxResults=1000`);
      for (const { targetId } of targets) await must("DELETE", `/gateways/${id}/targets/${targetId}/`);
      await must("DELETE", `/gateways/${id}/`);
    }
    const { policyEngines } = await must("GET", "/policy-engines?maxResults=100");
    for (const { policyEngineId: id } of policyEngines.filter(
      ({ policyEngineId }) => policyEngineId !== own.engine,
    )) {
      const { policies } = await must("GET", `/policy-engines/${id}/policies?maxResults=100`);
      for (const { policyId } of policies) await must("DELETE", `/policy-engines/${id}/policies/${policyId}`);
      await must("DELETE", `/policy-engines/${id}`);
    }
    const { workloadIdentities } = await must("POST", "/identities/ListWorkloadIdentities", {
      maxResults: 20,
    });
    for (const { name } of workloadIdentities) {
      if (name.startsWith("fuzz")) await ask("POST", "/identities/DeleteWorkloadIdentity", { name });
    }
  };

  const decisionsOf = async (requestId) =>
    (await must("GET", `/toolgate/v1/decisions?limit=1000&requestId=${requestId}`)).decisions;

  return {
    port: Number(new URL(toolgate.url).port),
    /** What the placeholders of the seeds stand for. */
    placeholders: () => ({
      ...{ gateway: own.gateway, token: issuer.token, issuer: issuer.url, lambda, cursor: "x" },
      ...{ other: other.gateway, otherEngine: other.engine, otherTarget: other.target },
      uuid: "01234567-89ab-cdef-0123-456789abcdef",
    }),
    /** Puts what control-plane requests are about back as it was. */
    async renew() {
      await removeAllOthers();
      other = await createGateway("other", "Fuzz", "t");
    },
    /** Differs as soon as anything was committed. */
    /** `version` differs after any write; `analyses` counts those that Toolgate made of itself. */
    async store() {
      const own = sql`select count(*) as analyses from change where document like '%"operation":"AnalysePolicy"%'`;
      // Counted first: an analysis in between belongs to the next version.
      const [{ analyses }] = (await own.execute(database)).rows;
      const { rows } = await sql`pragma data_version`.execute(database);
      return { version: JSON.stringify(rows), analyses };
    },
    /** Waits for a write that queues behind those that were begun before. */
    async settled() {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await must("POST", `/tags/${encodeURIComponent(own.engineArn)}`, { tags: { settled: "yes" } });
    },
    async goodCall() {
      const response = await fetch(`${toolgate.url}/gateways/${own.gateway}/mcp`, {
        method: "POST",
        headers: { authorization: `Bearer ${issuer.token}`, "content-type": "application/json" },
        body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Pay___send","arguments":{"amount":1}}}',
      });
      return `${response.status} ${await response.text()}`;
    },
    /** Every call that the tool got since the last time, or why one should not have been. */
    async unjustified() {
      const calls = readFileSync(reached, "utf8")
        .trim()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line));
      writeFileSync(reached, "");
      const byRequest = Map.groupBy?.(calls, ({ requestId }) => requestId) ?? groupBy(calls);
      for (const [requestId, own] of byRequest) {
        const wrong = own.find(({ amount }) => !(Number.isInteger(amount) && amount < 500));
        if (wrong !== undefined)
          return { requestId, what: `the tool was called with the amount ${wrong.amount}` };
        const allowed = (await decisionsOf(requestId)).filter(({ decision }) => decision === "ALLOW").length;
        if (allowed < own.length) {
          return {
            requestId,
            what: `the tool was called ${own.length} times by a request with ${allowed} ALLOW records`,
          };
        }
      }
      return undefined;
    },
    async close() {
      await database.destroy();
      await toolgate.close();
      issuer.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function groupBy(calls) {
  const groups = new Map();
  for (const call of calls) groups.set(call.requestId, [...(groups.get(call.requestId) ?? []), call]);
  return groups;
}

async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "key", alg: "ES256", use: "sig" };
  const server = createServer((request, response) => {
    const body = request.url === "/keys" ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const token = await new SignJWT({ sub: "caller" })
    .setProtectedHeader({ alg: "ES256", kid: "key" })
    .setIssuer(url)
    .setIssuedAt()
    .setExpirationTime("12h")
    .sign(privateKey);
  return { url, discoveryUrl: `${url}/.well-known/openid-configuration`, token, close: () => server.close() };
}
