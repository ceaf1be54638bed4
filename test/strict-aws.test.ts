import {
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetPolicyCommand,
  ResourceNotFoundException,
  UpdateGatewayCommand,
  UpdatePolicyCommand,
  ValidationException,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool, type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Where Toolgate is kinder than AWS, `--strict-aws` makes it answer as AWS does. */

let running: RunningToolgate;
let policyEngineId: string;
let gatewayId: string;
let gatewayArn: string;
let gatewayUrl: string;

const arnStart = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";

beforeAll(async () => {
  running = await runToolgate({ strictAws: true });
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "Strict" }));
  policyEngineId = String(engine.policyEngineId);
  const gateway = await running.createGateway(
    "strict",
    {
      Refunds: [
        {
          name: "refund",
          inputSchema: { type: "object", properties: { price: { type: "number" } }, required: ["price"] },
        },
      ],
      Search: [{ name: "find", inputSchema: { type: "object", properties: {} } }],
    },
    { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } },
  );
  [gatewayId, gatewayArn, gatewayUrl] = [
    String(gateway.gatewayId),
    String(gateway.gatewayArn),
    String(gateway.gatewayUrl),
  ];
});

afterAll(() => running.close());

let count = 0;

const create = (statement: string, more: object = {}) => {
  count += 1;
  return running.aws.send(
    new CreatePolicyCommand({
      policyEngineId,
      name: `Policy${count}`,
      definition: { cedar: { statement } },
      ...more,
    }),
  );
};

const onTool = (action: string, arn: string, condition: string) =>
  `permit(principal is AgentCore::OAuthUser, action == AgentCore::Action::"${action}", resource == AgentCore::Gateway::"${arn}") when { ${condition} };`;

