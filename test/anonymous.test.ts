import {
  CreateGatewayCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyCommand,
  GetGatewayCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Gateways whose authorizerType is NONE: whoever reaches them may call, and policies do not know who it is. */

const tool = {
  name: "read",
  inputSchema: { type: "object" as const, properties: { path: { type: "string" as const } } },
};
const denial =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]";

let running: RunningToolgate;
let policyEngineId: string;
let policyEngineArn: string;
let gatewayId: string;
let gatewayArn: string;
let url: string;

beforeAll(async () => {
  running = await runToolgate();
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Open" }));
  policyEngineId = String(engine.policyEngineId);
  policyEngineArn = String(engine.policyEngineArn);
  const gateway = await running.createGateway(
    "open",
    { Files: [tool] },
    {
      authorizerType: "NONE",
      authorizerConfiguration: undefined,
      policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" },
    },
  );
  gatewayId = String(gateway.gatewayId);
  gatewayArn = String(gateway.gatewayArn);
  url = String(gateway.gatewayUrl);
});

afterAll(() => running.close());

let count = 0;

/** A policy in force for as long as `work` takes. */
async function under<T>(
  statement: string,
  work: (policy: { policyId: string; statusReasons: readonly string[] }) => Promise<T>,
): Promise<T> {
  count += 1;
  const { policyId, status, statusReasons } = await running.aws.send(
    new CreatePolicyCommand({
      policyEngineId,
      name: `Policy${count}`,
      definition: { cedar: { statement } },
      validationMode: "IGNORE_ALL_FINDINGS",
    }),
  );
  expect(status).toBe("ACTIVE");
  try {
    return await work({ policyId: String(policyId), statusReasons: statusReasons ?? [] });
  } finally {
    await running.aws.send(new DeletePolicyCommand({ policyEngineId, policyId }));
  }
}

const permit = (principal: string, condition = "true") =>
  `permit(${principal}, action == AgentCore::Action::"Files___read", resource == AgentCore::Gateway::"${gatewayArn}") when { ${condition} };`;

async function outcome(): Promise<{ listed: boolean; allowed: boolean }> {
  const list = await rpc(url, undefined, "tools/list");
  const call = await callTool(url, undefined, "Files___read", { path: "out/a" });
  expect([list.status, call.status]).toEqual([200, 200]);
  if (call.body.result.isError) expect(call.body.result.content[0].text).toBe(denial);
  return { listed: list.body.result.tools.length > 0, allowed: !call.body.result.isError };
}

const input = {
  roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
  authorizerType: "NONE" as const,
};
const authorizerConfiguration = () => ({
  customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl },
});

