import { rm } from "node:fs/promises";
import {
  CreatePolicyCommand,
  DeletePolicyCommand,
  DeletePolicyEngineCommand,
  GetGatewayCommand,
  ListGatewayTargetsCommand,
  UpdateGatewayCommand,
  UpdateGatewayTargetCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { main } from "toolgate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type DecidingGateway, decidingGateway } from "./deciding-gateway.ts";
import { folderWithOperator } from "./operator.ts";
import { type RotatingIssuer, startRotatingIssuer } from "./rotating-issuer.ts";
import { type Ended, runCommand, toolgateCommand } from "./run-command.ts";
import { echoArn, type RunningToolgate, runToolgate, type ToolSpec } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const agentcore = "bedrock-agentcore";
const tool = "Pay___send";
const inputSchema: ToolSpec["inputSchema"] = {
  type: "object",
  properties: { amount: { type: "integer" } },
  required: ["amount"],
};
const targets = { Pay: [{ name: "send", inputSchema }] };
const permitTool = `permit(principal, action == AgentCore::Action::"${tool}", resource == GATEWAY);`;

interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
const allow = (Action: Statement["Action"], Resource: Statement["Resource"]): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});
const text = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const trustOf = (Service: string) =>
  text({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" });

let running: RunningToolgate;
let iam: IAMClient;
let issuer: RotatingIssuer;

beforeAll(async () => {
  running = await runToolgate();
  issuer = await startRotatingIssuer();
  iam = new IAMClient({
    endpoint: running.toolgate.controlUrl,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  });
});

afterAll(async () => {
  iam.destroy();
  await issuer.close();
  await running.close();
});

interface SetUp extends DecidingGateway {
  readonly id: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly RoleName: string;
  /** Replaces all that the role may do. */
  may(...statements: readonly Statement[]): Promise<void>;
  /** All that the role needs, one permission on one resource each. */
  readonly needs: readonly Statement[];
}

/** A gateway that nothing is wrong with: its own issuer, a role with what it needs, an engine that permits its tool. */
async function soundGateway(name: string): Promise<SetUp> {
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: trustOf("bedrock-agentcore.amazonaws.com"),
    }),
  );
  const roleArn = String(Role?.Arn);
  const may = async (...statements: readonly Statement[]) => {
    const policy = { RoleName: name, PolicyName: "permissions", PolicyDocument: text(...statements) };
    await iam.send(new PutRolePolicyCommand(policy));
  };
  await may(allow("*", "*"));
  const { discoveryUrl } = issuer;
  const deciding = await decidingGateway(running, name, {
    targets,
    statements: [permitTool],
    gateway: {
      roleArn,
      authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl, allowedAudience: ["payments"] } },
    },
  });
  const arn = String(deciding.gateway.gatewayArn);
  const needs = [
    ...["AuthorizeAction", "PartiallyAuthorizeActions"].flatMap((action) =>
      [arn, deciding.engineArn].map((on) => allow(`${agentcore}:${action}`, on)),
    ),
    allow(`${agentcore}:GetPolicyEngine`, deciding.engineArn),
    allow("lambda:InvokeFunction", echoArn),
  ];
  await may(...needs);
  return { ...deciding, id: String(deciding.gateway.gatewayId), arn, roleArn, RoleName: name, may, needs };
}

const goodToken = () => issuer.token({ aud: "payments" });
const without = ({ needs }: SetUp, action: string, on: (set: SetUp) => string, set: SetUp) =>
  needs.filter((need) => !(need.Action === action && need.Resource === on(set)));

/** The member of GetGateway that UpdateGateway wants back. */
async function updateGateway(id: string, change: object): Promise<void> {
  const now = await running.aws.send(new GetGatewayCommand({ gatewayIdentifier: id }));
  const { name, roleArn, protocolType, authorizerType, authorizerConfiguration, policyEngineConfiguration } =
    now;
  const kept = {
    name,
    roleArn,
    protocolType,
    authorizerType,
    authorizerConfiguration,
    policyEngineConfiguration,
  };
  await running.aws.send(new UpdateGatewayCommand({ gatewayIdentifier: id, ...kept, ...change }));
}

