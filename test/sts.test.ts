import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  STSClient,
  type STSServiceException,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { folderWithOperator } from "./operator.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let toolgate: RunningToolgate;
let iam: IAMClient;
/** The access key of a user without any policy, and of one that may assume every role. */
let keys: { poor: string; rich: string };
/** That of an operator, who may do everything. */
let operator: string;
/** What goes with each access key. */
const known = new Map<
  string,
  { readonly secret?: string | undefined; readonly token?: string | undefined }
>();

beforeAll(async () => {
  const { data, key: credentials } = await folderWithOperator();
  toolgate = await runToolgate({ data });
  operator = credentials.accessKeyId;
  known.set(operator, { secret: credentials.secretAccessKey });
  iam = new IAMClient({ endpoint: toolgate.toolgate.controlUrl, region: "us-east-1", credentials });
  const made = async (UserName: string) => {
    await iam.send(new CreateUserCommand({ UserName }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: id = "", SecretAccessKey: secret } = AccessKey ?? {};
    known.set(id, { secret });
    return id;
  };
  keys = { poor: await made("poor"), rich: await made("rich") };
  const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  await iam.send(new AttachUserPolicyCommand({ UserName: "rich", PolicyArn }));
});
afterAll(async () => {
  iam.destroy();
  await toolgate.close();
});

function credentialsOf(accessKeyId: string) {
  const { secret = "secret", token } = known.get(accessKeyId) ?? {};
  return { accessKeyId, secretAccessKey: secret, ...(token === undefined ? {} : { sessionToken: token }) };
}

const sts = (accessKeyId: string) =>
  new STSClient({
    endpoint: toolgate.toolgate.controlUrl,
    region: "us-east-1",
    credentials: credentialsOf(accessKeyId),
    maxAttempts: 1,
  });

const poor = "arn:aws:iam::123456789012:user/poor";
const trust = (principal: object | string, more: object = {}, action: string | string[] = "sts:AssumeRole") =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: action, ...more }],
  });

async function role(RoleName: string, AssumeRolePolicyDocument: string, more: object = {}): Promise<string> {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
  return `arn:aws:iam::123456789012:role/${RoleName}`;
}

function remember(credentials: Credentials | undefined): void {
  const { AccessKeyId: id = "", SecretAccessKey: secret, SessionToken: token } = credentials ?? {};
  known.set(id, { secret, token });
}

/** The session's ARN, or the error. */
async function assume(accessKeyId: string, RoleArn: string, more: object = {}): Promise<string | undefined> {
  const client = sts(accessKeyId);
  const answer = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "ci", ...more })).then(
    ({ AssumedRoleUser, Credentials }) => {
      remember(Credentials);
      return AssumedRoleUser?.Arn;
    },
    (error: STSServiceException) => `${error.name} ${error.$metadata.httpStatusCode}: ${error.message}`,
  );
  client.destroy();
  return answer;
}

it(verifies("sts.caller", "Callers are told who they are: the account, a user or a session"), async () => {
  const RoleArn = await role("Told", trust({ AWS: poor }));
  const { Credentials, AssumedRoleUser } = await sts(keys.poor).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "told@ci" }),
  );
  remember(Credentials);
  expect(await sts(operator).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: "123456789012",
    UserId: "toolgate:ann",
    Arn: "arn:aws:iam::123456789012:user/toolgate/ann",
  });
  expect(await sts(keys.poor).send(new GetCallerIdentityCommand({}))).toMatchObject({
    UserId: expect.stringMatching(/^AIDA/),
    Arn: poor,
  });
  expect(await sts(Credentials?.AccessKeyId ?? "").send(new GetCallerIdentityCommand({}))).toMatchObject({
    UserId: expect.stringMatching(/^AROA[A-Z2-7]{17}:told@ci$/),
    Arn: "arn:aws:sts::123456789012:assumed-role/Told/told@ci",
  });
  expect(AssumedRoleUser).toEqual({
    Arn: "arn:aws:sts::123456789012:assumed-role/Told/told@ci",
    AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:told@ci$/),
  });
  expect(Credentials).toEqual({
    AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
    SecretAccessKey: expect.stringMatching(/^.{40}$/),
    SessionToken: expect.stringMatching(/^.{200}$/),
    Expiration: expect.any(Date),
  });
});

const session = (name: string) => `arn:aws:sts::123456789012:assumed-role/${name}/ci`;
const denied = (user: string, name: string) =>
  `AccessDenied 403: User: arn:aws:iam::123456789012:${user} is not authorized to perform: sts:AssumeRole on resource: ` +
  `arn:aws:iam::123456789012:role/${name}`;

