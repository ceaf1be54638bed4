import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Chromium,
  chromiumInstalled,
  openChromium,
  sayIfNoChromium,
  signInOnPage,
} from "./browser-chromium.ts";
import { node22, toolScript } from "./installed-tools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** MCP Inspector's web page in Chromium: a person pastes the gateway's URL, signs in, calls a tool, is denied. */

sayIfNoChromium("MCP Inspector's web page");

describe.skipIf(!chromiumInstalled)("MCP Inspector's web page", () => {
  let running: RunningToolgate;
  let gatewayUrl: string;
  let home: string;
  let inspector: ChildProcess;
  let inspectorUrl: string;
  let chromium: Chromium;

  beforeAll(async () => {
    running = await runToolgate({
      idp: true,
      identities: { users: [{ username: "alice", password: "wonder land", claims: { team: "support" } }] },
    });
    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Inspected" }));
    const discoveryUrl = `${running.toolgate.issuer}/.well-known/openid-configuration`;
    const refund = {
      name: "refund",
      inputSchema: {
        type: "object" as const,
        properties: { amount: { type: "integer" as const } },
        required: ["amount"],
      },
    };
    const gateway = await running.createGateway(
      "orders",
      { shop: [refund, { ...refund, name: "hidden" }] },
      {
        authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl } },
        policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
      },
    );
    gatewayUrl = String(gateway.gatewayUrl);
    const statement = `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"shop___refund", resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { principal.hasTag("username") && principal.getTag("username") == "alice" && context.input.amount < 500 };`;
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: "alice_under_500",
        definition: { cedar: { statement } },
      }),
    );
    home = await mkdtemp(join(tmpdir(), "toolgate-inspector-"));
    [inspector, chromium] = await Promise.all([startInspector(), openChromium()]);
    inspectorUrl = await pageOf(inspector);
  });

  afterAll(async () => {
    await chromium?.close();
    if (inspector !== undefined) {
      inspector.kill();
      await once(inspector, "exit");
    }
    await running?.close();
    await rm(home, { recursive: true, force: true });
  });

  async function startInspector(): Promise<ChildProcess> {
    const [page, sandbox, apps] = await freePorts(3);
    return spawn(node22, [toolScript("mcp-inspector"), "--web"], {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        CLIENT_PORT: page,
        MCP_SANDBOX_PORT: sandbox,
        MCP_APP_ORIGIN_PORT: apps,
        MCP_AUTO_OPEN_ENABLED: "false",
        MCP_INSPECTOR_SECRET_STORE: "memory",
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
  }

  it(verifies(
    "inspector.page",
    "signs a person in by the gateway's URL, lists, calls, and shows a denial",
  ), async () => {
    const page = await chromium.newPage();
    const sentByScripts = new Set<string>();
    page.on("request", (request) => {
      if (!request.isNavigationRequest()) sentByScripts.add(new URL(request.url()).origin);
    });
    await page.goto(inspectorUrl);
    await page.getByRole("button", { name: "Add Servers" }).click();
    await page.getByRole("menuitem", { name: "Add manually" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Server ID").fill("gateway");
    await dialog.getByLabel("Transport").click();
    await page.getByRole("option", { name: "streamable-http" }).click();
    await dialog.getByLabel("URL").fill(gatewayUrl);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("switch", { name: 'Connect or disconnect "gateway"' }).click({ force: true });

    await page.getByText("The app MCP Inspector wants to use the gateway orders as you.").waitFor();
    await signInOnPage(page, "alice", "wonder land");
    await page.getByText("Tools", { exact: true }).click();
    await page.getByText("Tools (1)").waitFor();
    await page.getByText("shop___refund", { exact: true }).click();
    const call = async (amount: string) => {
      await page.locator("input[inputmode=decimal]").fill(amount);
      await page.getByRole("button", { name: "Execute Tool" }).click();
    };
    await call("450");
    const results = page.getByRole("heading", { name: "Results" });
    await results.waitFor();
    await page.getByText('"amount": 450').first().waitFor();
    await results.locator("xpath=..").getByRole("button").click();
    await call("750");
    await page
      .getByText(
        "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
      )
      .first()
      .waitFor();
    expect(await page.getByText("Tool Error").textContent()).toBe("Tool Error");

    // The page has its own server ask the gateway, so that no origin has to be let in for it.
    expect([...sentByScripts]).not.toContain(new URL(gatewayUrl).origin);
    expect([...sentByScripts]).toContain(new URL(inspectorUrl).origin);
  }, 60_000);
});

/** The address that it prints. */
async function pageOf(inspector: ChildProcess): Promise<string> {
  if (inspector.stdout === null) throw new Error("the Inspector has no output");
  for await (const line of createInterface({ input: inspector.stdout })) {
    const address = /http:\/\/\S+\?MCP_INSPECTOR_API_TOKEN=\w+/.exec(line)?.[0];
    if (address === undefined) continue;
    inspector.stdout.resume();
    return address;
  }
  throw new Error("the Inspector ended without a word of where it is");
}

/** The Inspector takes no port 0. */
async function freePorts(count: number): Promise<string[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => {
    const address = probe.address();
    return String(typeof address === "object" ? address?.port : "");
  });
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}