async function detach({ id }: SetUp): Promise<void> {
  await updateGateway(id, { policyEngineConfiguration: undefined });
}

/** The target's only tool gets another name. */
async function renameTool({ id }: SetUp, name: string): Promise<void> {
  const { items } = await running.aws.send(new ListGatewayTargetsCommand({ gatewayIdentifier: id }));
  await running.aws.send(
    new UpdateGatewayTargetCommand({
      gatewayIdentifier: id,
      targetId: items?.[0]?.targetId,
      name: "Pay",
      targetConfiguration: {
        mcp: {
          lambda: {
            lambdaArn: echoArn,
            toolSchema: { inlinePayload: [{ name, description: "Sends", inputSchema }] },
          },
        },
      },
      credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
    }),
  );
}

interface Told {
  readonly cause?: string;
  readonly checks: readonly {
    readonly id: string;
    readonly state: string;
    readonly evidence: string;
    readonly cures?: readonly object[];
  }[];
  readonly applied?: readonly string[];
}

const clear = {
  AWS_PROFILE: "",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_DEFAULT_REGION: "",
  AWS_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
};

/** The command in this process, which loads AWS's clients once. */
async function diagnose(
  id: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const isAws = args.includes("--aws");
  const out = { stdout: "", stderr: "" };
  const write = (to: "stdout" | "stderr") =>
    vi.spyOn(process[to], "write").mockImplementation((text) => {
      out[to] += String(text);
      return true;
    });
  const spies = [write("stdout"), write("stderr")];
  const url = running.toolgate.controlUrl;
  const settings = { ...clear, AWS_ENDPOINT_URL: isAws ? url : "", ...environment };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value === "" ? undefined : value);
  try {
    const at = isAws ? [] : ["--url", url];
    return { code: await main(["diagnose", "gateway", id, ...at, ...args]), ...out };
  } finally {
    vi.unstubAllEnvs();
    for (const spy of spies) spy.mockRestore();
  }
}