it(
  verifies(
    "sts.trust",
    "A role is assumed by whom its trust policy names, and by its account's users who may",
  ),
  async () => {
    const named = await role("Named", trust({ AWS: poor }));
    expect(await assume(keys.poor, named)).toBe(session("Named"));
    expect(await assume(keys.rich, named)).toBe(denied("user/rich", "Named"));
    expect(await assume(operator, named)).toBe(denied("user/toolgate/ann", "Named"));

    const account = await role("Account", trust({ AWS: "123456789012" }));
    expect(await assume(keys.poor, account)).toBe(denied("user/poor", "Account"));
    expect(await assume(keys.rich, account)).toBe(session("Account"));
    expect(await assume(operator, account)).toBe(session("Account"));

    const everyone = await role("Everyone", trust("*"));
    expect(await assume(keys.poor, everyone)).toBe(denied("user/poor", "Everyone"));
    expect(await assume(keys.rich, everyone)).toBe(session("Everyone"));

    const service = await role("Service", trust({ Service: "bedrock-agentcore.amazonaws.com" }));
    expect(await assume(keys.rich, service)).toBe(denied("user/rich", "Service"));
    expect(await assume(keys.rich, "arn:aws:iam::123456789012:role/Nobody")).toBe(
      denied("user/rich", "Nobody"),
    );

    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: "Service", PolicyDocument: trust({ AWS: poor }) }),
    );
    expect(await assume(keys.poor, service)).toBe(session("Service"));
    const no = { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "sts:*", Resource: service } };
    await iam.send(
      new PutUserPolicyCommand({ UserName: "poor", PolicyName: "no", PolicyDocument: JSON.stringify(no) }),
    );
    expect(await assume(keys.poor, service)).toBe(denied("user/poor", "Service"));
    expect(await assume(keys.poor, named)).toBe(session("Named"));
  },
);

it(verifies("sts.conditions", "Conditions of a trust policy are held to what the call says"), async () => {
  const condition = {
    StringEquals: { "sts:ExternalId": "partner-7" },
    IpAddress: { "aws:SourceIp": "127.0.0.0/8" },
  };
  const arn = await role("Partner", trust({ AWS: poor }, { Condition: condition }));
  expect(await assume(keys.poor, arn)).toBe(denied("user/poor", "Partner"));
  expect(await assume(keys.poor, arn, { ExternalId: "partner-8" })).toBe(denied("user/poor", "Partner"));
  expect(await assume(keys.poor, arn, { ExternalId: "partner-7" })).toBe(session("Partner"));
  const elsewhere = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };
  const far = await role("Far", trust({ AWS: poor }, { Condition: elsewhere }));
  expect(await assume(keys.poor, far)).toBe(denied("user/poor", "Far"));
  const tagging = await role("Tagging", trust({ AWS: poor }, {}, ["sts:TagSession"]));
  expect(await assume(keys.poor, tagging)).toBe(denied("user/poor", "Tagging"));
});

it(verifies("sts.limits", "Durations and what is not acted on are refused by name"), async () => {
  const arn = await role("Short", trust({ AWS: [poor, "arn:aws:iam::123456789012:role/Chain"] }));
  expect(await assume(keys.poor, arn, { DurationSeconds: 3_601 })).toBe(
    "ValidationError 400: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
  expect(await assume(keys.poor, arn, { DurationSeconds: 60 })).toContain("ValidationError 400");
  expect(await assume(keys.poor, arn, { Policy: "{}" })).toContain(
    "Value at 'Policy' failed to satisfy constraint",
  );
  expect(await assume(keys.poor, arn, { Tags: [{ Key: "a", Value: "b" }] })).toContain("Value at 'Tags'");
  expect(await assume(keys.poor, arn, { RoleSessionName: "a b" })).toContain("Value at 'RoleSessionName'");

  const long = await role("Long", trust({ AWS: "arn:aws:iam::123456789012:role/Chain" }), {
    MaxSessionDuration: 7_200,
  });
  const chain = await role("Chain", trust({ AWS: poor }));
  const may = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "sts:AssumeRole", Resource: long },
  };
  await iam.send(
    new PutRolePolicyCommand({ RoleName: "Chain", PolicyName: "may", PolicyDocument: JSON.stringify(may) }),
  );
  const { Credentials } = await sts(keys.poor).send(
    new AssumeRoleCommand({ RoleArn: chain, RoleSessionName: "ci" }),
  );
  remember(Credentials);
  const chained = Credentials?.AccessKeyId ?? "";
  expect(await assume(chained, long)).toBe(session("Long"));
  expect(await assume(chained, long, { DurationSeconds: 7_200 })).toBe(
    "ValidationError 400: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
  );
});