describe("policies under --strict-aws", () => {
  it(
    verifies("strict.gateway", "a gateway that does not exist, or is named without its id, is a 404"),
    async () => {
      for (const name of ["nowhere-0123456789", "strict"]) {
        const creating = create(onTool("Refunds___refund", `${arnStart}/${name}`, "true"));
        await expect(creating).rejects.toBeInstanceOf(ResourceNotFoundException);
        await expect(creating).rejects.toMatchObject({
          message: `Gateway with ID ${name} does not exist`,
          $metadata: { httpStatusCode: 404 },
        });
      }
    },
  );

  it(verifies("strict.target", "an unknown target is a 400 that lists those there are"), async () => {
    const creating = create(onTool("Refund___refund", gatewayArn, "true"));
    await expect(creating).rejects.toBeInstanceOf(ValidationException);
    await expect(creating).rejects.toMatchObject({
      message: `Target 'Refund' does not exist in gateway '${gatewayId}'. Available targets: Refunds, Search`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    {
      fault: "that does not parse",
      statement: () => onTool("Refunds___refund", gatewayArn, 'context.input.price == "a'),
      says: /^Line 1, column \d+: /,
    },
    {
      fault: "on a tool that the target does not have",
      statement: () => onTool("Refunds___refnd", gatewayArn, "true"),
      says: /the target Refunds has no tool refnd\. It has refund\./,
    },
    {
      fault: "that reads an argument that the tool does not have",
      statement: () => onTool("Refunds___refund", gatewayArn, "context.input.amount == 1"),
      says: /attribute `input\.amount` .* not found/i,
    },
  ])(
    verifies("strict.statement", "a statement $fault is accepted with 202 and becomes CREATE_FAILED"),
    async ({ statement, says }) => {
      const policy = await create(statement());
      expect([policy.$metadata.httpStatusCode, policy.status]).toEqual([202, "CREATE_FAILED"]);
      expect(policy.statusReasons?.[0]).toMatch(says);
      const read = await running.aws.send(
        new GetPolicyCommand({ policyEngineId, policyId: policy.policyId }),
      );
      expect([read.status, read.statusReasons]).toEqual(["CREATE_FAILED", policy.statusReasons]);
    },
  );

  it(
    verifies("strict.statement", "a bad update becomes UPDATE_FAILED, and what was in force stays in force"),
    async () => {
      const good = onTool("Search___find", gatewayArn, 'principal.hasTag("team")');
      const { policyId, status } = await create(good);
      expect(status).toBe("ACTIVE");
      const updated = await running.aws.send(
        new UpdatePolicyCommand({
          policyEngineId,
          policyId,
          definition: { cedar: { statement: onTool("Search___find", gatewayArn, "nonsense") } },
        }),
      );
      expect([updated.$metadata.httpStatusCode, updated.status]).toEqual([202, "UPDATE_FAILED"]);
      expect(updated.definition).toEqual({ cedar: { statement: good } });
      const token = await running.issuer.token({ team: "search" });
      const found = await callTool(gatewayUrl, token, "Search___find", {});
      expect(found.body.result.isError).toBe(false);
    },
  );

  it(verifies("strict.wildcard", "an open resource is refused, and its type is not"), async () => {
    const open = create("forbid(principal, action, resource) when { false };");
    await expect(open).rejects.toBeInstanceOf(ValidationException);
    await expect(open).rejects.toMatchObject({
      message:
        "When parsing the policy statement, a wildcard resource was detected. To avoid unexpected behavior changes, please constrain the resource either to a specific AgentCore::Gateway resource or to the AgentCore::Gateway resource type.",
    });
    const typed = await create("forbid(principal, action, resource is AgentCore::Gateway) when { false };");
    expect(typed.status).not.toBe("CREATE_FAILED");
  });
});

describe("decimals", () => {
  const priced = async (toolgate: RunningToolgate, url: string, price: string) => {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await toolgate.issuer.token({})}`,
        "content-type": "application/json",
      },
      body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"Refunds___refund","arguments":{"price":${price}}}}`,
    });
    const { result } = (await response.json()) as {
      result: { isError: boolean; content: { text: string }[] };
    };
    return { isError: result.isError, text: String(result.content[0]?.text) };
  };

  it(
    verifies("strict.decimals", "are cut to four places, and the target gets the value that was decided on"),
    async () => {
      const policy = await create(
        onTool("Refunds___refund", gatewayArn, 'context.input.price.lessThanOrEqual(decimal("1.2345"))'),
      );
      expect(policy.status).toBe("ACTIVE");
      const cut = await priced(running, gatewayUrl, "1.23456789");
      expect(cut.isError).toBe(false);
      expect(cut.text).toContain('"price":1.2345');
      expect(cut.text).not.toContain("1.23456");
      expect((await priced(running, gatewayUrl, "1.2346")).isError).toBe(true);
    },
  );

  it(
    verifies("strict.decimals", "are refused beyond four places where --strict-aws is off"),
    async ({ onTestFinished }) => {
      const kind = await runToolgate();
      onTestFinished(() => kind.close());
      const engine = await kind.aws.send(new CreatePolicyEngineCommand({ name: "Kind" }));
      const gateway = await kind.createGateway("kind", {
        Refunds: [
          { name: "refund", inputSchema: { type: "object", properties: { price: { type: "number" } } } },
        ],
      });
      await kind.aws.send(
        new CreatePolicyCommand({
          policyEngineId: engine.policyEngineId,
          name: "All",
          definition: {
            cedar: { statement: "permit(principal, action, resource is AgentCore::Gateway);" },
          },
          validationMode: "IGNORE_ALL_FINDINGS",
        }),
      );
      await kind.aws.send(
        new UpdateGatewayCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: gateway.name,
          roleArn: gateway.roleArn,
          authorizerType: gateway.authorizerType,
          authorizerConfiguration: gateway.authorizerConfiguration,
          policyEngineConfiguration: { arn: String(engine.policyEngineArn), mode: "ENFORCE" },
        }),
      );
      const url = String(gateway.gatewayUrl);
      expect((await priced(kind, url, "1.2345")).isError).toBe(false);
      const refused = await priced(kind, url, "1.23456789");
      expect(refused).toEqual({
        isError: true,
        text: "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement [Policy evaluation denied due to no determining policies]",
      });
    },
  );
});