async function told(
  id: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<Told & { code: number | null }> {
  const { stdout, stderr, code } = await diagnose(id, ["--json", ...args], environment);
  expect(stdout, stderr).toMatch(/^\{/);
  return { ...(JSON.parse(stdout) as Told), code };
}

/** Ids that differ each time have their names instead. */
function plain(sentence: string | undefined, set: SetUp): string {
  return (sentence ?? "")
    .replaceAll(set.arn, "GATEWAY")
    .replaceAll(set.engineArn, "ENGINE")
    .replaceAll(set.roleArn, "ROLE")
    .replaceAll(echoArn, "FUNCTION")
    .replaceAll(set.id, "GATEWAY-ID")
    .replaceAll(set.engineArn.split("/").at(-1) ?? "", "ENGINE-ID")
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
    .replaceAll(/(?<=\()(\w+)-[\w]{10}(?=\))/g, "$1-ID")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
}

interface Broken {
  readonly what: string;
  readonly breakIt: (set: SetUp) => Promise<void>;
  readonly cause: string;
  /** Whether --fix mends it. */
  readonly mends: boolean;
  /** What is asked beside the gateway. */
  readonly args?: (set: SetUp) => Promise<readonly string[]>;
  readonly environment?: Readonly<Record<string, string>>;
}

const engineOf = ({ engineArn }: SetUp) => engineArn;
const arnOf = ({ arn }: SetUp) => arn;
const lacking = (action: string, on: (set: SetUp) => string) => (set: SetUp) =>
  set.may(...without(set, action, on, set));
const withToken = (token: () => Promise<string>) => async () => ["--token", await token()];
const other = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/Other-abcdefghij";

const broken: readonly Broken[] = [
  {
    what: "GetPolicyEngine on the engine is missing",
    breakIt: lacking(`${agentcore}:GetPolicyEngine`, engineOf),
    cause:
      "The gateway's role ROLE lacks bedrock-agentcore:GetPolicyEngine on ENGINE (no statement allows it; statement 2 of the inline policy permissions does not: its actions are bedrock-agentcore:AuthorizeAction).",
    mends: true,
  },
  {
    what: "AuthorizeAction on the gateway is missing",
    breakIt: lacking(`${agentcore}:AuthorizeAction`, arnOf),
    cause:
      "The gateway's role ROLE lacks bedrock-agentcore:AuthorizeAction on GATEWAY (no statement allows it; statement 1 of the inline policy permissions does not: its resources are ENGINE).",
    mends: true,
  },
  {
    what: "PartiallyAuthorizeActions on the engine is missing",
    breakIt: lacking(`${agentcore}:PartiallyAuthorizeActions`, engineOf),
    cause:
      "The gateway's role ROLE lacks bedrock-agentcore:PartiallyAuthorizeActions on ENGINE (no statement allows it; statement 3 of the inline policy permissions does not: its resources are GATEWAY).",
    mends: true,
  },
  {
    what: "the role trusts another service",
    async breakIt({ RoleName }) {
      const PolicyDocument = trustOf("lambda.amazonaws.com");
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    },
    cause:
      "The gateway's role ROLE does not trust the gateway: no statement allows it; statement 1 of the trust policy does not: it names another principal.",
    mends: true,
  },
  {
    what: "the role's policy names another engine",
    breakIt: (set) =>
      set.may(
        ...set.needs.map((need) => (need.Resource === set.engineArn ? { ...need, Resource: other } : need)),
      ),
    cause: `The gateway's role ROLE lacks 3 permissions: bedrock-agentcore:AuthorizeAction on ENGINE (no statement allows it; statement 1 of the inline policy permissions does not: its resources are GATEWAY); bedrock-agentcore:PartiallyAuthorizeActions on ENGINE (no statement allows it; statement 3 of the inline policy permissions does not: its resources are GATEWAY); bedrock-agentcore:GetPolicyEngine on ENGINE (no statement allows it; statement 5 of the inline policy permissions does not: its resources are ${other}).`,
    mends: true,
  },
  {
    what: "a statement denies it",
    breakIt: (set) =>
      set.may(...set.needs, {
        Sid: "Stop",
        Effect: "Deny",
        Action: `${agentcore}:*`,
        Resource: set.engineArn,
      }),
    cause:
      "The gateway's role ROLE lacks 3 permissions: bedrock-agentcore:AuthorizeAction and bedrock-agentcore:PartiallyAuthorizeActions and bedrock-agentcore:GetPolicyEngine on ENGINE (it is denied by the statement Stop of the inline policy permissions).",
    mends: false,
  },
  {
    what: "the role was deleted",
    async breakIt({ RoleName }) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "permissions" }));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
    cause: "The gateway's role ROLE was deleted.",
    mends: true,
  },
  {
    what: "lambda:InvokeFunction is missing",
    breakIt: lacking("lambda:InvokeFunction", () => echoArn),
    cause: "The gateway's role ROLE lacks lambda:InvokeFunction on FUNCTION (no statement allows it).",
    mends: true,
  },
  {
    what: "the engine was deleted",
    async breakIt(set) {
      await detach(set);
      const policyEngineId = set.engineArn.split("/").at(-1);
      for (const policyId of set.policies) {
        await running.aws.send(new DeletePolicyCommand({ policyEngineId, policyId }));
      }
      await running.aws.send(new DeletePolicyEngineCommand({ policyEngineId }));
    },
    cause: "No policy engine is attached to the gateway GATEWAY-ID, so every call is allowed.",
    mends: false,
  },
  {
    what: "the engine was detached",
    breakIt: detach,
    cause:
      "No policy engine is attached to the gateway GATEWAY-ID, so every call is allowed, though policies of ENGINE-ID name this gateway.",
    mends: true,
  },
  {
    what: "a policy waits for a target that is called otherwise",
    async breakIt({ engineArn, arn }) {
      const statement = `forbid(principal, action == AgentCore::Action::"Pays___send", resource == AgentCore::Gateway::"${arn}") when { context.input.amount > 500 };`;
      await running.aws.send(
        new CreatePolicyCommand({
          policyEngineId: engineArn.split("/").at(-1),
          name: "waiting",
          definition: { cedar: { statement } },
        }),
      );
    },
    cause:
      'The policy waiting (waiting-ID) waits, so it forbids nothing: Waits for the target Pays on the gateway GATEWAY-ID, which has Pay. Did you mean Pay? Then write AgentCore::Action::"Pay___send". Until then this forbid is not in force and protects nothing.',
    mends: true,
  },
  {
    what: "a tool was renamed",
    breakIt: (set) => renameTool(set, "send_money"),
    cause:
      "The policy tool_was_renamed_1 (tool_was_renamed_1-ID) names a tool that the gateway GATEWAY-ID does not have: Pay___send (did you mean Pay___send_money?).",
    mends: true,
  },
  {
    what: "the issuer has changed its keys",
    breakIt: async () => {},
    args: async () => {
      const token = await goodToken();
      await issuer.rotate();
      return ["--token", token];
    },
    cause:
      'The gateway refuses the token: it is signed with the key "key-1", which the issuer does not have any more, or never had: http://HOST/keys has "key-2".',
    mends: false,
  },
  {
    what: "the token is for another audience",
    breakIt: async () => {},
    args: withToken(() => issuer.token({ aud: "refunds" })),
    cause:
      'The gateway refuses the token: the audience (aud) "refunds" has none of allowedAudience ["payments"].',
    mends: false,
  },
  {
    what: "the issuer's clock is an hour ahead",
    breakIt: async () => {},
    args: withToken(() => issuer.token({ aud: "payments", nbf: Math.floor(Date.now() / 1_000) + 3_600 })),
    cause: "The gateway refuses the token: it is not valid before TIME, and the server's clock says TIME.",
    mends: false,
  },
];

