import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  ListPoliciesCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toolgate } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const inputSchema = {
  type: "object" as const,
  properties: { amount: { type: "integer" as const } },
  required: ["amount"],
};
const small = "Allow users with role clerk to refund orders when the amount is less than 500";
const vague = "Allow users to refund orders when the amount is reasonable";

let folder: string;
let tools: string;
let running: RunningToolgate;
let policyEngineId: string;
let gatewayArn: string;
let gatewayId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-generate-"));
  tools = join(folder, "tools.json");
  const listed = [{ name: "Shop___refund_order", description: "Refunds an order", inputSchema }];
  await writeFile(tools, JSON.stringify({ tools: listed }));
  running = await runToolgate();
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Engine" }));
  policyEngineId = engine.policyEngineId ?? "";
  const gateway = await running.createGateway(
    "shop",
    { Shop: [{ name: "refund_order", inputSchema }] },
    { policyEngineConfiguration: { arn: engine.policyEngineArn ?? "", mode: "ENFORCE" } },
  );
  gatewayArn = gateway.gatewayArn ?? "";
  gatewayId = gateway.gatewayId ?? "";
  const statement = `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"Shop___refund_order", resource == AgentCore::Gateway::"${gatewayArn}") when { context.input.amount < 100 };`;
  await running.aws.send(
    new CreatePolicyCommand({ policyEngineId, name: "live", definition: { cedar: { statement } } }),
  );
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

const generate = (...args: string[]) =>
  toolgate("policy", "generate", ...args, "--url", running.toolgate.controlUrl);
const policyNames = async () => {
  const { policies = [] } = await running.aws.send(new ListPoliciesCommand({ policyEngineId }));
  return policies.map(({ name, status }) => `${name} ${status}`);
};

describe("policy generate", { timeout: 120_000 }, () => {
  it(verifies("generations.cli", "makes policies for a file of tools, without a server"), async () => {
    const { code, stdout } = await toolgate("policy", "generate", small, "--tools", tools);
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 3)).toEqual([`✓ ${small}`, "  permit(", "    principal is AgentCore::OAuthUser,"]);
    expect(stdout).toContain("context.input.amount < 500");
    expect(stdout).toContain("\n  VALID: It holds to the schema of the gateway's tools.");
  });

  it(verifies("generations.cli", "reads each policy back, with calls that it decides"), async () => {
    const says = [
      '  Allow users with role "clerk" to use Shop___refund_order when the amount is less than 500.',
      "    ✓ allows: role clerk, amount 499",
      "    ✗ denies: role clerk, amount 500",
    ].join("\n");
    const offline = await toolgate("policy", "generate", `${small}. ${vague}`, "--tools", tools);
    const online = await generate(`${vague}. ${small}`, "--gateway", "shop");
    expect(offline.stdout).toContain(says);
    expect(online.stdout).toContain(says);
    const json = await generate(`${vague}. ${small}`, "--gateway", "shop", "--json");
    const { fragments } = JSON.parse(json.stdout);
    expect(fragments[0]).not.toHaveProperty("reading");
    expect(fragments[1].reading.examples.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "allows",
      "denies",
      "denies",
    ]);
  });

  it(verifies("generations.cli", "exits with 1 when a requirement came to no valid policy"), async () => {
    const { code, stdout } = await toolgate(
      "policy",
      "generate",
      `${small}. ${vague}`,
      "--tools",
      tools,
      "--json",
    );
    expect(code).toBe(1);
    const { fragments } = JSON.parse(stdout);
    expect(
      fragments.map(({ findings }: { findings: { type: string }[] }) => findings.map(({ type }) => type)),
    ).toEqual([["VALID"], ["NOT_TRANSLATABLE"]]);
    expect(fragments[1]).not.toHaveProperty("statement");
  });

  it(verifies("generations.cli", "shows what each policy changes among those in force"), async () => {
    for (const named of ["shop", gatewayArn, gatewayId]) {
      const { code, stdout } = await generate(small, "--gateway", named);
      expect(code).toBe(0);
      expect(stdout).toContain("✗ The change allows calls that were denied.");
      expect(stdout).toContain("✓ The change denies nothing that was allowed.");
    }
    const narrow = await generate(
      "Allow users to refund orders when the amount is less than 50",
      "--gateway",
      "shop",
    );
    expect(narrow.stdout).toContain("✓ The change allows nothing new.");
    expect(await policyNames()).toEqual(["live ACTIVE"]);
  });

  it(verifies("generations.cli-apply", "creates nothing unasked, and then what is valid alone"), async () => {
    const text = `${small}. ${vague}. Block everyone from refunding orders`;
    const unasked = await generate(text, "--gateway", "shop", "--apply");
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toContain("nobody is at the terminal: add --yes");
    expect(await policyNames()).toEqual(["live ACTIVE"]);
    const applied = await generate(text, "--gateway", "shop", "--apply", "--yes", "--json");
    expect(applied.code).toBe(1);
    const report = JSON.parse(applied.stdout);
    expect(report.applied).toMatchObject([{ status: "ACTIVE" }]);
    expect(await policyNames()).toEqual(["live ACTIVE", `${report.applied[0].name} ACTIVE`]);
  });

  it.each([
    [["--tools", "x.json", "--gateway", "g"], "takes one of --gateway and --tools"],
    [[], "what the text is about is missing"],
    [["--tools", "x.json", "--apply"], "--apply goes with --gateway"],
    [["--gateway", "g", "--yes"], "--yes goes with --apply"],
    [["--gateway", "absent"], "no gateway has this id, name or ARN; there are shop"],
    [["--gateway", "shop", "--name", "has-hyphen"], "StartPolicyGeneration: ValidationException"],
  ])(verifies("generations.cli", "%j is refused with what to do"), async (args, says) => {
    const { code, stderr } = await generate(small, ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
