import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node22, sayIfSkipped, toolScript, toolsInstalled } from "./installed-tools.ts";
import { type Ended, runCommand } from "./run-command.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** MCP Inspector's command line, as a person uses it to look into a gateway. */

sayIfSkipped("MCP Inspector");

const refund = "Refunds___process_refund";

describe.skipIf(!toolsInstalled)("MCP Inspector's command line", () => {
  let running: RunningToolgate;
  let url: string;
  let token: string;
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "toolgate-inspector-"));
    running = await runToolgate();
    token = await running.issuer.token({});
    const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Inspected" }));
    const gateway = await running.createGateway(
      "inspected",
      {
        Refunds: [
          {
            name: "process_refund",
            inputSchema: {
              type: "object",
              properties: { amount: { type: "integer" } },
              required: ["amount"],
            },
          },
          { name: "hidden", inputSchema: { type: "object", properties: {} } },
        ],
      },
      { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
    );
    url = String(gateway.gatewayUrl);
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: "Under500",
        definition: {
          cedar: {
            statement: `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"${refund}", resource == AgentCore::Gateway::"${gateway.gatewayArn}") when { context.input.amount < 500 };`,
          },
        },
      }),
    );
  });

  afterAll(async () => {
    await running?.close();
    await rm(home, { recursive: true, force: true });
  });

  /** `era` is which way it starts: with a handshake, or without one. */
  function inspect(era: string, bearer: string, ...args: readonly string[]): Promise<Ended> {
    const to = ["--cli", url, "--transport", "http", "--protocol-era", era];
    const header = ["--header", `Authorization: Bearer ${bearer}`];
    return runCommand(node22, [toolScript("inspector"), ...to, ...header, ...args], { HOME: home });
  }

  const call = (era: string, amount: number) =>
    inspect(era, token, "--method", "tools/call", "--tool-name", refund, "--tool-arg", `amount=${amount}`);

  describe.each([
    { era: "legacy", refusal: "Invalid Bearer token" },
    { era: "modern", refusal: "the server requires authorization (HTTP 401)" },
  ])("in the $era way", ({ era, refusal }) => {
    it(verifies("inspector", "lists the tools with their schemas"), async () => {
      const { code, stdout, stderr } = await inspect(era, token, "--method", "tools/list");
      expect([code, stderr]).toEqual([0, ""]);
      expect(JSON.parse(stdout).tools).toEqual([
        {
          name: "Refunds___process_refund",
          description: "The tool process_refund",
          inputSchema: { type: "object", properties: { amount: { type: "integer" } }, required: ["amount"] },
        },
      ]);
    });

    it(verifies("inspector", "calls a tool and shows its result"), async () => {
      const { code, stdout, stderr } = await call(era, 450);
      expect([code, stderr]).toEqual([0, ""]);
      const { content, isError } = JSON.parse(stdout);
      expect(isError).toBe(false);
      expect(JSON.parse(content[0].text)).toMatchObject({ event: { amount: 450 } });
    });

    it(verifies("inspector", "shows why a call was denied, and which decision that was"), async () => {
      const { code, stdout, stderr } = await call(era, 750);
      expect(code).toBe(5);
      expect(JSON.parse(stdout)).toMatchObject({
        content: [
          {
            type: "text",
            text: "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
          },
        ],
        isError: true,
        _meta: {
          "toolgate/code": "NO_DETERMINING_POLICY",
          "toolgate/decisionId": expect.stringMatching(/^dec-[0-9a-f-]{36}$/),
        },
      });
      expect(stderr).toContain("Tool 'Refunds___process_refund' returned isError:true.");
    });

    it(verifies("inspector", "shows that a token is not accepted"), async () => {
      const { code, stdout, stderr } = await inspect(
        era,
        "not.a.token",
        "--method",
        "tools/list",
        "--stored-auth-only",
      );
      expect([code, stdout]).toEqual([3, ""]);
      expect(JSON.parse(stderr).error).toMatchObject({
        code: "auth_required",
        message: expect.stringContaining(refusal),
      });
    });
  });
});
