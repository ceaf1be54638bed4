import { CreatePolicyCommand, CreatePolicyEngineCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { callTool, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let shared: RunningToolgate;
let count = 0;

beforeAll(async () => {
  shared = await runToolgate();
});
afterAll(() => shared.close());

/** A gateway with the tool `Pay___send` under these policies, each an effect and a condition on the amount. */
async function world(
  running: RunningToolgate,
  policies: readonly (readonly ["permit" | "forbid", string])[],
) {
  count += 1;
  const { policyEngineId, policyEngineArn } = await running.aws.send(
    new CreatePolicyEngineCommand({ name: `Lists${count}` }),
  );
  const inputSchema = {
    type: "object" as const,
    properties: { amount: { type: "integer" as const } },
    required: ["amount"],
  };
  const { gatewayArn, gatewayUrl } = await running.createGateway(
    `lists${count}`,
    { Pay: [{ name: "send", inputSchema }] },
    { policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" } },
  );
  for (const [index, [effect, condition]] of policies.entries()) {
    const statement = `${effect}(principal, action == AgentCore::Action::"Pay___send", resource == AgentCore::Gateway::"${gatewayArn}") when { ${condition} };`;
    const policy = await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `Policy${index}`,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    expect(policy.status).toBe("ACTIVE");
  }
  const token = await running.issuer.token({ role: "clerk" });
  const lastList = async () => {
    const url = `${running.toolgate.controlUrl}/toolgate/v1/decisions?limit=200`;
    // biome-ignore lint/suspicious/noExplicitAny: the wire's own shape
    const { decisions }: any = await (await fetch(url, { headers: { authorization: "test" } })).json();
    return decisions.find(
      (record: { method: string; gatewayArn: string }) =>
        record.method === "tools/list" && record.gatewayArn === gatewayArn,
    );
  };
  return {
    listed: () => toolNames(String(gatewayUrl), token),
    allowed: async (amount: number) =>
      (await callTool(String(gatewayUrl), token, "Pay___send", { amount })).body.result.isError !== true,
    lastList,
    /** The list's record, once nothing of it is open. */
    proved: async () => {
      await expect
        .poll(
          async () => {
            await toolNames(String(gatewayUrl), token);
            return (await lastList())?.tools.unproved;
          },
          { timeout: 20_000 },
        )
        .toBeUndefined();
    },
  };
}

describe("tools/list", () => {
  it.each([
    [500, 1_000, false],
    [500, 500, false],
    [500, 499, true],
    [500, 100, true],
  ])(
    verifies("lists.exact", "a permit below %i and a forbid below %i: listed is %s, and so are calls"),
    async (permitted, forbidden, shown) => {
      const here = await world(shared, [
        ["permit", `context.input.amount < ${permitted}`],
        ["forbid", `context.input.amount < ${forbidden}`],
      ]);
      await here.proved();
      expect(await here.listed()).toEqual(shown ? ["Pay___send"] : []);
      const amounts = [permitted, forbidden].flatMap((limit) => [limit - 1, limit, limit + 1]);
      const allowed: boolean[] = [];
      for (const amount of [-1, 0, ...amounts]) allowed.push(await here.allowed(amount));
      expect(allowed.includes(true)).toBe(shown);
      if (!shown) expect((await here.lastList()).tools).toEqual({ allowed: [], denied: ["Pay___send"] });
    },
  );

  it(verifies("lists.exact", "shows what another permit allows beyond the forbid"), async () => {
    const here = await world(shared, [
      ["permit", "context.input.amount < 500"],
      ["forbid", "context.input.amount < 1000"],
      ["permit", "context.input.amount < 2000"],
    ]);
    await here.proved();
    expect(await here.listed()).toEqual(["Pay___send"]);
    expect(await here.allowed(1_500)).toBe(true);
  });

  it(
    verifies("lists.unproved", "without a solver shows what might be allowed, and the record says so"),
    async () => {
      const running = await runToolgate({ solver: "/nowhere/z3" });
      onTestFinished(() => running.close());
      const here = await world(running, [
        ["permit", "context.input.amount < 500"],
        ["forbid", "context.input.amount < 1000"],
      ]);
      expect(await here.listed()).toEqual(["Pay___send"]);
      expect(await here.allowed(1)).toBe(false);
      expect(await here.lastList()).toMatchObject({
        reason: "1 of 1 tools shown. Of 1 it is not proved whether any call can be allowed.",
        tools: { allowed: ["Pay___send"], denied: [], unproved: ["Pay___send"] },
      });
    },
  );
});
