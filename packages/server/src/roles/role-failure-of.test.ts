import { type PolicyDocument, parsePolicyDocument } from "@toolgate/iam";
import { describe, expect, it } from "vitest";
import { gatewayTrustPolicy } from "./role-cure.ts";
import { roleFailureOf } from "./role-failure-of.ts";
import { enginePermissions, invokePermission, listPermissions } from "./role-permissions.ts";
import type { RoleStanding } from "./role-standing.ts";

const start = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const roleArn = "arn:aws:iam::123456789012:role/gateway";
const engineArn = `${start}:policy-engine/MyPolicy-abcdefghij`;
const gateway = {
  arn: `${start}:gateway/my-gateway-0123456789`,
  accountId: "123456789012",
  region: "us-west-2",
  policyEngine: { arn: engineArn, mode: "ENFORCE" },
} as const;
const lambdaArn = "arn:aws:lambda:us-west-2:123456789012:function:refund";
const now = Date.parse("2026-01-02T03:04:05.678Z");

function read(text: string): PolicyDocument {
  const parsed = parsePolicyDocument(text);
  if (!parsed.ok) throw new Error(parsed.faults.join(" "));
  return parsed.document;
}

const known = (statements: readonly object[], trust = gatewayTrustPolicy(gateway)): RoleStanding => ({
  kind: "known",
  arn: roleArn,
  role: {
    arn: roleArn,
    id: "AROAABCDEFGHIJKLMNOPQ",
    name: "gateway",
    tags: {},
    maxSessionDuration: 3_600,
    trust: read(trust),
    sources: statements.map((statement, index) => ({
      name: `policy${index + 1}`,
      kind: "inline",
      document: read(JSON.stringify({ Version: "2012-10-17", Statement: [statement] })),
    })),
  },
});
const nobody = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const allow = (action: string | string[], resource: string | string[]) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});
const fromConsole = {
  ...allow("bedrock-agentcore:GetGateway", `${start}:gateway/my-gateway-*`),
  Sid: "GetGateway",
};

/** The statements of the first seed, with this gateway and engine in them. */
const seedStatements = [
  {
    Sid: "EvaluatePoliciesForGateway",
    Effect: "Allow",
    Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
    Resource: [`${start}:gateway/my-gateway-*`, engineArn],
  },
  {
    Sid: "GetPolicyEngineForValidation",
    Effect: "Allow",
    Action: ["bedrock-agentcore:GetPolicyEngine"],
    Resource: [engineArn],
  },
];
const all = enginePermissions(gateway);
const missing = (standing: RoleStanding, wanted = all) =>
  roleFailureOf(standing, gateway, wanted, now)?.missing.map(
    ({ action, resource, why }) =>
      `${action.split(":")[1]} ${resource.split(":").at(-1)?.split("-")[0]} ${why}`,
  ) ?? [];

