import type { InputOf } from "@toolgate/api";
import { type ControlPlaneParts, createCedar } from "@toolgate/server";
import { createSolver } from "@toolgate/solver";
import { afterAll, describe, expect, it } from "vitest";
import { seedGateways, seedPolicies } from "./fixtures/seed-policies.ts";
import { openRefunds, openWorld, place, refundTools, scope, under } from "./policy-world.ts";
import { caller } from "./store-over-folder.ts";
import { verifies } from "./verifies.ts";

const cedar = createCedar();
const solver = createSolver();
afterAll(() => Promise.all([cedar.close(), solver.close()]));

const world = (changed: Partial<ControlPlaneParts> = {}) => openWorld({ cedar, solver, ...changed });
const refunds = (changed: Partial<ControlPlaneParts> = {}) => openRefunds({ cedar, solver, ...changed });

describe("every policy that the guide prints is accepted where its tools are", () => {
  it.each(seedPolicies)(
    verifies("policies.create.seeds", "$name becomes ACTIVE"),
    async ({ gateway, statement }) => {
      const here = await world();
      const { gatewayId } = await here.gateway(gateway);
      for (const [target, tools] of Object.entries(seedGateways[gateway] ?? {})) {
        await here.control.CreateGatewayTarget(
          {
            gatewayIdentifier: gatewayId,
            name: target,
            targetConfiguration: {
              mcp: {
                lambda: {
                  lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Any",
                  toolSchema: { inlinePayload: tools.map((tool) => ({ description: tool.name, ...tool })) },
                },
              },
            },
            credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
          } as InputOf<"CreateGatewayTarget">,
          caller,
        );
      }
      expect(await here.policy(statement)).toMatchObject({ status: "ACTIVE" });
    },
  );
});

describe("the guide's story, in the order that it is told", () => {
  it(
    verifies(
      "policies.wait",
      "the refund policy waits for its gateway, then for its target, and says what it may have meant",
    ),
    async () => {
      const here = await world();
      const policy = await here.policy(
        `${scope("RefundTarget___process_refund", `${place}/refund-gateway`)} ${under(500)}`,
      );
      expect(policy).toMatchObject({
        status: "CREATING",
        statusReasons: [
          "Waits for the gateway refund-gateway, which does not exist in account 123456789012, Region us-west-2.",
          "Until then this permit is not in force and allows nothing.",
        ],
      });

      const { gatewayId } = await here.gateway("refund-gateway");
      expect((await here.get(policy)).statusReasons[0]).toBe(
        `Waits for the target RefundTarget on the gateway ${gatewayId}, which has no target yet.`,
      );

      await here.target(gatewayId, "RefundTool", refundTools);
      expect((await here.get(policy)).statusReasons[0]).toBe(
        `Waits for the target RefundTarget on the gateway ${gatewayId}, which has RefundTool. ` +
          'Did you mean RefundTool? Then write AgentCore::Action::"RefundTool___process_refund".',
      );

      const mended = `${scope("RefundTool___process_refund", `${place}/refund-gateway`)} ${under(500)}`;
      expect(await here.update(policy, { definition: { cedar: { statement: mended } } })).toMatchObject({
        policyId: policy.policyId,
        status: "ACTIVE",
      });
    },
  );

  it(
    verifies("policies.wait", "a waiting policy becomes ACTIVE by itself when its target appears"),
    async () => {
      const here = await world();
      const policy = await here.policy(
        `${scope("RefundTool___process_refund", `${place}/refund-gateway`)} ${under(500)}`,
      );
      const { gatewayId, gatewayArn } = await here.gateway("refund-gateway");
      await here.target(gatewayId, "RefundTool", refundTools);
      expect(await here.get(policy)).toMatchObject({
        status: "ACTIVE",
        statusReasons: [
          `AgentCore::Gateway::"${place}/refund-gateway" names the gateway by its name, which AWS would refuse. ` +
            `The exact form is AgentCore::Gateway::"${gatewayArn}"`,
        ],
      });
    },
  );

  it(verifies("policies.wait", "a waiting policy that turns out wrong fails with the reason"), async () => {
    const here = await world();
    const policy = await here.policy(
      `${scope("RefundTool___refund", `${place}/refund-gateway`)} ${under(500)}`,
    );
    const { gatewayId } = await here.gateway("refund-gateway");
    await here.target(gatewayId, "RefundTool", refundTools);
    expect(await here.get(policy)).toMatchObject({
      status: "CREATE_FAILED",
      statusReasons: [
        'AgentCore::Action::"RefundTool___refund" is no action: the target RefundTool has no tool refund. ' +
          "It has process_refund, price.",
      ],
    });
  });

  it(
    verifies(
      "policies.wait.forbid",
      "a waiting forbid is named by the gateways on its engine until it is in force",
    ),
    async () => {
      const here = await world();
      const { gatewayId } = await here.gateway("refund-gateway");
      const policy = await here.policy(
        `${scope("RefundTool___process_refund", `${place}/refund-gateway`, "forbid")};`,
      );
      expect(policy.statusReasons.at(-1)).toBe(
        "Until then this forbid is not in force and protects nothing.",
      );
      const notices = async () =>
        (await here.control.GetGateway({ gatewayIdentifier: gatewayId }, caller)).statusReasons;
      expect(await notices()).toContainEqual(
        `The forbid Policy1 (${policy.policyId}) protects nothing yet. Waits for the target RefundTool on the gateway ` +
          `${gatewayId}, which has no target yet. Until then this forbid is not in force and protects nothing.`,
      );
      await here.target(gatewayId, "RefundTool", refundTools);
      expect((await notices())?.join()).not.toContain("protects nothing");
    },
  );

  it(verifies("policies.wait", "conditions on arguments wait for the first tool"), async () => {
    const here = await world();
    const policy = await here.policy(
      "permit(principal, action, resource) when { context.input.amount <= 1000 };",
    );
    expect(policy.statusReasons[0]).toContain("Waits for the first tool on a gateway of this policy engine");
    const { gatewayId } = await here.gateway("payment");
    await here.target(gatewayId, "Pay", { send: { amount: "integer" } });
    expect((await here.get(policy)).status).toBe("ACTIVE");
  });

  it(
    verifies("policies.recreated", "a gateway that comes again says which policies still name it"),
    async () => {
      const here = await refunds();
      const policy = await here.policy(`${scope("RefundTool___process_refund", here.arn)} ${under(500)}`);
      const { items } = await here.control.ListGatewayTargets({ gatewayIdentifier: here.gatewayId }, caller);
      await here.control.DeleteGatewayTarget(
        { gatewayIdentifier: here.gatewayId, targetId: String(items[0]?.targetId) },
        caller,
      );
      await here.control.DeleteGateway({ gatewayIdentifier: here.gatewayId }, caller);
      here.tick();
      const again = await here.gateway("refunds");
      expect(again.gatewayArn).toBe(here.arn);
      expect(again.statusReasons).toContainEqual(
        `A gateway of this id was deleted before, and 1 policy (${policy.policyId}) still named it: ` +
          "they apply to this gateway now. Delete those that you do not mean.",
      );
    },
  );
});

