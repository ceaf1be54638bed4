import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreatePolicyEngineCommand,
  DeleteGatewayCommand,
  GetGatewayCommand,
  ListGatewaysCommand,
  UpdateGatewayCommand,
  ValidationException,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { TraceAnswer } from "@toolgate/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DecidingGateway, decidingGateway, masked, operation, recordOf } from "./deciding-gateway.ts";
import { toolgate } from "./run-command.ts";
import { callTool, echoArn, type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const start = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const targets = {
  Pay: [{ name: "send", inputSchema: { type: "object", properties: { amount: { type: "integer" } } } }],
} as const;
const permitAll = "permit(principal, action, resource == GATEWAY);";

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
const trustOf = (Service: string, more: object = {}) =>
  text({ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole", ...more });
const trusting = trustOf("bedrock-agentcore.amazonaws.com");

/** A role, and what its owner does with it. */
interface TestRole {
  readonly arn: string;
  readonly RoleName: string;
  /** Replaces all it may do. */
  may(...statements: readonly Statement[]): Promise<void>;
  trust(document: string): Promise<void>;
  remove(): Promise<void>;
}

async function makeRole(iam: IAMClient, RoleName: string, trust = trusting): Promise<TestRole> {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const policy = { RoleName, PolicyName: "permissions" };
  return {
    arn: String(Role?.Arn),
    RoleName,
    async may(...statements) {
      await iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: text(...statements) }));
    },
    async trust(PolicyDocument) {
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    },
    async remove() {
      await iam.send(new DeleteRolePolicyCommand(policy));
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  };
}

const iamOf = (running: RunningToolgate) =>
  new IAMClient({
    endpoint: running.toolgate.controlUrl,
    region: "us-west-2",
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
  });

let running: RunningToolgate;
let iam: IAMClient;
let token: string;

beforeAll(async () => {
  running = await runToolgate();
  iam = iamOf(running);
  token = await running.issuer.token({ role: "clerk" });
});

afterAll(async () => {
  iam.destroy();
  await running.close();
});

interface Case {
  readonly role: TestRole;
  readonly deciding: DecidingGateway;
  readonly arn: string;
  /** All that the role needs, statement by statement. */
  readonly needs: readonly Statement[];
}

/** What the gateway of that name needs of its role; `lambda` too. */
const needsOf = (gatewayArn: string, engineArn: string): Statement[] => [
  allow(["bedrock-agentcore:AuthorizeAction"], [gatewayArn, engineArn]),
  allow(["bedrock-agentcore:PartiallyAuthorizeActions"], [gatewayArn, engineArn]),
  allow(["bedrock-agentcore:GetPolicyEngine"], engineArn),
  allow("lambda:InvokeFunction", echoArn),
];

/** A gateway on an engine that permits everything, whose role lacks nothing. */
async function wellSetUp(
  name: string,
  options: { readonly mode?: "LOG_ONLY"; readonly gateway?: object; readonly statements?: string[] } = {},
): Promise<Case> {
  const role = await makeRole(iam, name);
  await role.may(allow("*", "*"));
  const { statements = [permitAll], gateway, mode } = options;
  const deciding = await decidingGateway(running, name, {
    targets,
    statements,
    ...(mode === undefined ? {} : { mode }),
    gateway: { roleArn: role.arn, ...gateway },
  });
  const arn = String(deciding.gateway.gatewayArn);
  const needs = needsOf(arn, deciding.engineArn);
  await role.may(...needs);
  return { role, deciding, arn, needs };
}

const reasonsOf = async (gatewayIdentifier: string | undefined) =>
  (await running.aws.send(new GetGatewayCommand({ gatewayIdentifier }))).statusReasons;

const failedList =
  '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for list tools"}],"isError":true}}';
const failedCall =
  '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for tool call"}],"isError":true,"_meta":{"toolgate/code":"EVALUATION_FAILED","toolgate/requestId":"<request>","toolgate/decisionId":"<decision>","toolgate/traceId":"<trace>","toolgate/spanId":"<span>"}}}';

const list = (url: string) => rpc(url, token, "tools/list");
const call = (url: string) => callTool(url, token, "Pay___send", { amount: 1 });

/** Lists and calls, and says of each whether it worked, with the answer. */
async function tried(url: string) {
  const [listed, called] = [await list(url), await call(url)];
  return {
    listed,
    called,
    list: listed.text === failedList ? "fails" : (listed.body.result.tools[0]?.name ?? "is empty"),
    call:
      masked(called.text) === failedCall
        ? "fails"
        : called.body.result.isError
          ? String(called.body.result.content[0].text)
          : "works",
  };
}

const works = { list: "Pay___send", call: "works" };

describe("a gateway whose role lacks something", () => {
  let case_: Case;
  beforeAll(async () => {
    case_ = await wellSetUp("lacking");
    expect(await tried(case_.deciding.url)).toMatchObject(works);
  });

  const gatewayArn = () => case_.arn;
  const engineArn = () => case_.deciding.engineArn;
  const without =
    (action: string, on: (() => string) | undefined = undefined) =>
    () =>
      case_.needs.map((need) => {
        if (![need.Action].flat()[0]?.endsWith(action)) return need;
        const rest = [need.Resource].flat().filter((arn) => on !== undefined && arn !== on());
        return allow(need.Action, rest.length === 0 ? "arn:aws:s3:::nothing" : rest);
      });

  it.each([
    {
      lacks: "PartiallyAuthorizeActions on the gateway",
      statements: without(":PartiallyAuthorizeActions", () => gatewayArn()),
      effect: { list: "fails", call: "works" },
      failure: () => ({ action: "bedrock-agentcore:PartiallyAuthorizeActions", resource: gatewayArn() }),
    },
    {
      lacks: "PartiallyAuthorizeActions on the engine",
      statements: without(":PartiallyAuthorizeActions", () => engineArn()),
      effect: { list: "fails", call: "works" },
      failure: () => ({ action: "bedrock-agentcore:PartiallyAuthorizeActions", resource: engineArn() }),
    },
    {
      lacks: "AuthorizeAction on the gateway",
      statements: without(":AuthorizeAction", () => gatewayArn()),
      effect: { list: "Pay___send", call: "fails" },
      failure: () => ({ action: "bedrock-agentcore:AuthorizeAction", resource: gatewayArn() }),
    },
    {
      lacks: "AuthorizeAction on the engine",
      statements: without(":AuthorizeAction", () => engineArn()),
      effect: { list: "Pay___send", call: "fails" },
      failure: () => ({ action: "bedrock-agentcore:AuthorizeAction", resource: engineArn() }),
    },
    {
      lacks: "GetPolicyEngine",
      statements: without(":GetPolicyEngine"),
      effect: { list: "fails", call: "fails" },
      failure: () => ({ action: "bedrock-agentcore:GetPolicyEngine", resource: engineArn() }),
    },
  ])(
    verifies("roles.missing", "without $lacks fails at what needs it, and the record says so"),
    async ({ statements, effect, failure }) => {
      await case_.role.may(...statements());
      const came = await tried(case_.deciding.url);
      expect(came).toMatchObject(effect);
      for (const [what, answer] of [
        [effect.list, came.listed],
        [effect.call, came.called],
      ] as const) {
        const record = await recordOf(running, answer);
        if (what !== "fails") {
          expect([record.decision, record.failure]).toEqual(["ALLOW", undefined]);
          continue;
        }
        expect(record).toMatchObject({
          decision: "ERROR",
          enforced: "DENY",
          code: "EVALUATION_FAILED",
          failure: { ...failure(), roleArn: case_.role.arn, why: "not-allowed" },
        });
        if (record.method === "tools/list") {
          expect(record.tools).toEqual({ allowed: [], denied: ["Pay___send"] });
        }
        expect(record.reason).toBe(record.failure.problem);
        expect(record.reason).toContain(
          `The gateway's role ${case_.role.arn} lacks ${failure().action} on ${failure().resource} (no statement allows it`,
        );
        await case_.role.may(...statements(), ...JSON.parse(record.failure.remedy.permissions).Statement);
        expect(await tried(case_.deciding.url), "with the cure from the record").toMatchObject(works);
        await case_.role.may(...statements());
      }
      const [reason, cure, ...more] = (await reasonsOf(case_.deciding.gateway.gatewayId)) ?? [];
      expect(more).toEqual([]);
      expect(cure).toMatch(/^Add to the role with PutRolePolicy: \{.*\}$/);
      expect(reason).toContain(`Calls of this gateway fail. The gateway's role ${case_.role.arn} lacks`);
      await case_.role.may(...case_.needs);
      expect(await tried(case_.deciding.url)).toMatchObject(works);
      expect(await reasonsOf(case_.deciding.gateway.gatewayId)).toEqual([]);
    },
  );

  it(verifies("roles.missing", "with a policy on an engine of another id does as without any"), async () => {
    const other = `${start}:policy-engine/Other-abcdefghij`;
    await case_.role.may(...needsOf(case_.arn, other));
    const came = await tried(case_.deciding.url);
    expect(came).toMatchObject({ list: "fails", call: "fails" });
    expect((await recordOf(running, came.listed)).failure.missing).toEqual([
      {
        action: "bedrock-agentcore:PartiallyAuthorizeActions",
        resource: case_.deciding.engineArn,
        why: "not-allowed",
        detail: `no statement allows it; statement 2 of the inline policy permissions does not: its resources are ${case_.arn}, ${other}`,
      },
      {
        action: "bedrock-agentcore:GetPolicyEngine",
        resource: case_.deciding.engineArn,
        why: "not-allowed",
        detail: `no statement allows it; statement 3 of the inline policy permissions does not: its resources are ${other}`,
      },
    ]);
  });

  it(
    verifies("roles.deny", "a Deny on the gateway counts though the engine is allowed, and is the cure"),
    async () => {
      const deny = {
        Sid: "NoCalls",
        Effect: "Deny",
        Action: "bedrock-agentcore:AuthorizeAction",
        Resource: case_.arn,
      } as const;
      await case_.role.may(allow("*", "*"), deny);
      const came = await tried(case_.deciding.url);
      expect(came).toMatchObject({ list: "Pay___send", call: "fails" });
      const { failure } = await recordOf(running, came.called);
      expect(failure).toMatchObject({
        action: "bedrock-agentcore:AuthorizeAction",
        resource: case_.arn,
        why: "explicitly-denied",
        remedy: { denies: ["the statement NoCalls of the inline policy permissions"] },
      });
      expect(failure.remedy.permissions).toBeUndefined();
      expect(failure.cure).toMatch(
        /^Narrow or remove the statement NoCalls of the inline policy permissions: a Deny wins over every Allow\.$/,
      );
    },
  );

  it.each([
    { trust: "another service", document: () => trustOf("lambda.amazonaws.com") },
    {
      trust: "gateways of another account",
      document: () =>
        trustOf("bedrock-agentcore.amazonaws.com", {
          Condition: { StringEquals: { "aws:SourceAccount": "210987654321" } },
        }),
    },
    {
      trust: "another gateway",
      document: () =>
        trustOf("bedrock-agentcore.amazonaws.com", {
          Condition: { ArnLike: { "aws:SourceArn": `${start}:gateway/other-*` } },
        }),
    },
  ])(
    verifies("roles.trust", "a role that trusts $trust does nothing, until it trusts this gateway"),
    async ({ document }) => {
      await case_.role.may(...case_.needs);
      await case_.role.trust(document());
      const came = await tried(case_.deciding.url);
      expect(came).toMatchObject({ list: "fails", call: "fails" });
      const { failure } = await recordOf(running, came.listed);
      expect(failure).toMatchObject({
        action: "sts:AssumeRole",
        resource: case_.role.arn,
        why: "not-trusted",
      });
      await case_.role.trust(failure.remedy.trust);
      expect(await tried(case_.deciding.url)).toMatchObject(works);
    },
  );

  it(
    verifies(
      "roles.lambda",
      "without lambda:InvokeFunction the policy permits and the function is not called",
    ),
    async () => {
      await case_.role.may(...case_.needs.slice(0, 3));
      const came = await tried(case_.deciding.url);
      expect(came).toMatchObject({
        list: "Pay___send",
        call: "An internal error occurred. Please retry later.",
      });
      const record = await recordOf(running, came.called);
      expect([record.decision, record.enforced]).toEqual(["ALLOW", "ALLOW"]);
      expect(record.outcome).toMatchObject({
        result: "failed",
        cause: `Access denied while invoking Lambda function ${echoArn}. Check the permissions on the Lambda function and Gateway execution role, and retry the request.`,
        failure: { action: "lambda:InvokeFunction", resource: echoArn, why: "not-allowed" },
      });
      const traced = await operation(running, `/toolgate/v1/traces/${record.requestId}`);
      const { spans, logRecords } = (await traced.json()) as TraceAnswer;
      expect(spans.at(-1)).toMatchObject({
        name: "AgentCore.Gateway.InvokeTool.Pay___send",
        status: { code: "ERROR" },
        attributes: {
          "toolgate.missing_permission.action": "lambda:InvokeFunction",
          "toolgate.missing_permission.resource": echoArn,
          "toolgate.missing_permission.role": case_.role.arn,
          "toolgate.cure": record.outcome.failure.cure,
        },
      });
      expect(logRecords.at(-1)?.attributes["toolgate.cure"]).toBe(record.outcome.failure.cure);
      const [reason] = (await reasonsOf(case_.deciding.gateway.gatewayId)) ?? [];
      expect(reason).toMatch(/^Calls of its Lambda targets fail\. /);
      await case_.role.may(...case_.needs);
      expect(await tried(case_.deciding.url)).toMatchObject(works);
    },
  );

  it(
    verifies("roles.deleted", "a role that is deleted does nothing from then on, and is refused"),
    async () => {
      const gone = await wellSetUp("orphaned");
      await gone.role.remove();
      const came = await tried(gone.deciding.url);
      expect(came).toMatchObject({ list: "fails", call: "fails" });
      expect((await recordOf(running, came.called)).failure).toMatchObject({
        roleArn: gone.role.arn,
        why: "role-deleted",
      });
      const naming = (name: string) => running.createGateway(name, {}, { roleArn: gone.role.arn });
      await expect(naming("names-a-deleted-role")).rejects.toThrow(
        `The role ${gone.role.arn} was deleted: create it again, or name another.`,
      );
      const again = await makeRole(iam, gone.role.RoleName);
      await again.may(...gone.needs);
      expect(await tried(gone.deciding.url)).toMatchObject(works);
    },
  );

  it(verifies("roles.managed", "a managed policy counts while it is attached"), async () => {
    await case_.role.may(allow("bedrock-agentcore:GetGateway", "*"));
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: "gateways", PolicyDocument: text(...case_.needs) }),
    );
    const attachment = { RoleName: case_.role.RoleName, PolicyArn: Policy?.Arn };
    await iam.send(new AttachRolePolicyCommand(attachment));
    expect(await tried(case_.deciding.url)).toMatchObject(works);
    await iam.send(new DetachRolePolicyCommand(attachment));
    expect(await tried(case_.deciding.url)).toMatchObject({ list: "fails", call: "fails" });
    await case_.role.may(...case_.needs);
  });
});