describe("a gateway with the authorizerType NONE", () => {
  it.each([
    [
      "ENFORCE",
      "Policies see AgentCore::Anonymous, without claims, so that only those apply that leave the principal open.",
    ],
    ["LOG_ONLY", "Its policy engine only logs, so that every call is allowed."],
    [undefined, "It has no policy engine either, so that every call is allowed."],
  ] as const)(
    verifies("anonymous.warning", "warns that anyone may call it, its engine in mode %s"),
    async (mode, consequence) => {
      const gateway = await running.aws.send(
        new CreateGatewayCommand({
          ...input,
          name: `open-${mode ?? "without"}`.replace("_", "-"),
          ...(mode === undefined ? {} : { policyEngineConfiguration: { arn: policyEngineArn, mode } }),
        }),
      );
      expect([gateway.status, gateway.authorizerType, gateway.authorizerConfiguration]).toEqual([
        "READY",
        "NONE",
        undefined,
      ]);
      const warning = `WARNING: anyone who reaches ${gateway.gatewayUrl} may call this gateway, for its authorizerType is NONE. ${consequence}`;
      expect(gateway.statusReasons?.[0]).toBe(warning);
      const { gatewayId: gatewayIdentifier } = gateway;
      const read = await running.aws.send(new GetGatewayCommand({ gatewayIdentifier }));
      expect(read.statusReasons).toEqual(gateway.statusReasons);
    },
  );

  it(
    verifies("anonymous.shape", "takes no authorizerConfiguration, and CUSTOM_JWT does not go without"),
    async () => {
      const refused = (more: object) =>
        running.aws.send(new CreateGatewayCommand({ ...input, name: "refused", ...more }));
      await expect(refused({ authorizerConfiguration: authorizerConfiguration() })).rejects.toMatchObject({
        name: "ValidationException",
        message:
          "1 validation error detected. 'authorizerConfiguration' protects nothing with the authorizerType NONE; leave it out, or send authorizerType CUSTOM_JWT.",
      });
      await expect(refused({ authorizerType: "CUSTOM_JWT" })).rejects.toMatchObject({
        message:
          "1 validation error detected. Value null at '/authorizerConfiguration' failed to satisfy constraint: Member must not be null",
      });
    },
  );

  it(verifies("anonymous.metadata", "has no metadata, and takes any token for none"), async () => {
    for (const path of [
      `/.well-known/oauth-protected-resource/gateways/${gatewayId}/mcp`,
      `/gateways/${gatewayId}/.well-known/oauth-protected-resource`,
    ]) {
      const response = await fetch(`${running.toolgate.url}${path}`);
      expect([response.status, await response.json()]).toEqual([
        404,
        {
          message: `The gateway ${gatewayId} asks for no token (authorizerType NONE), so it has no metadata.`,
        },
      ]);
    }
    await under(permit("principal", 'principal.hasTag("team")'), async () => {
      const token = await running.issuer.token({ team: "a" });
      for (const sent of [undefined, "nonsense", token]) {
        const { status, headers, body } = await rpc(url, sent, "tools/list");
        expect([status, headers.get("www-authenticate"), body.result.tools]).toEqual([200, null, []]);
      }
    });
  });

  it.each([
    ["an open principal", "principal", "true", true],
    [
      "an open principal and the arguments",
      "principal",
      'context.input has path && context.input.path like "out/*"',
      true,
    ],
    ["an open principal unless it has a claim", "principal", '!(principal.hasTag("team"))', true],
    ["the type of callers with a token", "principal is AgentCore::OAuthUser", "true", false],
    ["a caller of the name anonymous", 'principal == AgentCore::OAuthUser::"anonymous"', "true", false],
    ["a claim", "principal", 'principal.hasTag("team") && principal.getTag("team") == "a"', false],
    ["an attribute", "principal", 'principal.id == "anonymous"', false],
  ])(
    verifies("anonymous.principal", "is listed and called alike under a permit on %s"),
    async (_, principal, condition, allowed) => {
      await under(permit(principal, condition), async () => {
        expect(await outcome()).toEqual({ listed: allowed, allowed });
      });
    },
  );

  it.each([
    ["everyone", "forbid(principal, action, resource);", false],
    ["everyone with a token", "forbid(principal is AgentCore::OAuthUser, action, resource);", true],
  ])(verifies("anonymous.policies", "is stopped by a forbid on %s or not"), async (_, forbid, allowed) => {
    await under(permit("principal"), () =>
      under(forbid, async ({ policyId }) => {
        const { body } = await callTool(url, undefined, "Files___read", {});
        expect(body.result.isError).toBe(!allowed);
        if (!allowed) expect(body.result.content[0].text).toContain(policyId);
        expect((await rpc(url, undefined, "tools/list")).body.result.tools).toHaveLength(allowed ? 1 : 0);
      }),
    );
  });

  it(
    verifies("anonymous.policies", "warns of policies that name a principal, and so do these policies"),
    async () => {
      await under(permit("principal is AgentCore::OAuthUser"), async ({ policyId, statusReasons }) => {
        expect(statusReasons).toContain(
          `On 1 gateway (${gatewayId}), where the authorizerType is NONE, this permit applies to no call: callers there are AgentCore::Anonymous, and it names another principal. Leave the principal open to mean them too.`,
        );
        const { statusReasons: notices } = await running.aws.send(
          new GetGatewayCommand({ gatewayIdentifier: gatewayId }),
        );
        expect(notices).toContain(
          `Callers of this gateway are AgentCore::Anonymous, so that 1 policy (${policyId}) of its engine, which name another principal, apply to none of its calls.`,
        );
      });
      await under(permit("principal"), async ({ statusReasons }) => {
        expect(statusReasons.join()).not.toContain("applies to no call");
      });
    },
  );

  it(verifies("anonymous.principal", "is the principal of the records of its calls"), async () => {
    await under(permit("principal"), () => callTool(url, undefined, "Files___read", { path: "x" }));
    const response = await fetch(
      `${running.toolgate.controlUrl}/toolgate/v1/decisions?gatewayId=${gatewayId}&limit=1`,
      { headers: { authorization: "test" } },
    );
    const { decisions } = (await response.json()) as { decisions: readonly object[] };
    expect(decisions).toMatchObject([
      {
        method: "tools/call",
        decision: "ALLOW",
        principal: { type: "AgentCore::Anonymous", id: "anonymous" },
      },
    ]);
  });

  it("says of a denial that an anonymous caller lacks the claim", async () => {
    await under(permit("principal", 'principal.hasTag("team")'), () =>
      callTool(url, undefined, "Files___read", {}),
    );
    const response = await fetch(
      `${running.toolgate.controlUrl}/toolgate/v1/decisions?gatewayId=${gatewayId}&limit=1`,
      { headers: { authorization: "test" } },
    );
    const { decisions } = (await response.json()) as { decisions: readonly { reason: string }[] };
    expect(decisions[0]?.reason).toContain("asks for team, which an anonymous caller does not have");
  });

  it("asks for tokens as soon as it is updated to, and no longer when it is updated back", async () => {
    await under(permit("principal"), async () => {
      const put = {
        ...input,
        gatewayIdentifier: gatewayId,
        name: "open",
        policyEngineConfiguration: { arn: policyEngineArn, mode: "ENFORCE" as const },
      };
      const closed = await running.aws.send(
        new UpdateGatewayCommand({
          ...put,
          authorizerType: "CUSTOM_JWT",
          authorizerConfiguration: authorizerConfiguration(),
        }),
      );
      expect(closed.statusReasons?.join()).not.toContain("WARNING");
      expect((await rpc(url, undefined, "tools/list")).status).toBe(401);
      expect(await toolNames(url, await running.issuer.token({}))).toEqual(["Files___read"]);
      await running.aws.send(new UpdateGatewayCommand(put));
      expect((await rpc(url, undefined, "tools/list")).status).toBe(200);
    });
  });
});