describe("a statement that is wrong is refused at once, with its place and its cure", () => {
  const tool = (arn: string, condition: string, action = "RefundTool___process_refund") =>
    `${scope(action, arn)}\nwhen { ${condition} };`;
  it.each<[string, (arn: string) => string, string]>([
    [
      "a tag without hasTag (pitfall 4)",
      (arn) => tool(arn, 'principal.getTag("role") == "admin"'),
      'Line 2, column 8: Unable to guarantee safety of access to tag `"role"` on entity type `AgentCore::OAuthUser`. ' +
        'A caller may lack the claim, so ask first: principal.hasTag("role") && principal.getTag("role") \u2026',
    ],
    [
      "an optional argument without has",
      (arn) => tool(arn, 'context.input.reason == "x"'),
      "The tool does not require it, so ask first: context.input has reason && context.input.reason \u2026",
    ],
    [
      "a number against an integer",
      (arn) => tool(arn, "context.input.total < 500", "RefundTool___price"),
      'A "number" argument is a decimal and is compared by methods: context.input.total.lessThan(decimal("500.0")).',
    ],
    [
      "an equality of a number and an integer",
      (arn) => tool(arn, "context.input.total == 500", "RefundTool___price"),
      'A "number" argument is a decimal: context.input.total == decimal("500.0").',
    ],
    [
      "a literal with a decimal point",
      (arn) => tool(arn, "context.input.total < 500.5", "RefundTool___price"),
      '`500.5` is no integer, and Cedar has no other numbers. Write decimal("500.5"), and compare it by a method: .lessThan(decimal("500.5")).',
    ],
    [
      "an argument that only some tools have",
      (arn) =>
        `permit(principal, action, resource == AgentCore::Gateway::"${arn}") when { context.input.amount <= 1000 };`,
      "a policy for several tools asks first: context.input has amount && context.input.amount \u2026",
    ],
    [
      "a specific tool on any gateway (pitfall 5)",
      () =>
        'permit(principal, action == AgentCore::Action::"RefundTool___process_refund", resource is AgentCore::Gateway);',
      "When parsing the policy statement, a constrained action scope was encountered, please constrain the resource " +
        "to a specific AgentCore::Gateway resource when creating tool-specific policies. Write resource == " +
        `AgentCore::Gateway::"${place}/refunds-`,
    ],
    [
      "two underscores",
      (arn) => tool(arn, "true", "RefundTool__process_refund"),
      'AgentCore::Action::"RefundTool__process_refund" is no action: target and tool are joined by three underscores. ' +
        'Did you mean AgentCore::Action::"RefundTool___process_refund"?',
    ],
    [
      "a tool that the target does not have",
      (arn) => tool(arn, "true", "RefundTool___proces_refund"),
      'AgentCore::Action::"RefundTool___proces_refund" is no action: the target RefundTool has no tool proces_refund. ' +
        'It has process_refund, price. Did you mean AgentCore::Action::"RefundTool___process_refund"?',
    ],
    [
      "the guide's placeholder for a gateway",
      () => tool("arn:aws:bedrock-agentcore:region:account:gateway/id", "true"),
      'AgentCore::Gateway::"arn:aws:bedrock-agentcore:region:account:gateway/id" is not the ARN of a gateway in account ' +
        "123456789012, Region us-west-2, where this policy engine is. Write",
    ],
    [
      "a gateway in another Region",
      () => tool("arn:aws:bedrock-agentcore:eu-west-1:123456789012:gateway/refunds", "true"),
      `is not the ARN of a gateway in account 123456789012, Region us-west-2, where this policy engine is. Did you mean AgentCore::Gateway::"${place}/refunds-`,
    ],
    ["output", (arn) => tool(arn, "context.output.x == 1"), "Use 'context.input.*' data paths"],
    [
      "a list claim",
      (arn) => tool(arn, 'principal.hasTag("g") && principal.getTag("g").contains("x")'),
      'like "*\\"admin\\"*"',
    ],
    [
      "two statements",
      (arn) => `${tool(arn, "true")} forbid(principal, action, resource);`,
      "Line 2, column 16: There are 2 policies in the text, and one is expected. Put each policy into a text of its own.",
    ],
    [
      "a template",
      () => "permit(principal == ?principal, action, resource);",
      "Line 1, column 21: `?principal` is a place to fill in, which makes this a template.",
    ],
    [
      "Dogwood",
      () => "permit(principal, action, resource) when temporal { true };",
      "`temporal` belongs to Dogwood",
    ],
    [
      "a group of users",
      () => 'permit(principal in AgentCore::Group::"x", action, resource);',
      "Unrecognized entity type `AgentCore::Group`.",
    ],
  ])(verifies("policies.refused", "%s"), async (_name, statement, sentence) => {
    const here = await refunds();
    const refused = await here.policy(statement(here.arn)).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(sentence),
      fieldList: [{ name: "definition.cedar.statement", message: expect.stringContaining(sentence) }],
    });
    expect(
      (await here.control.ListPolicies({ policyEngineId: here.policyEngineId }, caller)).policies,
    ).toEqual([]);
  });

  it(verifies("policies.refused", "what a refusal says to paste is accepted when pasted"), async () => {
    const here = await refunds();
    for (const [condition, action] of [
      ['principal.hasTag("role") && principal.getTag("role") == "admin"', "RefundTool___process_refund"],
      ['context.input has reason && context.input.reason == "x"', "RefundTool___process_refund"],
      ['context.input.total.lessThan(decimal("500.0"))', "RefundTool___price"],
    ] as const) {
      expect(await here.policy(tool(here.arn, condition, action))).toMatchObject({ status: "ACTIVE" });
    }
    const several = `permit(principal, action, resource == AgentCore::Gateway::"${here.arn}") when { context.input has amount && context.input.amount <= 1000 };`;
    expect(await here.policy(several)).toMatchObject({ status: "ACTIVE" });
  });

  it(
    verifies("policies.refused", "without Cedar nothing is stored, and the answer says to send it again"),
    async () => {
      const closed = createCedar();
      await closed.close();
      const here = await world({ cedar: closed });
      await expect(here.policy("forbid(principal, action, resource);")).rejects.toMatchObject({
        name: "InternalServerException",
        message:
          "The policy could not be checked, so nothing was changed: The Cedar process is closed. Send the request again.",
      });
      expect(
        (await here.control.ListPolicies({ policyEngineId: here.policyEngineId }, caller)).policies,
      ).toEqual([]);
    },
  );

  it(verifies("policies.refused", "a name that is taken is a conflict"), async () => {
    const here = await refunds();
    await here.policy("forbid(principal, action, resource);", { name: "Same" });
    await expect(here.policy("forbid(principal, action, resource);", { name: "Same" })).rejects.toMatchObject(
      {
        name: "ConflictException",
        message: expect.stringContaining("Policy with the same name already exists"),
      },
    );
  });
});

