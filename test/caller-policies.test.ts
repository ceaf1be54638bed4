import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyCommand,
  ListGatewaysCommand,
  ListPolicyGenerationAssetsCommand,
  StartPolicyGenerationCommand,
  UpdateGatewayCommand,
  UpdatePolicyCommand,
  waitUntilPolicyGenerationCompleted,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
  TagUserCommand,
} from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Callers' own IAM policies on operations of the control plane. */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

let running: RunningToolgate;
let operator: Credentials;
let count = 0;

const control = (credentials: Credentials) =>
  new BedrockAgentCoreControlClient({
    endpoint: running.toolgate.controlUrl,
    region: "us-west-2",
    credentials,
  });
const iamOf = (credentials: Credentials) =>
  new IAMClient({ endpoint: running.toolgate.controlUrl, region: "us-east-1", credentials });

/** A new user with these statements, signing as themselves. */
async function user(...statements: readonly object[]): Promise<Credentials & { readonly name: string }> {
  count += 1;
  const name = `user${count}`;
  const iam = iamOf(operator);
  await iam.send(new CreateUserCommand({ UserName: name }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  if (statements.length > 0) {
    await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: "own", PolicyDocument }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    name,
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
}

const allow = (Action: string | string[], Resource = "*", Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const deny = (Action: string | string[], Condition?: object) => ({
  Effect: "Deny",
  Action,
  Resource: "*",
  ...(Condition && { Condition }),
});

const place = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const roleArn = "arn:aws:iam::123456789012:role/GatewayRole";

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: Error) => `${error.name}: ${error.message}`,
  );
}
const lacks = (name: string, action: string, resource: string) =>
  `AccessDeniedException: User: arn:aws:iam::123456789012:user/${name} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
const barred = (name: string, action: string, resource: string) =>
  `AccessDeniedException: User: arn:aws:iam::123456789012:user/${name} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in an identity-based policy`;

let policyEngineId: string;
let engineArn: string;
let gatewayId: string;
let gatewayArn: string;

beforeAll(async () => {
  const { data, key } = await folderWithOperator();
  operator = key;
  running = await runToolgate({ data });
  const admin = control(operator);
  const engine = await admin.send(new CreatePolicyEngineCommand({ name: "Guarded" }));
  policyEngineId = String(engine.policyEngineId);
  engineArn = String(engine.policyEngineArn);
  const gateway = await admin.send(new CreateGatewayCommand(members("ENFORCE")));
  gatewayId = String(gateway.gatewayId);
  gatewayArn = String(gateway.gatewayArn);
});
afterAll(() => running.close());

const members = (mode?: "ENFORCE" | "LOG_ONLY") => ({
  name: "guarded",
  roleArn,
  authorizerType: "AWS_IAM" as const,
  ...(mode && { policyEngineConfiguration: { arn: engineArn, mode } }),
});
const update = (who: Credentials, mode?: "ENFORCE" | "LOG_ONLY") =>
  outcome(control(who).send(new UpdateGatewayCommand({ gatewayIdentifier: gatewayId, ...members(mode) })));

describe("a caller", () => {
  it(
    verifies(
      "caller-policies.operations",
      "may do what a policy allows on a resource, and nothing without one",
    ),
    async () => {
      const none = await user();
      expect(await outcome(control(none).send(new ListGatewaysCommand({})))).toBe(
        lacks(none.name, "bedrock-agentcore:ListGateways", `${place}:gateway/*`),
      );
      const some = await user(allow("bedrock-agentcore:ListGateways", `${place}:gateway/*`));
      expect(await outcome(control(some).send(new ListGatewaysCommand({})))).toBe("done");
      const not = await user(allow("*"), deny("bedrock-agentcore:List*"));
      expect(await outcome(control(not).send(new ListGatewaysCommand({})))).toBe(
        barred(not.name, "bedrock-agentcore:ListGateways", `${place}:gateway/*`),
      );
    },
  );

  it("is asked for iam:PassRole on the role of a gateway", async () => {
    const gateways = allow("bedrock-agentcore:*Gateway", gatewayArn);
    const without = await user(gateways);
    expect(await update(without, "ENFORCE")).toBe(lacks(without.name, "iam:PassRole", roleArn));
    const passed = { StringEquals: { "iam:PassedToService": "bedrock-agentcore.amazonaws.com" } };
    expect(await update(await user(gateways, allow("iam:PassRole", roleArn, passed)), "ENFORCE")).toBe(
      "done",
    );
  });

  it(
    verifies(
      "caller-policies.mode",
      "may be kept from switching a policy engine off, by a condition on its mode",
    ),
    async () => {
      const guarded = await user(
        allow("*"),
        deny("bedrock-agentcore:*Gateway", {
          StringNotEquals: { "bedrock-agentcore:PolicyEngineMode": "ENFORCE" },
        }),
      );
      const refusal = barred(guarded.name, "bedrock-agentcore:UpdateGateway", gatewayArn);
      expect(await update(guarded, "LOG_ONLY")).toBe(refusal);
      expect(await update(guarded)).toBe(refusal);
      expect(await update(guarded, "ENFORCE")).toBe("done");
      const frozen = await user(
        allow("*"),
        deny("*", { StringEquals: { "bedrock-agentcore:CurrentPolicyEngineMode": "ENFORCE" } }),
      );
      expect(await update(frozen, "LOG_ONLY")).toBe(
        barred(frozen.name, "bedrock-agentcore:UpdateGateway", gatewayArn),
      );
    },
  );

  const naming = () =>
    `permit(principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"${gatewayArn}") when { principal.id like "*:user/x" };`;
  const open = 'forbid(principal, action, resource) when { principal.id like "*:user/x" };';
  const create = (who: Credentials, statement: string) => {
    count += 1;
    return outcome(
      control(who).send(
        new CreatePolicyCommand({
          policyEngineId,
          name: `P${count}`,
          definition: { cedar: { statement } },
          validationMode: "IGNORE_ALL_FINDINGS",
        }),
      ),
    );
  };

  it(
    verifies(
      "caller-policies.gates",
      "needs ManageResourceScopedPolicy for a policy on one gateway, ManageAdminPolicy for any other",
    ),
    async () => {
      const policies = allow("bedrock-agentcore:*Policy", `${place}:policy-engine/*/policy/*`);
      const [scoped, all] = [
        "bedrock-agentcore:ManageResourceScopedPolicy",
        "bedrock-agentcore:ManageAdminPolicy",
      ];
      const plain = await user(policies);
      expect(await create(plain, naming())).toBe(lacks(plain.name, scoped, gatewayArn));
      expect(await create(plain, open)).toBe(lacks(plain.name, all, `${place}:gateway/*`));
      const narrow = await user(policies, allow(scoped, gatewayArn));
      expect(await create(narrow, naming())).toBe("done");
      expect(await create(narrow, open)).toBe(lacks(narrow.name, all, `${place}:gateway/*`));
      const wide = await user(policies, allow([scoped, all], `${place}:gateway/*`));
      expect(await create(wide, open)).toBe("done");
    },
  );

  it("needs the gate of what a policy says now and of what it shall say", async () => {
    const policies = allow("bedrock-agentcore:*Policy", `${place}:policy-engine/*`);
    const narrow = await user(policies, allow("bedrock-agentcore:ManageResourceScopedPolicy", gatewayArn));
    const { policyId } = await control(operator).send(
      new CreatePolicyCommand({
        policyEngineId,
        name: "Wide",
        definition: { cedar: { statement: open } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    const asked = { policyEngineId, policyId };
    const refusal = lacks(narrow.name, "bedrock-agentcore:ManageAdminPolicy", `${place}:gateway/*`);
    expect(
      await outcome(
        control(narrow).send(
          new UpdatePolicyCommand({ ...asked, definition: { cedar: { statement: naming() } } }),
        ),
      ),
    ).toBe(refusal);
    expect(await outcome(control(narrow).send(new DeletePolicyCommand(asked)))).toBe(refusal);
    const off = await user(
      allow("*"),
      deny("*", { StringEquals: { "bedrock-agentcore:EnforcementMode": "LOG_ONLY" } }),
    );
    expect(
      await outcome(control(off).send(new UpdatePolicyCommand({ ...asked, enforcementMode: "LOG_ONLY" }))),
    ).toBe(barred(off.name, "bedrock-agentcore:UpdatePolicy", `${engineArn}/policy/${policyId}`));
  });

  it(verifies("caller-policies.services", "is held to them at IAM too, by path, name and tag"), async () => {
    const team = "arn:aws:iam::123456789012:role/team/*";
    const manager = await user(
      allow("iam:*", team),
      allow("iam:TagUser", "*", { StringEquals: { "aws:ResourceTag/team": "a" } }),
    );
    const iam = iamOf(manager);
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "bedrock-agentcore.amazonaws.com" },
          Action: "sts:AssumeRole",
        },
      ],
    });
    const make = (Path: string) =>
      outcome(iam.send(new CreateRoleCommand({ RoleName: "Made", Path, AssumeRolePolicyDocument })));
    expect(await make("/")).toBe(
      `AccessDenied: User: arn:aws:iam::123456789012:user/${manager.name} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::123456789012:role/Made because no identity-based policy allows the iam:CreateRole action`,
    );
    expect(await make("/team/")).toBe("done");
    const other = await user();
    const tag = () =>
      outcome(
        iam.send(
          new TagUserCommand({ UserName: other.name.toUpperCase(), Tags: [{ Key: "x", Value: "y" }] }),
        ),
      );
    expect(await tag()).toContain("is not authorized to perform: iam:TagUser");
    await iamOf(operator).send(
      new TagUserCommand({ UserName: other.name, Tags: [{ Key: "team", Value: "a" }] }),
    );
    expect(await tag()).not.toContain("not authorized");
  });
});

describe("a caller with policies from plain language", () => {
  it(
    verifies(
      "generations.permission",
      "needs for an asset what its statement needs, and sees no tools unasked",
    ),
    async () => {
      const generation = [
        "bedrock-agentcore:StartPolicyGeneration",
        "bedrock-agentcore:GetPolicyGeneration",
        "bedrock-agentcore:ListPolicyGenerationAssets",
        "bedrock-agentcore:CreatePolicy",
      ];
      const start = (who: Credentials) =>
        control(who).send(
          new StartPolicyGenerationCommand({
            policyEngineId,
            name: "asked",
            resource: { arn: gatewayArn },
            content: { rawText: "Block everyone from paying" },
          }),
        );
      const blind = await user(allow(generation, `${engineArn}/*`));
      expect(await outcome(start(blind))).toBe(lacks(blind.name, "bedrock-agentcore:GetGateway", gatewayArn));
      await control(operator).send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier: gatewayId,
          name: "Payments",
          targetConfiguration: {
            mcp: {
              lambda: {
                lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Echo",
                toolSchema: {
                  inlinePayload: [
                    { name: "pay", description: "Pays a bill", inputSchema: { type: "object" } },
                  ],
                },
              },
            },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        }),
      );
      const seeing = await user(
        allow(generation, `${engineArn}/*`),
        allow("bedrock-agentcore:GetGateway", gatewayArn),
      );
      const { policyGenerationId } = await start(seeing);
      const by = { policyEngineId, policyGenerationId };
      const client = control(seeing);
      await waitUntilPolicyGenerationCompleted({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, by);
      const { policyGenerationAssets } = await client.send(new ListPolicyGenerationAssetsCommand(by));
      const policyGenerationAssetId = policyGenerationAssets?.[0]?.policyGenerationAssetId;
      const definition = { policyGeneration: { policyGenerationId, policyGenerationAssetId } };
      const create = client.send(new CreatePolicyCommand({ policyEngineId, name: "asked", definition }));
      expect(await outcome(create)).toBe(
        lacks(seeing.name, "bedrock-agentcore:ManageResourceScopedPolicy", gatewayArn),
      );
    },
  );
});