describe("what a gateway's role lacks", () => {
  it.each([
    {
      what: "the role that AWS's console makes for a gateway without engine",
      statements: [fromConsole],
      lacks: [
        "AuthorizeAction gateway/my not-allowed",
        "AuthorizeAction policy not-allowed",
        "PartiallyAuthorizeActions gateway/my not-allowed",
        "PartiallyAuthorizeActions policy not-allowed",
        "GetPolicyEngine policy not-allowed",
      ],
    },
    { what: "the seed's two statements", statements: [fromConsole, ...seedStatements], lacks: [] },
    { what: "everything on everything", statements: [allow("bedrock-agentcore:*", "*")], lacks: [] },
    {
      what: "the engine alone",
      statements: [allow("bedrock-agentcore:*", engineArn)],
      lacks: ["AuthorizeAction gateway/my not-allowed", "PartiallyAuthorizeActions gateway/my not-allowed"],
    },
    {
      what: "an engine of another id",
      statements: [allow("bedrock-agentcore:*", [gateway.arn, `${engineArn}x`])],
      lacks: [
        "AuthorizeAction policy not-allowed",
        "PartiallyAuthorizeActions policy not-allowed",
        "GetPolicyEngine policy not-allowed",
      ],
    },
    {
      what: "everything, and a Deny on the gateway",
      statements: [
        allow("*", "*"),
        { Effect: "Deny", Action: "bedrock-agentcore:Authorize*", Resource: gateway.arn },
      ],
      lacks: ["AuthorizeAction gateway/my explicitly-denied"],
    },
  ])("$what", ({ statements, lacks }) => {
    expect(missing(known(statements))).toEqual(lacks);
  });

  it("the role is not trusting, or trusts gateways of another account only", () => {
    const trust = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    const assume = { Effect: "Allow", Action: "sts:AssumeRole" };
    const service = { Service: "bedrock-agentcore.amazonaws.com" };
    const fromAccount = (account: string) => ({
      ...assume,
      Principal: service,
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    });
    const fromArn = (arn: string) => ({
      ...assume,
      Principal: service,
      Condition: { ArnLike: { "aws:SourceArn": arn } },
    });
    const trusted = (statement: object) => missing(known([allow("*", "*")], trust(statement)));
    expect(trusted({ ...assume, Principal: service })).toEqual([]);
    expect(trusted(fromAccount("123456789012"))).toEqual([]);
    expect(trusted(fromArn(`${start}:gateway/my-gateway-*`))).toEqual([]);
    const broken = ["AssumeRole role/gateway not-trusted"];
    expect(trusted({ ...assume, Principal: { Service: "lambda.amazonaws.com" } })).toEqual(broken);
    expect(trusted(fromAccount("210987654321"))).toEqual(broken);
    expect(trusted(fromArn(`${start}:gateway/other-*`))).toEqual(broken);
    expect(trusted({ ...assume, Effect: "Deny", Principal: service })).toEqual(broken);
  });

  it("conditions are asked of the gateway's own requests", () => {
    const only = (Condition: object) => missing(known([{ ...allow("*", "*"), Condition }]));
    expect(only({ StringEquals: { "aws:PrincipalAccount": "123456789012" } })).toEqual([]);
    const before = (time: string) =>
      missing(known([{ ...allow("*", "*"), Condition: { DateLessThan: { "aws:CurrentTime": time } } }]));
    expect(before("2026-02-01T00:00:00Z")).toEqual([]);
    expect(before("2026-01-01T00:00:00Z")).toHaveLength(5);
  });

  it("a deleted role may do nothing, an unheard-of one what it is trusted with", () => {
    expect(missing({ kind: "deleted", arn: roleArn }, listPermissions(gateway))).toEqual([
      "PartiallyAuthorizeActions gateway/my role-deleted",
      "PartiallyAuthorizeActions policy role-deleted",
      "GetPolicyEngine policy role-deleted",
    ]);
    const unknown = { kind: "unknown", arn: roleArn } as const;
    expect(missing({ ...unknown, trustedBecause: "tests say so" })).toEqual([]);
    expect(missing({ ...unknown, trustedBecause: undefined }, [invokePermission(lambdaArn)])).toEqual([
      "InvokeFunction refund role-unknown",
    ]);
  });
});