describe("findings", () => {
  const permitAll = (arn: string) =>
    `permit(principal, action == AgentCore::Action::"RefundTool___process_refund", resource == AgentCore::Gateway::"${arn}");`;
  const stop = "forbid(principal, action, resource);";
  it.each<[string, "permit" | "forbid", InputOf<"CreatePolicy">["validationMode"], string]>([
    ["an open permit by default", "permit", undefined, "CREATE_FAILED"],
    ["an open permit that is to pass", "permit", "IGNORE_ALL_FINDINGS", "ACTIVE"],
    ["an emergency stop by default", "forbid", undefined, "ACTIVE"],
    ["an emergency stop that is to fail on findings", "forbid", "FAIL_ON_ANY_FINDINGS", "CREATE_FAILED"],
    ["an emergency stop that is to pass", "forbid", "IGNORE_ALL_FINDINGS", "ACTIVE"],
  ])(verifies("policies.findings", "%s: %s"), async (_name, effect, validationMode, status) => {
    const here = await refunds();
    const policy = await here.policy(effect === "permit" ? permitAll(here.arn) : stop, { validationMode });
    expect(policy.status).toBe(status);
    expect(policy.statusReasons[0]).toContain(
      effect === "permit"
        ? "Overly Permissive: Policy Engine will allow"
        : "Overly Restrictive: Policy Engine will deny",
    );
  });

  it(
    verifies("policies.findings", "LOG_ONLY policies carry their findings and count for nothing"),
    async () => {
      const here = await refunds();
      expect(await here.policy(permitAll(here.arn), { enforcementMode: "LOG_ONLY" })).toMatchObject({
        status: "ACTIVE",
        enforcementMode: "LOG_ONLY",
        statusReasons: [expect.stringContaining("Overly Permissive")],
      });
      await here.policy(`${scope("RefundTool___process_refund", here.arn, "forbid")} ${under(500)}`, {
        enforcementMode: "LOG_ONLY",
      });
      expect((await here.policy(permitAll(here.arn))).status).toBe("CREATE_FAILED");
    },
  );
});