describe("what callers and operators are told", () => {
  it(
    verifies(
      "roles.answers",
      "negotiated clients get a JSON-RPC error, and hidden tools fail like the others",
    ),
    async () => {
      const { role, deciding } = await wellSetUp("negotiated", { statements: [] });
      await role.may(allow("lambda:InvokeFunction", "*"));
      const negotiated = { "mcp-protocol-version": "2025-06-18" };
      const listed = await rpc(deciding.url, token, "tools/list", {}, negotiated);
      expect(masked(listed.text)).toBe(
        '{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"InternalServerException - Policy evaluation failed for list tools","data":{"toolgate/code":"EVALUATION_FAILED","toolgate/requestId":"<request>","toolgate/decisionId":"<decision>","toolgate/traceId":"<trace>","toolgate/spanId":"<span>"}}}',
      );
      for (const name of ["Pay___send", "Pay___nothing"]) {
        expect(masked((await callTool(deciding.url, token, name, {})).text)).toBe(failedCall);
      }
    },
  );

  it(verifies("roles.answers", "the cause is for callers under DEBUG only"), async () => {
    const { role, deciding, needs } = await wellSetUp("debugged", { gateway: { exceptionLevel: "DEBUG" } });
    const denied = `Access denied while invoking Lambda function ${echoArn}. Check the permissions on the Lambda function and Gateway execution role, and retry the request.`;
    await role.may(...needs.slice(0, 3));
    const { result } = (await call(deciding.url)).body;
    expect(result.content[0].text).toBe(denied);
    expect(result._meta.debug.text).toContain(
      `${denied} The gateway's role ${role.arn} lacks lambda:InvokeFunction on ${echoArn}`,
    );
    await role.may(allow("bedrock-agentcore:GetGateway", "*"));
    const cause = `The gateway's role ${role.arn} lacks 3 permissions: bedrock-agentcore:PartiallyAuthorizeActions on ${deciding.gateway.gatewayArn} (`;
    const listed = (await list(deciding.url)).body.result;
    expect(listed.content[0].text).toBe("InternalServerException - Policy evaluation failed for list tools");
    expect(listed._meta.debug.text).toContain(cause);
    expect(listed._meta.debug.text).toContain("Add to the role with PutRolePolicy: {");
    const called = (await call(deciding.url)).body.result;
    expect(called._meta.debug.text).toContain("lacks 3 permissions: bedrock-agentcore:AuthorizeAction on");
  });

  it(verifies("roles.answers", "toolgate explain says what is missing and what mends it"), async () => {
    const { role, deciding } = await wellSetUp("explained");
    await role.may(allow("lambda:InvokeFunction", "*"));
    const { decisionId } = await recordOf(running, await call(deciding.url));
    const { code, stdout } = await toolgate("explain", decisionId, "--url", running.toolgate.controlUrl);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      `not decided: the gateway's role ${role.arn} lacks 3 permissions: bedrock-agentcore:AuthorizeAction on ${deciding.gateway.gatewayArn} (no statement allows it); bedrock-agentcore:AuthorizeAction and bedrock-agentcore:GetPolicyEngine on ${deciding.engineArn} (no statement allows it). Add to the role with PutRolePolicy: {"Version":"2012-10-17"`,
    );
  });

  it(verifies("roles.log-only", "under LOG_ONLY it stops nothing, and is recorded as an error"), async () => {
    const { role, deciding } = await wellSetUp("logging", { mode: "LOG_ONLY", statements: [] });
    await role.may(allow("lambda:InvokeFunction", "*"));
    const came = await tried(deciding.url);
    expect(came).toMatchObject(works);
    for (const [answer, action] of [
      [came.listed, "PartiallyAuthorizeActions"],
      [came.called, "AuthorizeAction"],
    ] as const) {
      expect(await recordOf(running, answer)).toMatchObject({
        decision: "ERROR",
        enforced: "ALLOW",
        code: "EVALUATION_FAILED",
        failure: { action: `bedrock-agentcore:${action}` },
      });
    }
    expect((await reasonsOf(deciding.gateway.gatewayId))?.[0]).toMatch(
      /^Policies are not evaluated, which under LOG_ONLY is recorded as an error and stops nothing\. /,
    );
  });

  it(verifies("roles.status", "toolgate status shows what is missing, and what fails by it"), async () => {
    const { role, deciding } = await wellSetUp("shown");
    const shown = async () => {
      const status = await (await operation(running, "/toolgate/v1/status")).json();
      const { gateways } = status as {
        gateways: { gatewayId: string; failing: string[]; reasons: string[] }[];
      };
      return (
        gateways.find(({ gatewayId }) => gatewayId === deciding.gateway.gatewayId) ?? {
          failing: ["not shown"],
          reasons: [],
        }
      );
    };
    expect(await shown()).toMatchObject({ failing: [], reasons: [] });
    await role.may(allow("lambda:InvokeFunction", "*"));
    const { failing, reasons } = await shown();
    expect(failing).toEqual(["tools/list", "tools/call"]);
    const { code, stdout } = await toolgate("status", "--url", running.toolgate.controlUrl);
    expect(code).toBe(1);
    expect(stdout).toContain("  ! Calls of this gateway fail. The gateway's role ");
    expect(reasons).toHaveLength(2);
    expect(reasons[0]).toContain(`The gateway's role ${role.arn} lacks 5 permissions: `);
  });
});

