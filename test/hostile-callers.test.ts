import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  PutDeliverySourceCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { signatureHeaders } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** Callers who look for a way around their own IAM policies. */

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

let running: RunningToolgate;
let operator: Credentials;
let count = 0;

const to = (region: string, credentials: Credentials) => ({
  endpoint: running.toolgate.controlUrl,
  region,
  credentials,
});
const control = (who: Credentials) => new BedrockAgentCoreControlClient(to("us-west-2", who));
const logs = (who: Credentials) => new CloudWatchLogsClient(to("us-west-2", who));

const allow = (Action: string | string[], Resource = "*") => ({ Effect: "Allow", Action, Resource });
const deny = (Action: string | string[], Resource: string, Condition?: object) => ({
  Effect: "Deny",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

/** The key of a new user with these statements. */
async function user(...statements: readonly object[]): Promise<Credentials & { readonly name: string }> {
  count += 1;
  const name = `user${count}`;
  const iam = new IAMClient(to("us-east-1", operator));
  await iam.send(new CreateUserCommand({ UserName: name }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  await iam.send(new PutUserPolicyCommand({ UserName: name, PolicyName: "own", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    name,
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => `${error.name}: ${error.message}`,
  );
const refused = (name: string, action: string, resource: string, why: string) =>
  `AccessDeniedException: User: arn:aws:iam::123456789012:user/${name} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
const barred = "with an explicit deny in an identity-based policy";
const lacking = (action: string) => `because no identity-based policy allows the ${action} action`;

let gatewayArn: string;
let policyEngineId: string;
let engineArn: string;

beforeAll(async () => {
  const { data, key } = await folderWithOperator();
  operator = key;
  running = await runToolgate({ data });
  const admin = control(operator);
  const engine = await admin.send(new CreatePolicyEngineCommand({ name: "Prod", tags: { stage: "prod" } }));
  policyEngineId = String(engine.policyEngineId);
  engineArn = String(engine.policyEngineArn);
  const gateway = await admin.send(
    new CreateGatewayCommand({
      name: "prod",
      roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
      authorizerType: "AWS_IAM",
      tags: { stage: "prod" },
    }),
  );
  gatewayArn = String(gateway.gatewayArn);
  for (const logGroupName of ["secret", "mine"])
    await logs(operator).send(new CreateLogGroupCommand({ logGroupName }));
});
afterAll(() => running.close());

describe("a caller who may not read a log group", () => {
  const place = "arn:aws:logs:us-west-2:123456789012";
  const secret = `${place}:log-group:secret`;

  it.each(["arn:aws:logs:eu-west-1:123456789012", "arn:aws:logs:us-west-2:999999999999", "arn:x:logs::"])(
    verifies("caller-policies.services", "does not reach it by an ARN of another place: %s"),
    async (elsewhere) => {
      const barredUser = await user(allow("logs:*"), deny("logs:*", `${secret}*`));
      const read = (logGroupIdentifier: string) =>
        outcome(logs(barredUser).send(new FilterLogEventsCommand({ logGroupIdentifier })));
      expect(await read(secret)).toBe(
        refused(barredUser.name, "logs:FilterLogEvents", `${secret}:*`, barred),
      );
      expect(await read(`${elsewhere}:log-group:secret`)).toContain(
        "ResourceNotFoundException: The specified log group does not exist",
      );
      expect(await read(`${place}:log-group:mine`)).toBe("done");
    },
  );

  it("cannot tag it either, which names it by resourceArn", async () => {
    const barredUser = await user(allow("logs:*"), deny("logs:*", `${secret}*`));
    const tag = (resourceArn: string) =>
      outcome(logs(barredUser).send(new TagResourceCommand({ resourceArn, tags: { a: "b" } })));
    expect(await tag(secret)).toBe(refused(barredUser.name, "logs:TagResource", `${secret}:*`, barred));
    expect(await tag(`${place}:log-group:mine`)).toBe("done");
  });
});

describe("a caller who may do everything with logs", () => {
  it(
    verifies("caller-policies.services", "delivers a gateway's records only where the gateway is theirs to"),
    async () => {
      const gate = "bedrock-agentcore:AllowVendedLogDeliveryForResource";
      const asked = { name: "prod-logs", resourceArn: gatewayArn, logType: "APPLICATION_LOGS" };
      const put = (who: Credentials) => outcome(logs(who).send(new PutDeliverySourceCommand(asked)));
      const only = await user(allow("logs:*"));
      expect(await put(only)).toBe(refused(only.name, gate, gatewayArn, lacking(gate)));
      expect(await put(await user(allow("logs:*"), allow(gate, gatewayArn)))).toBe("done");
    },
  );
});

describe("a caller who is kept from what is tagged", () => {
  const statement = () =>
    `permit(principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"${gatewayArn}") when { principal.id like "*:user/x" };`;
  const create = (who: Credentials) => {
    count += 1;
    return control(who).send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `P${count}`,
        definition: { cedar: { statement: statement() } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
  };
  const tagged = { StringEquals: { "aws:ResourceTag/stage": "prod" } };

  it(
    verifies(
      "caller-policies.operations",
      "is kept from the policies of a tagged engine, which have no tags",
    ),
    async () => {
      const { policyId } = await create(operator);
      const other = await user(allow("*"), deny("bedrock-agentcore:*", `${engineArn}*`, tagged));
      const policies = `${engineArn}/policy/`;
      expect(await outcome(create(other))).toBe(
        refused(other.name, "bedrock-agentcore:CreatePolicy", `${policies}*`, barred),
      );
      expect(await outcome(control(other).send(new DeletePolicyCommand({ policyEngineId, policyId })))).toBe(
        refused(other.name, "bedrock-agentcore:DeletePolicy", `${policies}${policyId}`, barred),
      );
    },
  );

  it(verifies("caller-policies.gates", "is kept from writing policies for a tagged gateway"), async () => {
    const gate = "bedrock-agentcore:ManageResourceScopedPolicy";
    const other = await user(allow("*"), deny(gate, "*", tagged));
    expect(await outcome(create(other))).toBe(refused(other.name, gate, gatewayArn, barred));
  });
});

describe("a caller who is kept from a gateway", () => {
  it(
    verifies("caller-policies.gates", "writes no policy that waits for it under its bare name"),
    async () => {
      const gate = "bedrock-agentcore:ManageResourceScopedPolicy";
      const gateways = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway";
      const other = await user(allow("*"), deny(gate, `${gateways}/later-*`));
      const create = (gateway: string) =>
        outcome(
          control(other).send(
            new CreatePolicyCommand({
              policyEngineId,
              name: "Waiting",
              definition: {
                cedar: {
                  statement: `permit(principal, action == AgentCore::Action::"Pay___send", resource == AgentCore::Gateway::"${gateways}/${gateway}");`,
                },
              },
              validationMode: "IGNORE_ALL_FINDINGS",
            }),
          ),
        );
      expect(await create("later")).toMatch(
        /is not authorized to perform: bedrock-agentcore:ManageResourceScopedPolicy on resource: .*gateway\/later-[0-9a-z]{10} with an explicit deny/,
      );
      expect(await create("Later")).toContain("with an explicit deny");
      expect(await create("sooner")).toBe("done");
    },
  );
});

describe("a caller who may make operators' keys", () => {
  async function make(who: Credentials, asked: object) {
    const url = new URL("/toolgate/v1/keys", running.toolgate.controlUrl);
    const body = JSON.stringify(asked);
    const headers = signatureHeaders(
      { method: "POST", url, body, service: "toolgate", region: "us-west-2", now: Date.now() },
      who,
    );
    const { status, text } = await rawRequest(String(url), { method: "POST", headers, body });
    return [status, JSON.parse(text).admin ?? JSON.parse(text).message];
  }

  it(verifies("caller-policies.keys", "makes an admin's only with leave for that"), async () => {
    const plain = await user(allow("toolgate:CreateKey"));
    expect(await make(plain, { name: "reader" })).toEqual([201, false]);
    expect(await make(plain, { name: "root", admin: true })).toEqual([
      403,
      `User: arn:aws:iam::123456789012:user/${plain.name} is not authorized to perform: toolgate:CreateAdminKey on resource: * ${lacking("toolgate:CreateAdminKey")}`,
    ]);
    const trusted = await user(allow("toolgate:Create*Key"));
    expect(await make(trusted, { name: "root", admin: true })).toEqual([201, true]);
  });
});

describe("where users alone have keys", () => {
  it(verifies("caller-policies.keys", "who may do little does not open Toolgate to everybody"), async () => {
    const other = await runToolgate();
    const at = (credentials: Credentials) =>
      new IAMClient({ endpoint: other.toolgate.controlUrl, region: "us-east-1", credentials });
    const anybody = at({ accessKeyId: "AKIDTEST", secretAccessKey: "secret" });
    await anybody.send(new CreateUserCommand({ UserName: "eve" }));
    const grant = (client: IAMClient, ...actions: string[]) => {
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [allow(actions)] });
      return client.send(new PutUserPolicyCommand({ UserName: "eve", PolicyName: "own", PolicyDocument }));
    };
    await grant(anybody, "iam:*", "toolgate:CreateKey");
    const { AccessKey } = await anybody.send(new CreateAccessKeyCommand({ UserName: "eve" }));
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
    const eve = at({ accessKeyId, secretAccessKey });
    const remove = () => outcome(eve.send(new DeleteAccessKeyCommand({ AccessKeyId: accessKeyId })));
    expect(await remove()).toContain("is not authorized to perform: toolgate:DeleteKey on resource: *");
    await expect(anybody.send(new CreateUserCommand({ UserName: "mallory" }))).rejects.toThrow();
    await grant(eve, "iam:*", "toolgate:DeleteKey");
    expect(await remove()).toBe("done");
    await other.close();
  });
});