const nameOf = (what: string) =>
  what
    .replace(/^(?:the|an?) /, "")
    .replaceAll(/[^a-z]+/gi, "-")
    .slice(0, 40)
    .toLowerCase();

describe("what keeps a gateway from working", () => {
  it.each(broken)(
    verifies("diagnose.cause", "is named first when $what"),
    async ({ what, breakIt, cause, mends, args = withToken(goodToken), environment }) => {
      const set = await soundGateway(nameOf(what));
      await breakIt(set);
      const asked = await args(set);
      const here = await told(set.id, asked, environment);
      expect([plain(here.cause, set), here.code]).toEqual([cause, 1]);
      const aws = await told(set.id, [...asked, "--aws"], environment);
      expect([plain(aws.cause, set), aws.code]).toEqual([cause, 1]);
      const fixed = await told(set.id, [...asked, "--fix", "--yes"], environment);
      expect([fixed.applied?.length, fixed.code]).toEqual(mends ? [1, 0] : [0, 1]);
      const again = await told(set.id, asked, environment);
      expect([plain(again.cause, set), again.code]).toEqual(mends ? ["", 0] : [cause, 1]);
    },
    120_000,
  );
});

describe("a call that is asked about", () => {
  let set: SetUp;
  beforeAll(async () => {
    set = await soundGateway("asked-about");
  });

  it(verifies("diagnose.decision", "is decided for the token's caller, with its explanation"), async () => {
    const token = await goodToken();
    const asked = ["--token", token, "--tool", tool, "--arguments", '{"amount":5}'];
    const { code, checks } = await told(set.id, asked);
    expect([code, checks.at(-1)]).toEqual([
      0,
      {
        id: "decision",
        title: "policy allows the call of Pay___send",
        state: "ok",
        evidence: "allowed: asked_about_1 permits this call",
      },
    ]);
  });

  it(
    verifies("diagnose.decision", "is the cause when all else holds, with Cedar to start from"),
    async () => {
      await set.remove(String(set.policies[0]));
      const claims = ["--claims", '{"sub":"ann"}'];
      const { code, cause, checks } = await told(set.id, [
        ...claims,
        "--tool",
        tool,
        "--arguments",
        '{"amount":5}',
      ]);
      expect([code, cause]).toEqual([1, "The call of Pay___send is denied: no policy permits this tool."]);
      expect(checks.at(-1)?.cures).toMatchObject([
        {
          paste: `permit(\n  principal == AgentCore::OAuthUser::"ann",\n  action == AgentCore::Action::"Pay___send",\n  resource == AgentCore::Gateway::"${set.arn}"\n);`,
        },
      ]);
    },
  );

  it(verifies("diagnose.token", "is never answered with the token"), async () => {
    const token = await issuer.token({ aud: "refunds" });
    for (const more of [[], ["--json"]]) {
      const { stdout, stderr } = await diagnose(set.id, ["--token", token, ...more]);
      expect(stdout).toContain("The gateway refuses the token");
      for (const part of token.split(".")) expect(stdout + stderr).not.toContain(part);
    }
  });
});