describe("attaching an engine", () => {
  const engine = async (name: string) =>
    String((await running.aws.send(new CreatePolicyEngineCommand({ name }))).policyEngineArn);
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => expect.unreachable("the call should have been refused"),
      (error: ValidationException) => error,
    );

  it(
    verifies("roles.preflight", "is refused in AWS's words with all that is missing, and the cure mends it"),
    async () => {
      const engineArn = await engine("PreflightEngine");
      const role = await makeRole(iam, "preflight");
      await role.may({
        ...allow("bedrock-agentcore:GetGateway", `${start}:gateway/preflight-*`),
        Sid: "GetGateway",
      });
      const attached = { roleArn: role.arn, policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" } };
      const create = () => running.createGateway("preflight", {}, attached);
      const refused = await refusal(create());
      expect(refused).toBeInstanceOf(ValidationException);
      expect(refused.$metadata.httpStatusCode).toBe(400);
      expect(refused.fieldList?.map(({ name }) => name)).toEqual(["policyEngineConfiguration.arn"]);
      const sentence = `Access denied while calling GetPolicyEngine on Policy Engine ${engineArn} with Gateway role ${role.arn}. The gateway's role ${role.arn} lacks 5 permissions: bedrock-agentcore:AuthorizeAction and bedrock-agentcore:PartiallyAuthorizeActions on ${start}:gateway/preflight-`;
      expect(refused.message.slice(0, sentence.length)).toBe(sentence);
      const gateways = await running.aws.send(new ListGatewaysCommand({}));
      expect(gateways.items?.some(({ name }) => name === "preflight")).toBe(false);

      const [, cure = ""] = /PutRolePolicy: (\{.*\}) To attach it all the same/.exec(refused.message) ?? [];
      await iam.send(
        new PutRolePolicyCommand({ RoleName: "preflight", PolicyName: "cure", PolicyDocument: cure }),
      );
      const gateway = await create();
      expect([gateway.status, gateway.statusReasons]).toEqual(["READY", []]);
    },
  );

  it(verifies("roles.preflight", "later is refused too, and the gateway stays as it was"), async () => {
    const engineArn = await engine("LaterEngine");
    const role = await makeRole(iam, "later");
    await role.may(allow("bedrock-agentcore:*", engineArn));
    const gateway = await running.createGateway("later", {}, { roleArn: role.arn });
    const { gatewayId: gatewayIdentifier, name, roleArn, authorizerType, authorizerConfiguration } = gateway;
    const kept = { gatewayIdentifier, name, roleArn, authorizerType, authorizerConfiguration };
    const policyEngineConfiguration = { arn: engineArn, mode: "LOG_ONLY" } as const;
    const refused = await refusal(
      running.aws.send(new UpdateGatewayCommand({ ...kept, policyEngineConfiguration })),
    );
    expect(refused.message).toMatch(
      /^Access denied while calling AuthorizeAction on Policy Engine .* lacks 2 permissions: bedrock-agentcore:AuthorizeAction and bedrock-agentcore:PartiallyAuthorizeActions on \S+:gateway\/later-\w{10} \(/,
    );
    const read = await running.aws.send(new GetGatewayCommand({ gatewayIdentifier }));
    expect(read.policyEngineConfiguration).toBeUndefined();
  });

  it(verifies("roles.preflight", "is refused where the role is not trusted or was deleted"), async () => {
    const engineArn = await engine("TrustEngine");
    const role = await makeRole(iam, "distrusted", trustOf("lambda.amazonaws.com"));
    await role.may(allow("*", "*"));
    const attached = { roleArn: role.arn, policyEngineConfiguration: { arn: engineArn, mode: "ENFORCE" } };
    const create = () => running.createGateway("distrusted", {}, attached);
    expect((await refusal(create())).message).toContain(
      `lacks sts:AssumeRole on ${role.arn} (no statement allows it; statement 1 of the trust policy does not: it names another principal). Its trust policy must be {"Version"`,
    );
    await role.remove();
    expect((await refusal(create())).message).toContain(`The gateway's role ${role.arn} was deleted, so`);
  });

  it(
    verifies(
      "roles.preflight-warn",
      "under --role-preflight warn it is attached, and statusReasons say the same",
    ),
    async ({ onTestFinished }) => {
      const lenient = await runToolgate({ rolePreflight: "warn" });
      onTestFinished(() => lenient.close());
      const own = iamOf(lenient);
      const role = await makeRole(own, "lenient");
      await role.may(allow("bedrock-agentcore:GetGateway", "*"));
      const { policyEngineArn } = await lenient.aws.send(new CreatePolicyEngineCommand({ name: "Lenient" }));
      const policyEngineConfiguration = { arn: policyEngineArn, mode: "ENFORCE" };
      const gateway = await lenient.createGateway("lenient", targets, {
        roleArn: role.arn,
        policyEngineConfiguration,
      });
      expect(gateway.statusReasons?.[0]).toContain(
        `Calls of this gateway fail. The gateway's role ${role.arn} lacks 5 permissions`,
      );
      const answer = await rpc(String(gateway.gatewayUrl), await lenient.issuer.token({}), "tools/list");
      expect(answer.text).toBe(failedList);
    },
  );

  it(
    verifies("roles.preflight-strict", "under --strict-aws it is refused in AWS's words alone"),
    async ({ onTestFinished }) => {
      const strict = await runToolgate({ strictAws: true });
      onTestFinished(() => strict.close());
      const role = await makeRole(iamOf(strict), "strict");
      const { policyEngineArn } = await strict.aws.send(new CreatePolicyEngineCommand({ name: "Strict" }));
      const policyEngineConfiguration = { arn: policyEngineArn, mode: "ENFORCE" };
      const refused = await refusal(
        strict.createGateway("strict", {}, { roleArn: role.arn, policyEngineConfiguration }),
      );
      expect(refused.message).toBe(
        `Access denied while calling GetPolicyEngine on Policy Engine ${policyEngineArn} with Gateway role ${role.arn}.`,
      );
    },
  );

  it(
    verifies("roles.unheard-of", "a role trusted on loopback is not, once the server refuses such roles"),
    async ({ onTestFinished }) => {
      const data = await mkdtemp(join(tmpdir(), "toolgate-test-"));
      onTestFinished(() => rm(data, { recursive: true, force: true }));
      const own = await runToolgate({ data });
      const { gateway } = await decidingGateway(own, "unheard", { targets, statements: [permitAll] });
      expect(gateway.statusReasons?.[0]).toContain(
        "it is trusted because the server listens on loopback only",
      );
      const callerToken = await own.issuer.token({});
      await own.toolgate.close();
      const refusing = await runToolgate({ data, unknownRoles: "refuse" });
      onTestFinished(async () => {
        await refusing.close();
        await own.issuer.close();
      });
      const url = `${refusing.toolgate.url}/gateways/${gateway.gatewayId}/mcp`;
      const listed = await rpc(url, callerToken, "tools/list");
      expect(listed.text).toBe(failedList);
      expect((await recordOf(refusing, listed)).failure.why).toBe("role-unknown");
    },
  );
});

describe("toolgate gateway create", () => {
  it(
    verifies("roles.cli", "--with-role makes a role that lacks nothing, and a gateway that works"),
    async () => {
      const { policyEngineArn } = await running.aws.send(new CreatePolicyEngineCommand({ name: "FromCli" }));
      const made = await toolgate(
        ...["gateway", "create", "--name", "From-Cli", "--engine", "FromCli", "--with-role", "--json"],
        ...["--discovery-url", running.issuer.discoveryUrl, "--url", running.toolgate.controlUrl],
      );
      expect([made.stderr, made.code]).toEqual(["", 0]);
      const gateway = JSON.parse(made.stdout);
      expect(gateway).toEqual({
        gatewayId: expect.stringMatching(/^from-cli-\w{10}$/),
        gatewayArn: `${start}:gateway/${gateway.gatewayId}`,
        gatewayUrl: `${running.toolgate.url}/gateways/${gateway.gatewayId}/mcp`,
        roleArn: "arn:aws:iam::123456789012:role/service-role/GatewayRole-From-Cli",
        engineArn: policyEngineArn,
        mode: "ENFORCE",
        statusReasons: [],
      });
      const policy = await iam.send(
        new GetRolePolicyCommand({
          RoleName: "GatewayRole-From-Cli",
          PolicyName: "AmazonBedrockAgentCoreGatewayPolicy",
        }),
      );
      const { Statement } = JSON.parse(decodeURIComponent(String(policy.PolicyDocument)));
      expect(Statement).toEqual([
        {
          Sid: "GetGateway",
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetGateway"],
          Resource: `${start}:gateway/from-cli-*`,
        },
        {
          Sid: "EvaluatePoliciesForGateway",
          Effect: "Allow",
          Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
          Resource: [`${start}:gateway/from-cli-*`, policyEngineArn],
        },
        {
          Sid: "GetPolicyEngineForValidation",
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetPolicyEngine"],
          Resource: policyEngineArn,
        },
        {
          Sid: "InvokeLambdaTargets",
          Effect: "Allow",
          Action: ["lambda:InvokeFunction"],
          Resource: "arn:aws:lambda:us-west-2:123456789012:function:*",
        },
      ]);
      expect(await toolNames(gateway.gatewayUrl, token)).toEqual([]);
      await running.aws.send(new DeleteGatewayCommand({ gatewayIdentifier: gateway.gatewayId }));
    },
  );

  it(verifies("roles.cli", "a role that was made is removed again when the gateway cannot be"), async () => {
    await running.createGateway("taken", {});
    const made = await toolgate(
      ...["gateway", "create", "--name", "Taken", "--with-role"],
      ...["--discovery-url", running.issuer.discoveryUrl, "--url", running.toolgate.controlUrl],
    );
    expect(made.code).toBe(2);
    expect(made.stderr).toContain(
      "CreateGateway: ConflictException: A gateway with the same name already exists",
    );
    await expect(iam.send(new GetRoleCommand({ RoleName: "GatewayRole-Taken" }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  it.each([
    [["--name", "a"], "gateway create needs one of --with-role, which creates a role, and --role ARN"],
    [["--name", "a", "--with-role"], "gateway create needs one of --discovery-url"],
    [["--with-role", "--idp"], "gateway create needs --name"],
    [
      ["--name", "a", "--with-role", "--idp", "--mode", "ENFORCE"],
      "--mode is of a policy engine: add --engine",
    ],
    [
      ["--name", "a", "--with-role", "--idp", "--engine", "E", "--mode", "ON"],
      "--mode ON: it is ENFORCE or LOG_ONLY",
    ],
    [
      ["--name", "a", "--with-role", "--idp", "--engine", "Nowhere"],
      "--engine Nowhere: no policy engine has this id, name or ARN; there are ",
    ],
  ])(verifies("roles.cli", "a mistake is told: %j"), async (args, message) => {
    const { code, stderr } = await toolgate(
      "gateway",
      "create",
      ...args,
      "--url",
      running.toolgate.controlUrl,
    );
    expect([code, stderr.slice(10, 10 + message.length)]).toEqual([2, message]);
  });
});