describe("a check that takes long", () => {
  it(
    verifies(
      "policies.slow-check",
      "delays its own policy and no other change, least of all an emergency stop",
    ),
    async () => {
      let answer: () => void = () => undefined;
      const slow = new Promise<void>((resolve) => {
        answer = resolve;
      });
      const here = await refunds({
        cedar: {
          async validate(schema, statement) {
            if (statement.includes("slow")) await slow;
            return cedar.validate(schema, statement);
          },
          replay: (request) => cedar.replay(request),
        },
      });
      const slowly = here.policy(
        `${scope("RefundTool___process_refund", here.arn)} when { principal.hasTag("slow") };`,
      );
      const stop = await here.policy("forbid(principal, action, resource);", {
        validationMode: "IGNORE_ALL_FINDINGS",
      });
      expect(stop.status).toBe("ACTIVE");
      await here.target(here.gatewayId, "Other", { tool: {} });
      answer();
      expect((await slowly).status).toBe("ACTIVE");
    },
  );

  it(verifies("policies.slow-check", "is made again when the tools changed meanwhile"), async () => {
    let answer: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let begun: () => void = () => undefined;
    const checking = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const asked: string[] = [];
    const here = await refunds({
      cedar: {
        async validate(schema, statement) {
          asked.push(JSON.stringify(schema));
          begun();
          if (asked.length === 1) await slow;
          return cedar.validate(schema, statement);
        },
        replay: (request) => cedar.replay(request),
      },
    });
    const slowly = here.policy(
      `permit(principal, action, resource == AgentCore::Gateway::"${here.arn}") when { context.input.amount < 1 };`,
    );
    const refused = expect(slowly).rejects.toThrow("Other___tool");
    await checking;
    await checking;
    await here.target(here.gatewayId, "Other", { tool: { "note?": "string" } });
    answer();
    await refused;
    expect(asked.map((schema) => schema.includes("Other___tool"))).toEqual([false, true]);
  });
});