describe("what cannot be asked", () => {
  it.each([
    {
      what: "a gateway that there is not",
      args: ["askd-about"],
      code: 1,
      says: /^Cause: No gateway has the id or the name askd-about\. Did you mean asked-about\?\n/,
    },
    {
      what: "nobody at the address",
      args: ["x", "--url", "http://127.0.0.1:9"],
      code: 2,
      says: /nothing answers at http:\/\/127\.0\.0\.1:9 /,
    },
    {
      what: "--fix without a terminal",
      args: ["x", "--fix"],
      code: 2,
      says: /--fix asks before each change, and there is no terminal to ask at: add --yes\./,
    },
    {
      what: "AWS without a Region",
      args: ["x", "--aws"],
      code: 2,
      says: /cannot be asked: Region is missing/,
      region: "",
    },
    { what: "--yes alone", args: ["x", "--yes"], code: 2, says: /--yes is of --fix/ },
    {
      what: "claims of no call",
      args: ["x", "--claims", "{}"],
      code: 2,
      says: /--claims is of a call: add --tool\./,
    },
  ])(
    verifies("diagnose.codes", "$what ends with $code"),
    async ({ args: [id = "", ...args], code, says, region }) => {
      const ended = await diagnose(id, args, region === undefined ? {} : { AWS_REGION: region });
      expect([ended.code, ended.stdout + ended.stderr]).toEqual([code, expect.stringMatching(says)]);
    },
  );
});

it(verifies("diagnose.unknown", "a role that is trusted unheard of is told as such"), async () => {
  const { gateway } = await decidingGateway(running, "unheard-of", { targets, statements: [permitTool] });
  const { code, checks } = await told(String(gateway.gatewayId), []);
  expect(code).toBe(0);
  expect(checks.find(({ id }) => id === "role")).toMatchObject({
    state: "ok",
    evidence:
      "arn:aws:iam::123456789012:role/GatewayRole is not known to this Toolgate, and trusted because the server's settings say so (unknown roles)",
  });
});

describe("a clock that is wrong", () => {
  it(verifies("diagnose.clock", "is the cause where it keeps signed requests from being taken"), async () => {
    const { data, key } = await folderWithOperator();
    const signed = await runToolgate({ data });
    try {
      const hourAhead = "const now = Date.now; Date.now = () => now() + 3_600_000;";
      const url = signed.toolgate.controlUrl;
      const { stdout, stderr, code } = await runCommand(
        process.execPath,
        [
          "--import",
          `data:text/javascript,${encodeURIComponent(hourAhead)}`,
          ...toolgateCommand,
          ...["diagnose", "gateway", "none", "--url", url],
        ],
        { ...clear, AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey },
      );
      expect([stderr, code]).toEqual(["", 1]);
      expect(stdout.split("\n")[0]).toBe(
        "Cause: This machine's clock is 60 min ahead of the server's, so that what it signs is refused.",
      );
    } finally {
      await signed.close();
      await rm(data, { recursive: true, force: true });
    }
  });
});
