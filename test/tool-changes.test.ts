import {
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeleteGatewayTargetCommand,
  GetGatewayCommand,
  GetPolicyCommand,
  ListGatewayTargetsCommand,
  UpdateGatewayTargetCommand,
  UpdatePolicyCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, echoArn, type RunningToolgate, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let token: string;
let count = 0;

beforeAll(async () => {
  running = await runToolgate();
  token = await running.issuer.token({});
});
afterAll(() => running.close());

type Members = Readonly<Record<string, string>>;

/** A name that ends in `?` is not required. */
function tool(name: string, members: Members) {
  const properties = Object.entries(members).map(([key, type]) => [key.replace("?", ""), { type }]);
  return {
    name,
    description: name,
    inputSchema: {
      type: "object" as const,
      properties: Object.fromEntries(properties),
      required: Object.keys(members).filter((key) => !key.endsWith("?")),
    },
  };
}

/** A gateway with the target `Pay` of the tools `send` and `look`, and an engine of its own. */
async function world(send: Members) {
  count += 1;
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: `Engine${count}` }));
  const { policyEngineId } = engine;
  const look = tool("look", { amount: "integer" });
  const gateway = await running.createGateway(
    `changes${count}`,
    { Pay: [tool("send", send), look] },
    { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
  );
  const { gatewayId, gatewayArn, gatewayUrl } = gateway;
  const targets = await running.aws.send(new ListGatewayTargetsCommand({ gatewayIdentifier: gatewayId }));
  const targetId = targets.items?.[0]?.targetId;
  const statement = (effect: string, action: string, condition: string) =>
    `${effect}(principal, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${gatewayArn}") when { ${condition} };`;
  let policies = 0;
  return {
    gatewayId,
    statement,
    policy: async (effect: string, condition: string, action = "Pay___send") => {
      policies += 1;
      const policy = await running.aws.send(
        new CreatePolicyCommand({
          policyEngineId,
          name: `Policy${policies}`,
          definition: { cedar: { statement: statement(effect, action, condition) } },
          validationMode: "IGNORE_ALL_FINDINGS",
        }),
      );
      expect(policy.status).toBe("ACTIVE");
      return policy;
    },
    changes: (members: Members | undefined) =>
      running.aws.send(
        new UpdateGatewayTargetCommand({
          gatewayIdentifier: gatewayId,
          targetId,
          name: "Pay",
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: echoArn,
                toolSchema: { inlinePayload: members === undefined ? [look] : [tool("send", members), look] },
              },
            },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        }),
      ),
    deletes: () =>
      running.aws.send(new DeleteGatewayTargetCommand({ gatewayIdentifier: gatewayId, targetId })),
    update: (policyId: string | undefined, text: string) =>
      running.aws.send(
        new UpdatePolicyCommand({ policyEngineId, policyId, definition: { cedar: { statement: text } } }),
      ),
    reasons: async (policyId: string | undefined) =>
      (await running.aws.send(new GetPolicyCommand({ policyEngineId, policyId }))).statusReasons ?? [],
    gatewayReasons: async () =>
      (await running.aws.send(new GetGatewayCommand({ gatewayIdentifier: gatewayId }))).statusReasons ?? [],
    call: async (args: object) => {
      const { body } = await callTool(String(gatewayUrl), token, "Pay___send", args);
      return body.result.isError === true ? String(body.result.content[0].text) : "allowed";
    },
    listed: () => toolNames(String(gatewayUrl), token),
  };
}

