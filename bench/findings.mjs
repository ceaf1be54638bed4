/** How long findings take: 1,000 policies on 200 tools written one after the other, then one of them changed again and again. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  Background,
  createCedar,
  createControlPlane,
  openStore,
  PageTokens,
  policyNotices,
  settlePolicies,
} from "@toolgate/server";
import { createSolver } from "@toolgate/solver";

const policies = Number(process.argv[2] ?? 1_000);
const tools = Math.max(1, Math.round(policies / 5));
const changes = 20;

const folder = mkdtempSync(join(tmpdir(), "toolgate-findings-"));
const store = await openStore(join(folder, "toolgate.db"));
const cedar = createCedar();
const solver = createSolver({ idleLimit: 600_000 });
const background = new Background((error) => console.error(error));
const control = createControlPlane({
  store,
  clock: { now: () => Date.now() },
  cedar,
  solver,
  analysisTimeLimit: 10_000,
  background,
  mcpServers: { tools: () => Promise.reject(new Error("none")) },
  mcpEndpoints: { httpOnLoopback: true, stdioServers: [] },
  pageTokens: await PageTokens.open(store),
  randomBytes: () => randomBytes(16),
  gatewayUrl: (id) => `http://127.0.0.1/gateways/${id}/mcp`,
  strictAws: false,
  unknownRolesTrusted: "this is a measurement",
  settle: settlePolicies,
  policyNotices,
  onChange: async () => {},
});
const caller = { id: "bench", place: { accountId: "123456789012", region: "us-west-2" } };

const starting = performance.now();
await solver.solve("(check-sat)");
console.log(`solver start            ${ms(performance.now() - starting)}`);

const engine = await control.CreatePolicyEngine({ name: "Engine" }, caller);
const { policyEngineId } = engine;
const gateway = await control.CreateGateway(
  {
    name: "bench",
    roleArn: "arn:aws:iam::123456789012:role/Role",
    authorizerType: "CUSTOM_JWT",
    authorizerConfiguration: {
      customJWTAuthorizer: { discoveryUrl: "http://127.0.0.1:1/.well-known/openid-configuration" },
    },
    policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
  },
  caller,
);
const inputSchema = {
  type: "object",
  properties: { amount: { type: "integer" }, note: { type: "string" } },
  required: ["amount"],
};
for (let first = 0; first < tools; first += 50) {
  const inlinePayload = Array.from({ length: Math.min(50, tools - first) }, (_, index) => ({
    name: `tool${first + index}`,
    description: "measured",
    inputSchema,
  }));
  await control.CreateGatewayTarget(
    {
      gatewayIdentifier: gateway.gatewayId,
      name: `T${first}`,
      targetConfiguration: {
        mcp: {
          lambda: {
            lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:F",
            toolSchema: { inlinePayload },
          },
        },
      },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    },
    caller,
  );
}

/** Five of these are on each tool: four permits of a role with a limit, and a forbid. */
function statement(index, limit) {
  const tool = Math.floor(index / 5) % tools;
  const action = `T${Math.floor(tool / 50) * 50}___tool${tool}`;
  const scope = `(principal, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${gateway.gatewayArn}")`;
  return index % 5 === 4
    ? `forbid${scope} when { context.input has note && context.input.note like "*secret${limit}*" };`
    : `permit${scope} when { principal.hasTag("role") && principal.getTag("role") == "r${index % 5}" && context.input.amount < ${limit} };`;
}

const writing = performance.now();
const ids = [];
for (let index = 0; index < policies; index += 1) {
  const written = await control.CreatePolicy(
    {
      policyEngineId,
      name: `P${index}`,
      definition: { cedar: { statement: statement(index, 100 + index) } },
    },
    caller,
  );
  if (written.status !== "ACTIVE") throw new Error(`${written.status}: ${written.statusReasons.join(" ")}`);
  ids.push(written.policyId);
}
await background.idle();
console.log(
  `whole engine            ${ms(performance.now() - writing)} for ${policies} policies on ${tools} tools`,
);

const took = [];
let open = 0;
for (let change = 0; change < changes; change += 1) {
  const index = (change * 37 * 5) % policies;
  const started = performance.now();
  const { statusReasons } = await control.UpdatePolicy(
    {
      policyEngineId,
      policyId: ids[index],
      definition: { cedar: { statement: statement(index, 5_000 + change) } },
    },
    caller,
  );
  took.push(performance.now() - started);
  open += statusReasons.filter((reason) => reason.startsWith("Could not be proved")).length;
}
took.sort((a, b) => a - b);
console.log(
  `one changed policy      ${ms(took[Math.floor(changes / 2)])} in the middle, ${ms(took.at(-1))} at most of ${changes}; ${open} questions open`,
);

const stopping = performance.now();
await control
  .CreatePolicy(
    {
      policyEngineId,
      name: "Stop",
      definition: { cedar: { statement: "forbid(principal, action, resource);" } },
    },
    caller,
  )
  .catch((error) => console.log(error.message));
console.log(`emergency stop          ${ms(performance.now() - stopping)}`);

await background.close();
await Promise.all([solver.close(), cedar.close()]);
await store.close();
rmSync(folder, { recursive: true });

function ms(time) {
  return time >= 10_000 ? `${(time / 1_000).toFixed(1)} s` : `${Math.round(time)} ms`;
}