describe("updating", () => {
  const good = (arn: string, limit = 500) => ({
    definition: { cedar: { statement: `${scope("RefundTool___process_refund", arn)} ${under(limit)}` } },
  });

  it(verifies("policies.update", "a wrong definition changes nothing"), async () => {
    const here = await refunds();
    const policy = await here.policy(good(here.arn).definition.cedar.statement);
    const bad = {
      definition: { cedar: { statement: `${scope("RefundTool___process_refund", here.arn)} when { x };` } },
    };
    await expect(here.update(policy, bad)).rejects.toMatchObject({ name: "ValidationException" });
    expect(await here.get(policy)).toEqual(policy);
  });

  it(
    verifies(
      "policies.update",
      "findings that fail keep the old definition in force, and the next update mends it",
    ),
    async () => {
      const here = await refunds();
      const policy = await here.policy(good(here.arn).definition.cedar.statement);
      const open = `permit(principal, action == AgentCore::Action::"RefundTool___process_refund", resource == AgentCore::Gateway::"${here.arn}");`;
      expect(await here.update(policy, { definition: { cedar: { statement: open } } })).toMatchObject({
        status: "UPDATE_FAILED",
        definition: policy.definition,
        statusReasons: [expect.stringContaining("Overly Permissive")],
      });
      expect(await here.update(policy, good(here.arn, 100))).toMatchObject({
        status: "ACTIVE",
        statusReasons: [],
        ...good(here.arn, 100),
      });
    },
  );

  it(verifies("policies.update", "a failed policy becomes ACTIVE under its old id"), async () => {
    const here = await refunds();
    const policy = await here.policy("permit(principal, action, resource);");
    expect(policy.status).toBe("CREATE_FAILED");
    expect(await here.update(policy, good(here.arn))).toMatchObject({
      policyId: policy.policyId,
      status: "ACTIVE",
    });
  });

  it(verifies("policies.update", "a failed policy never comes into force by a failing update"), async () => {
    const here = await refunds();
    const policy = await here.policy("permit(principal, action, resource);");
    expect(await here.update(policy, { description: { optionalValue: "x" } })).toMatchObject({
      status: "CREATE_FAILED",
    });
    const again = {
      definition: { cedar: { statement: "permit(principal, action, resource) when { true };" } },
    };
    expect(await here.update(policy, again)).toMatchObject({ status: "CREATE_FAILED", ...again });
  });

  it(
    verifies(
      "policies.off-switch",
      "a policy is switched off even when its gateway is gone, and on again with a check",
    ),
    async () => {
      const here = await refunds();
      const open = await here.policy(
        `permit(principal, action, resource == AgentCore::Gateway::"${here.arn}");`,
        { validationMode: "IGNORE_ALL_FINDINGS" },
      );
      expect(await here.update(open, { enforcementMode: "LOG_ONLY" })).toMatchObject({
        status: "ACTIVE",
        enforcementMode: "LOG_ONLY",
      });
      expect(await here.update(open, { enforcementMode: "ACTIVE" })).toMatchObject({
        status: "ACTIVE",
        enforcementMode: "ACTIVE",
      });
      const { items } = await here.control.ListGatewayTargets({ gatewayIdentifier: here.gatewayId }, caller);
      await here.control.DeleteGatewayTarget(
        { gatewayIdentifier: here.gatewayId, targetId: String(items[0]?.targetId) },
        caller,
      );
      await here.control.DeleteGateway({ gatewayIdentifier: here.gatewayId }, caller);
      expect(await here.update(open, { enforcementMode: "LOG_ONLY" })).toMatchObject({
        enforcementMode: "LOG_ONLY",
      });
    },
  );

  it(
    verifies("policies.off-switch", "an open permit that was only logged does not come into force unnoticed"),
    async () => {
      const here = await refunds();
      const logged = await here.policy("permit(principal, action, resource);", {
        enforcementMode: "LOG_ONLY",
      });
      expect(await here.update(logged, { enforcementMode: "ACTIVE" })).toMatchObject({
        status: "UPDATE_FAILED",
        enforcementMode: "LOG_ONLY",
      });
    },
  );

  it(verifies("policies.update", "a policy in force is not traded for one that waits"), async () => {
    const here = await refunds();
    const policy = await here.policy(good(here.arn).definition.cedar.statement);
    await expect(here.update(policy, good(`${place}/elsewhere`))).rejects.toThrow(
      "Nothing was changed: create what it waits for first",
    );
  });

  it("a description is changed, kept and cleared by its wrapper", async () => {
    const here = await refunds();
    const policy = await here.policy("forbid(principal, action, resource);");
    expect(await here.update(policy, { description: { optionalValue: "stop" } })).toMatchObject({
      description: "stop",
    });
    expect(await here.update(policy, { enforcementMode: "LOG_ONLY" })).toMatchObject({ description: "stop" });
    expect(await here.update(policy, { description: {} })).not.toHaveProperty("description");
  });
});