describe("a tool that changes", () => {
  it(
    verifies("tool-changes.permit", "under a permit that does not fit it any more is allowed nothing by it"),
    async () => {
      const here = await world({ amount: "integer" });
      const { policyId } = await here.policy("permit", "context.input.amount != 500");
      expect(await here.call({ amount: 499 })).toBe("allowed");
      await here.changes({ amount: "string" });
      expect(await here.call({ amount: "1" })).toContain("no determining policies");
      expect(await here.listed()).toEqual([]);
      const sentence =
        `The tool Pay___send of the gateway ${here.gatewayId} has changed: amount was a required Long and is a required String, ` +
        "and this permit does not fit it any more, so that it allows nothing there until it is updated. ";
      const [reason] = await here.reasons(policyId);
      expect(reason).toContain(sentence);
      expect((await here.gatewayReasons()).join(" ")).toContain(
        `The policy Policy1 (${policyId}): ${sentence}`,
      );
    },
  );

  it(
    verifies(
      "tool-changes.forbid",
      "under a forbid that does not fit it any more is denied to everybody until someone decides",
    ),
    async () => {
      const here = await world({ amount: "integer", "note?": "string" });
      await here.policy("permit", "context.input.amount < 500");
      const stop = await here.policy("forbid", 'context.input has note && context.input.note == "x"');
      expect(await here.call({ amount: 1, note: "y" })).toBe("allowed");
      await here.changes({ amount: "integer", "note?": "integer" });
      expect(await here.call({ amount: 1 })).toContain(String(stop.policyId));
      expect(await here.listed()).toEqual([]);
      expect((await here.reasons(stop.policyId)).join(" ")).toContain(
        "note was an optional String and is an optional Long, and this forbid does not fit it any more, so that every call of it " +
          "is denied until this forbid is updated or deleted.",
      );
      const log = await fetch(
        `${running.toolgate.controlUrl}/toolgate/v1/changes?resource=${stop.policyId}&limit=1`,
        {
          headers: { authorization: "test" },
        },
      );
      expect(await log.text()).toContain('"operation":"UpdateGatewayTarget"');

      await here.update(
        stop.policyId,
        here.statement("forbid", "Pay___send", "context.input has note && context.input.note == 7"),
      );
      expect(await here.call({ amount: 1 })).toBe("allowed");
      expect(await here.listed()).toEqual(["Pay___send"]);
      expect((await here.gatewayReasons()).join(" ")).not.toContain("does not fit");
    },
  );

  it(verifies("tool-changes.forbid", "back to what it was is decided as before"), async () => {
    const here = await world({ amount: "integer" });
    await here.policy("permit", "true");
    const stop = await here.policy("forbid", "context.input.amount > 5");
    await here.changes({ "amount?": "integer" });
    expect(await here.call({ amount: 1 })).toContain(String(stop.policyId));
    expect((await here.reasons(stop.policyId)).join(" ")).toContain(
      "context.input has amount && context.input.amount",
    );
    await here.changes({ amount: "integer" });
    expect(await here.call({ amount: 1 })).toBe("allowed");
    expect(await here.call({ amount: 6 })).toContain(String(stop.policyId));
  });

  it(
    verifies(
      "tool-changes.meaning",
      "so that a policy fits and may mean something else is named at the policy",
    ),
    async () => {
      const here = await world({ "note?": "string", amount: "integer" });
      const { policyId } = await here.policy("permit", "!(context.input has note)");
      const other = await here.policy("permit", "context.input.amount < 5");
      await here.changes({ note: "string", amount: "integer" });
      expect((await here.reasons(policyId)).join(" ")).toContain(
        `The tool Pay___send of the gateway ${here.gatewayId} has changed: note was an optional String and is a required String. ` +
          "This permit still fits it, but may mean something else: read it again.",
      );
      expect((await here.reasons(other.policyId)).join(" ")).not.toContain("has changed");
    },
  );

  it(
    verifies("tool-changes.gone", "goes, by an update or with its target, is named where a policy names it"),
    async () => {
      const here = await world({ amount: "integer" });
      const { policyId } = await here.policy("permit", "context.input.amount < 5");
      const other = await here.policy("permit", "context.input.amount < 5", "Pay___look");
      const gone = `The tool Pay___send of the gateway ${here.gatewayId} is gone, and this permit applies to nothing there.`;
      await here.changes(undefined);
      expect(await here.reasons(policyId)).toContain(gone);
      expect((await here.reasons(other.policyId)).join(" ")).not.toContain("is gone");
      await here.changes({ amount: "integer" });
      expect(await here.reasons(policyId)).not.toContain(gone);
      await here.deletes();
      expect(await here.reasons(policyId)).toContain(gone);
      expect((await here.reasons(other.policyId)).join(" ")).toContain("The tool Pay___look");
    },
  );
});
