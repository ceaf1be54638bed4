import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Chromium,
  chromiumInstalled,
  openChromium,
  sayIfNoChromium,
  signInOnPage,
} from "./browser-chromium.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The official client inside a web page of another origin, in Chromium: all its requests are the browser's own. */

sayIfNoChromium("the official client in a web page");

const denied =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";

describe.skipIf(!chromiumInstalled)("the official client in a web page", () => {
  let running: RunningToolgate;
  let gatewayUrl: string;
  let chromium: Chromium;
  const pages: Record<string, { readonly server: Server; readonly origin: string }> = {};

  beforeAll(async () => {
    chromium = await openChromium();
    for (const sdk of ["sdk-v1", "sdk-v2"]) pages[sdk] = await servePage(sdk);
    running = await runToolgate({
      idp: true,
      allowOrigin: Object.values(pages).map(({ origin }) => origin),
      identities: { users: [{ username: "alice", password: "wonder land" }] },
    });
    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Pages" }));
    const discoveryUrl = `${running.toolgate.issuer}/.well-known/openid-configuration`;
    const inputSchema = {
      type: "object" as const,
      properties: { amount: { type: "integer" as const } },
      required: ["amount"],
    };
    const gateway = await running.createGateway(
      "orders",
      { shop: [{ name: "refund", inputSchema }] },
      {
        authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl } },
        policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
      },
    );
    gatewayUrl = String(gateway.gatewayUrl);
    const statement = `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"shop___refund", resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { context.input.amount < 500 };`;
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: "under_500",
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
  });

  afterAll(async () => {
    await chromium?.close();
    await running?.close();
    for (const { server } of Object.values(pages)) server.close();
  });

  it.each(["sdk-v1", "sdk-v2"])(
    verifies("pages.client", "%s signs a person in, lists, calls, and reads a denial"),
    async (sdk) => {
      const page = await chromium.newPage();
      await page.goto(String(pages[sdk]?.origin));
      await page.getByLabel("Gateway").fill(gatewayUrl);
      await page.getByRole("button", { name: "Connect" }).click();
      await page.getByText("The app Example page wants to use the gateway orders as you.").waitFor();
      await signInOnPage(page, "alice", "wonder land");
      await page.getByText(/done|failed/).waitFor();
      const [tools, allowed = "", refused, last] = String(await page.locator("output").textContent())
        .trim()
        .split("\n");
      expect([tools, refused, last]).toEqual(["tools: shop___refund", `750: error ${denied}`, "done"]);
      expect(allowed).toMatch(/^450: result \{"event":\{"amount":450\}/);
    },
    60_000,
  );
});

/** Bundles a client of test/page-client and serves it with its page. */
async function servePage(name: string): Promise<{ readonly server: Server; readonly origin: string }> {
  const tools = createRequire(fileURLToPath(new URL("./tools/package.json", import.meta.url)));
  const { build } = tools("rolldown") as {
    build(options: object): Promise<{ readonly output: readonly [{ readonly code: string }] }>;
  };
  const input = fileURLToPath(new URL(`./page-client/${name}.mjs`, import.meta.url));
  const { output } = await build({ input, platform: "browser", write: false, logLevel: "silent" });
  const html = `<!doctype html><title>Example</title><form><label>Gateway <input name="gateway"></label><button>Connect</button></form><output style="white-space: pre"></output><script type="module" src="/client.js"></script>`;
  const server = createServer((request, response) => {
    const script = request.url === "/client.js";
    response.setHeader("content-type", script ? "text/javascript" : "text/html; charset=utf-8");
    response.end(script ? output[0].code : html);
  }).listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  return {
    server,
    origin: `http://localhost:${typeof address === "object" ? address?.port : undefined}`,
  };
}