describe("reading", () => {
  it(
    verifies(
      "policies.list-scope",
      "targetResourceScope gives the policies whose resource covers the gateway",
    ),
    async () => {
      const here = await refunds();
      await here.gateway("other");
      const named = await here.policy(`${scope("RefundTool___process_refund", here.arn)} ${under(1)}`);
      const byName = await here.policy(
        `${scope("RefundTool___process_refund", `${place}/refunds`)} ${under(2)}`,
      );
      const anywhere = await here.policy("forbid(principal, action, resource);");
      const typed = await here.policy("forbid(principal, action, resource is AgentCore::Gateway);");
      await here.policy(`forbid(principal, action, resource == AgentCore::Gateway::"${place}/other");`);
      const input = { policyEngineId: here.policyEngineId, targetResourceScope: here.arn, maxResults: 3 };
      const first = await here.control.ListPolicySummaries(input, caller);
      const second = await here.control.ListPolicySummaries({ ...input, nextToken: first.nextToken }, caller);
      expect(second.nextToken).toBeUndefined();
      expect([...first.policies, ...second.policies].map(({ policyId }) => policyId).sort()).toEqual(
        [named, byName, anywhere, typed].map(({ policyId }) => policyId).sort(),
      );
    },
  );

  it("a definition goes out under the arm that it came in, and a deleted policy is gone", async () => {
    const here = await refunds();
    const definition = { policy: { statement: "forbid(principal, action, resource);" } };
    const policy = await here.policy("", { definition });
    expect(policy.definition).toEqual(definition);
    const { policyEngineId } = here;
    const { policyId } = policy;
    expect(await here.control.DeletePolicy({ policyEngineId, policyId }, caller)).toMatchObject({
      status: "DELETING",
    });
    await expect(here.get(policy)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("a repeated request with one clientToken makes one policy", async () => {
    const here = await refunds();
    const more = { clientToken: "0123456789012345678901234567890123456789", name: "Once" };
    const first = await here.policy("forbid(principal, action, resource);", more);
    expect(await here.policy("forbid(principal, action, resource);", more)).toEqual(first);
  });
});

describe("strict AWS", () => {
  it(
    verifies(
      "policies.strict",
      "wrong statements and findings end in CREATE_FAILED, missing names in AWS's exceptions",
    ),
    async () => {
      const here = await refunds({ strictAws: true });
      const failed = await here.policy(
        `${scope("RefundTool___process_refund", here.arn)} when { context.input.amonut < 1 };`,
      );
      expect(failed).toMatchObject({
        status: "CREATE_FAILED",
        statusReasons: [expect.stringContaining("`input.amonut`")],
      });
      expect(await here.policy("permit(principal, action, resource) whn { true };")).toMatchObject({
        status: "CREATE_FAILED",
      });
      await expect(here.policy(`${scope("A___b", `${place}/refunds`)};`)).rejects.toMatchObject({
        name: "ResourceNotFoundException",
        message: "Gateway with ID refunds does not exist",
      });
      await expect(here.policy(`${scope("RefundTarget___process_refund", here.arn)};`)).rejects.toMatchObject(
        {
          name: "ValidationException",
          message: `Target 'RefundTarget' does not exist in gateway '${here.gatewayId}'. Available targets: RefundTool`,
        },
      );
      await expect(here.policy("forbid(principal, action, resource);")).rejects.toThrow(
        "a wildcard resource was detected",
      );
      expect(await here.policy("forbid(principal, action, resource is AgentCore::Gateway);")).toMatchObject({
        status: "CREATE_FAILED",
      });
      const anywhere =
        "permit(principal, action, resource is AgentCore::Gateway) when { context.input.amount <= 1000 };";
      expect((await here.policy(anywhere)).statusReasons[0]).toContain('AgentCore::Action::"CallTool"');
    },
  );
});
