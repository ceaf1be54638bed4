import {
  BedrockAgentCoreControlClient,
  CreatePolicyCommand,
  ListPoliciesCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type DecidingGateway,
  decidingGateway,
  gatewayEntity,
  operation,
  recordOf,
} from "./deciding-gateway.ts";
import { type HeldCalls, startHeldCalls } from "./held-calls.ts";
import { callTool, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const permitAll = "permit(principal, action, resource == GATEWAY);";
const inputSchema = { type: "object" as const, properties: { address: { type: "string" as const } } };
const targets = { Hold: [{ name: "on", inputSchema }] };
const holdArn = "arn:aws:lambda:us-west-2:123456789012:function:Hold";

let running: RunningToolgate;
let token: string;
let own: DecidingGateway;
let held: HeldCalls;

beforeAll(async () => {
  running = await runToolgate({
    functions: [
      { name: "Echo", module: "./echo.mjs" },
      { name: "Hold", module: "./hold.mjs" },
    ],
  });
  token = await running.issuer.token({});
  held = await startHeldCalls();
  own = await decidingGateway(running, "killed", { targets, statements: [permitAll] });
});

afterAll(async () => {
  await held.close();
  await running.close();
});

async function cedarProcess(): Promise<number> {
  const status = (await (await operation(running, "/toolgate/v1/status")).json()) as {
    processes: { cedar: number };
  };
  return status.processes.cedar;
}

/** Resolves when so many questions wait for the process: it is stopped, so they stay. */
async function untilPending(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const metrics = await (await operation(running, "/metrics")).text();
      expect(metrics).toContain(`\ntoolgate_cedar_pending ${count}\n`);
    },
    { timeout: 30_000 },
  );
}

describe("the process that gives a second opinion is killed while calls are under way", () => {
  it(
    verifies("gateway.killed.cedar", "those calls are decided all the same, and so are the next ones"),
    async () => {
      for (let round = 0; round < 3; round += 1) {
        const before = await cedarProcess();
        process.kill(before, "SIGSTOP");
        const calls = [own, own, own].map(({ url }) => callTool(url, token, "Hold___on", {}));
        await untilPending(3);
        // What needs no second opinion is answered all the while.
        expect(await toolNames(own.url, token)).toEqual(["Hold___on"]);
        process.kill(before, "SIGKILL");
        for (const answer of await Promise.all(calls)) {
          expect(answer.body.result.isError).toBe(false);
          expect((await recordOf(running, answer)).decision).toBe("ALLOW");
        }
        const next = await callTool(own.url, token, "Hold___on", {});
        expect(next.body.result.isError).toBe(false);
        expect(await cedarProcess()).not.toBe(before);
      }
      const metrics = await (await operation(running, "/metrics")).text();
      expect(metrics).toContain('\ntoolgate_shadow_checks_total{outcome="unavailable"} 9\n');
      expect(metrics).toContain('\ntoolgate_shadow_checks_total{outcome="differed"} 0\n');
    },
  );
});

describe("a handler is killed in mid-request", () => {
  it(
    verifies(
      "gateway.killed.handler",
      "that call is a tool failure, others go on, and the next one succeeds",
    ),
    async () => {
      const holding = await decidingGateway(running, "killed-handler", {
        targets,
        statements: [permitAll],
        lambdaArn: holdArn,
      });
      const debug = await decidingGateway(running, "killed-handler-debug", {
        targets,
        statements: [permitAll],
        lambdaArn: holdArn,
        gateway: { exceptionLevel: "DEBUG" },
      });
      const start = async (url: string) => {
        const answer = callTool(url, token, "Hold___on", { address: held.address });
        return { answer, call: await held.next() };
      };
      const other = await start(holding.url);
      const killed = await start(holding.url);
      const told = await start(debug.url);
      for (const { call } of [killed, told]) process.kill(call.pid, "SIGKILL");

      const failure = await killed.answer;
      expect(failure.status).toBe(200);
      expect(failure.body.result).toMatchObject({
        isError: true,
        content: [{ type: "text", text: "An internal error occurred. Please retry later." }],
        _meta: { "toolgate/code": "TOOL_FAILED" },
      });
      expect((await told.answer).body.result.content[0].text).toContain("SIGKILL");
      const record = await recordOf(running, failure);
      expect([record.decision, record.enforced]).toEqual(["ALLOW", "ALLOW"]);
      expect(record.outcome).toMatchObject({ cause: expect.stringContaining("SIGKILL") });

      other.call.release();
      expect(JSON.parse((await other.answer).body.result.content[0].text)).toEqual({ pid: other.call.pid });
      const next = await start(holding.url);
      next.call.release();
      expect((await next.answer).body.result.isError).toBe(false);
    },
  );
});

describe("the process that checks is killed while a policy is created", () => {
  it(
    verifies(
      "gateway.killed.checking",
      "nothing is half done, decisions go on, and the same request succeeds next",
    ),
    async () => {
      const once = new BedrockAgentCoreControlClient({
        endpoint: running.toolgate.controlUrl,
        region: "us-west-2",
        credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
        maxAttempts: 1,
      });
      const policyEngineId = own.engineArn.split("/").at(-1);
      const cedar = await cedarProcess();
      const create = () =>
        once.send(
          new CreatePolicyCommand({
            policyEngineId,
            name: "during_the_kill",
            clientToken: "during-the-kill-0123456789-0123456789",
            validationMode: "IGNORE_ALL_FINDINGS",
            definition: {
              cedar: { statement: `forbid(principal, action, resource == ${gatewayEntity("killed")});` },
            },
          }),
        );
      process.kill(cedar, "SIGSTOP");
      const failing = create().then(
        () => expect.unreachable("the policy could not be checked"),
        (error: Error & { $metadata: { httpStatusCode: number } }) => error,
      );
      await untilPending(1);
      const answer = await callTool(own.url, token, "Hold___on", {});
      expect(answer.body.result.isError).toBe(false);
      process.kill(cedar, "SIGKILL");

      const error = await failing;
      expect([error.name, error.$metadata.httpStatusCode]).toEqual(["InternalServerException", 500]);
      expect(error.message).toBe(
        "The policy could not be checked, so nothing was changed: The Cedar process ended (SIGKILL). Send the request again.",
      );
      const { policies } = await once.send(new ListPoliciesCommand({ policyEngineId }));
      expect(policies?.map(({ name }) => name)).toEqual(["killed_1"]);

      const policy = await create();
      expect(policy.status).toBe("ACTIVE");
      expect((await callTool(own.url, token, "Hold___on", {})).body.result.isError).toBe(true);
      await own.remove(String(policy.policyId));
      once.destroy();
    },
  );
});