describe("what mends it", () => {
  const cured = (standing: RoleStanding, wanted = all) =>
    roleFailureOf(standing, gateway, wanted, now)?.remedy;

  it("is the seed's two statements, with this gateway and this engine", () => {
    const { permissions = "", ...rest } = cured(known([fromConsole])) ?? {};
    expect(rest).toEqual({});
    const [evaluateAll, getEngine] = seedStatements;
    expect(JSON.parse(permissions)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { ...evaluateAll, Resource: [gateway.arn, engineArn] },
        { ...getEngine, Resource: engineArn },
      ],
    });
  });

  it("names no statement twice, and does mend it", () => {
    const lacking = [
      allow("bedrock-agentcore:AuthorizeAction", engineArn),
      allow("bedrock-agentcore:PartiallyAuthorizeActions", gateway.arn),
      allow("bedrock-agentcore:GetPolicyEngine", engineArn),
    ];
    const { permissions = "" } = cured(known(lacking)) ?? {};
    const { Statement } = JSON.parse(permissions) as { Statement: { Sid: string }[] };
    expect(Statement.map(({ Sid }) => Sid)).toEqual([
      "EvaluatePoliciesForGateway",
      "EvaluatePoliciesForGateway2",
    ]);
    expect(missing(known([...lacking, ...Statement]))).toEqual([]);
  });

  it("is no statement where a Deny stands in the way, but the Deny", () => {
    const deny = { Sid: "Stop", Effect: "Deny", Action: "*", Resource: engineArn };
    expect(cured(known([allow("*", "*"), deny]))).toEqual({
      denies: ["the statement Stop of the inline policy policy2"],
    });
  });

  it("is the trust policy where that is broken", () => {
    const { trust } = cured(known([allow("*", "*")], nobody)) ?? {};
    expect(JSON.parse(trust ?? "")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumeRolePolicy",
          Effect: "Allow",
          Principal: { Service: "bedrock-agentcore.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:bedrock-agentcore:us-west-2:123456789012:*" },
          },
        },
      ],
    });
  });

  it("is said in sentences, with what came near", () => {
    const other = { ...allow("lambda:InvokeFunction", lambdaArn.replace("refund", "other")), Sid: "Others" };
    const { problem, cure } =
      roleFailureOf(known([other]), gateway, [invokePermission(lambdaArn)], now) ?? {};
    expect(problem).toBe(
      `The gateway's role ${roleArn} lacks lambda:InvokeFunction on ${lambdaArn} (no statement allows it; the statement Others of the inline policy policy1 does not: its resources are arn:aws:lambda:us-west-2:123456789012:function:other).`,
    );
    expect(cure).toBe(
      `Add to the role with PutRolePolicy: {"Version":"2012-10-17","Statement":[{"Sid":"InvokeLambdaTargets","Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":"${lambdaArn}"}]}`,
    );
    expect(roleFailureOf(known([]), gateway, all, now)?.problem).toBe(
      `The gateway's role ${roleArn} lacks 5 permissions: bedrock-agentcore:AuthorizeAction and bedrock-agentcore:PartiallyAuthorizeActions on ${gateway.arn} (no statement allows it); bedrock-agentcore:AuthorizeAction and bedrock-agentcore:PartiallyAuthorizeActions and bedrock-agentcore:GetPolicyEngine on ${engineArn} (no statement allows it).`,
    );
    const many = {
      Effect: "Allow",
      Action: "bedrock-agentcore:GetPolicyEngine",
      Resource: [1, 2, 3, 4, 5, 6, 7].map((n) => `${engineArn}${n}`),
    };
    const { missing: [, , , , last] = [] } = roleFailureOf(known([many]), gateway, all, now) ?? {};
    expect(last?.detail).toBe(
      `no statement allows it; statement 1 of the inline policy policy1 does not: its resources are ${engineArn}1, ${engineArn}2, ${engineArn}3, ${engineArn}4, ${engineArn}5 and 2 more`,
    );
  });

  it("names all that stands in the way of a deleted role", () => {
    const failure = roleFailureOf({ kind: "deleted", arn: roleArn }, gateway, listPermissions(gateway), now);
    expect(failure?.problem).toBe(
      `The gateway's role ${roleArn} was deleted, so the gateway may not call bedrock-agentcore:PartiallyAuthorizeActions on ${gateway.arn}, bedrock-agentcore:PartiallyAuthorizeActions on ${engineArn}, bedrock-agentcore:GetPolicyEngine on ${engineArn}.`,
    );
    expect(failure?.cure).toMatch(
      /^Name another role in UpdateGateway, or create arn:aws:iam::123456789012:role\/gateway with CreateRole: Its trust policy must be \{.*\} Add to the role with PutRolePolicy: \{.*\}$/,
    );
  });
});
