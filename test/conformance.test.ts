import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Shim, startShim } from "./conformance-shim.ts";
import { expectedFailures } from "./fixtures/conformance-expected.ts";
import { node22, sayIfSkipped, toolScript, toolsInstalled } from "./installed-tools.ts";
import { runCommand } from "./run-command.ts";
import { type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** The protocol's own conformance suite against a gateway, in front of a server with the tools that it calls. */

sayIfSkipped("the MCP conformance suite");

const server = fileURLToPath(new URL("./fixtures/conformance-server.mjs", import.meta.url));

interface Check {
  readonly id: string;
  readonly status: "SUCCESS" | "FAILURE" | "WARNING" | "SKIPPED" | "INFO";
}

describe.skipIf(!toolsInstalled)("the conformance suite, as it judges servers", () => {
  let running: RunningToolgate;
  let shim: Shim;
  let results: string;

  beforeAll(async () => {
    results = await mkdtemp(join(tmpdir(), "toolgate-conformance-"));
    running = await runToolgate({ mcpServers: { suite: { command: [process.execPath, server] } } });
    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Suite" }));
    const gateway = await running.createGateway(
      "suite",
      {},
      {
        policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
        protocolConfiguration: { mcp: { streamingConfiguration: { enableResponseStreaming: true } } },
      },
    );
    await running.aws.send(
      new CreateGatewayTargetCommand({
        gatewayIdentifier: gateway.gatewayId,
        name: "Suite",
        targetConfiguration: { mcp: { mcpServer: { endpoint: "stdio://suite" } } },
      }),
    );
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: "TheSuiteOnly",
        definition: {
          cedar: {
            statement: `permit(principal is AgentCore::OAuthUser, action, resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { principal.id == "suite" };`,
          },
        },
      }),
    );
    const url = new URL(String(gateway.gatewayUrl));
    const token = await running.issuer.token({ sub: "suite" });
    const listed = await rpc(url.href, token, "tools/list");
    expect(listed.body.result.tools).toHaveLength(13);
    shim = await startShim(url, token, "Suite___");
  });

  afterAll(async () => {
    await shim?.close();
    await running?.close();
    await rm(results, { recursive: true, force: true });
  });

  /** The scenarios that have been run, whatever the revision. */
  const scenarios = new Set<string>();

  /** The checks that each scenario of the revision failed; none where it passed. */
  async function failuresIn(version: string): Promise<Record<string, readonly string[]>> {
    const folder = join(results, version);
    const args = ["server", "--url", shim.url, "--suite", "all", "--spec-version", version, "-o", folder];
    await runCommand(node22, [toolScript("conformance"), ...args]);
    const found: Record<string, readonly string[]> = {};
    for (const entry of await readdir(folder)) {
      const scenario = /^server-(.+)-\d{4}-\d\d-\d\dT[-\d]+Z$/.exec(entry)?.[1] ?? entry;
      const checks: Check[] = JSON.parse(await readFile(join(folder, entry, "checks.json"), "utf8"));
      scenarios.add(scenario);
      found[scenario] = checks
        .filter(({ status }) => status === "FAILURE" || status === "WARNING")
        .map(({ id }) => id);
    }
    return found;
  }

  it.each([
    { version: "2025-03-26", run: 1, passed: 1 },
    { version: "2025-06-18", run: 27, passed: 13 },
    { version: "2025-11-25", run: 33, passed: 15 },
    { version: "2026-07-28", run: 40, passed: 16 },
  ])(
    verifies("conformance", "$version: all passes but what a gateway does not do, and that fails"),
    async ({ version, run, passed }) => {
      const failures = await failuresIn(version);
      const expected = Object.fromEntries(
        expectedFailures
          .filter(({ only }) => only?.includes(version) ?? true)
          .flatMap((row) => Object.entries(row.scenarios))
          .filter(([scenario]) => scenario in failures)
          .map(([scenario, checks]) => [scenario, checks.length === 0 ? [scenario] : checks]),
      );
      const failed = Object.entries(failures).filter(([, checks]) => checks.length > 0);
      expect(Object.fromEntries(failed)).toEqual(expected);
      const ran = Object.keys(failures).length;
      expect({ run: ran, passed: ran - failed.length }).toEqual({ run, passed });
    },
    120_000,
  );

  it(verifies("conformance", "every scenario on the list of what a gateway does not do exists"), () => {
    const listed = expectedFailures.flatMap((row) => Object.keys(row.scenarios));
    expect(listed.filter((scenario) => !scenarios.has(scenario))).toEqual([]);
  });
});
