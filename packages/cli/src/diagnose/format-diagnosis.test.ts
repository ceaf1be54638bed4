import { parsePolicyDocument } from "@toolgate/iam";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { Facts, GatewayFact, RoleFact } from "./facts.ts";
import { formatDiagnosis } from "./format-diagnosis.ts";
import { exitCode, runChecks } from "./run-checks.ts";

const start = "arn:aws:bedrock-agentcore:us-west-2:123456789012";
const roleArn = "arn:aws:iam::123456789012:role/service-role/Refunds";
const lambdaArn = "arn:aws:lambda:us-west-2:123456789012:function:Refund";
const engineArn = `${start}:policy-engine/MyPolicy-abcdefghij`;
const gateway: GatewayFact = {
  id: "refunds-0123456789",
  arn: `${start}:gateway/refunds-0123456789`,
  name: "refunds",
  status: "READY",
  statusReasons: [],
  roleArn,
  authorizerType: "AWS_IAM",
  engine: { arn: engineArn, mode: "ENFORCE" },
};

const text = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const read = (document: string) => {
  const parsed = parsePolicyDocument(document);
  if (!parsed.ok) throw new Error(parsed.faults.join(" "));
  return parsed.document;
};

function role(...statements: readonly object[]): RoleFact {
  const trustText = text({
    Effect: "Allow",
    Principal: { Service: "bedrock-agentcore.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
  return {
    standing: {
      kind: "known",
      arn: roleArn,
      role: {
        arn: roleArn,
        id: "AROAABCDEFGHIJKLMNOPQ",
        name: "Refunds",
        trust: read(trustText),
        sources: [{ name: "Gateway", kind: "inline", document: read(text(...statements)) }],
        tags: {},
        maxSessionDuration: 3_600,
      },
    },
    trustText,
    inlineNames: ["Gateway"],
  };
}

const all = { Effect: "Allow", Action: "*", Resource: "*" };
const known = <T>(value: T) => ({ kind: "known", value }) as const;

function facts(more: Partial<Facts> = {}): Facts {
  return {
    place: {
      kind: "toolgate",
      label: "http://127.0.0.1:4100",
      awsOptions: " --endpoint-url http://127.0.0.1:4100",
    },
    clock: { serverNow: Date.parse("2026-01-02T03:04:05Z"), ahead: 0 },
    gateway: known(gateway),
    engine: known({ id: "MyPolicy-abcdefghij", arn: engineArn, status: "ACTIVE", statusReasons: [] }),
    engineNamingIt: { kind: "absent", why: "one is attached" },
    targets: known([
      {
        id: "T1",
        name: "RefundTool",
        status: "READY",
        statusReasons: [],
        lambdaArn,
        tools: ["process_refund"],
      },
    ]),
    role: known(role(all)),
    functions: new Map(),
    policies: known([]),
    issuer: { kind: "absent", why: "callers sign" },
    ...more,
  };
}

const lines = (of: Facts) =>
  formatDiagnosis(runChecks(of), `gateway refunds at ${of.place.label}`, { colour: false, width: 80 });

describe("a diagnosis at 80 columns", () => {
  it(verifies("diagnose.lines", "of a gateway that lacks nothing says so first"), () => {
    expect(lines(facts())).toEqual([
      "All holds.",
      "",
      "gateway refunds at http://127.0.0.1:4100",
      "  ✓ the clocks of this machine and of the server agree",
      "  ✓ the gateway exists and is READY: refunds-0123456789",
      "  ✓ its policy engine is attached and ACTIVE: MyPolicy-abcdefghij, ENFORCE",
      "  ✓ its role exists: arn:aws:iam::123456789012:role/service-role/Refunds",
      "  ✓ the role trusts the gateway",
      "  ✓ the role may AuthorizeAction on gateway/refunds-0123456789",
      "  ✓ the role may AuthorizeAction on policy-engine/MyPolicy-abcdefghij",
      "  ✓ the role may PartiallyAuthorizeActions on gateway/refunds-0123456789",
      "  ✓ the role may PartiallyAuthorizeActions on policy-engine/MyPolicy-abcdefghij",
      "  ✓ the role may GetPolicyEngine on policy-engine/MyPolicy-abcdefghij",
      "  ✓ the role may lambda:InvokeFunction on function:Refund",
      "  ✓ the target RefundTool is READY",
      "  ✓ its policies are in force: there is none, so every call is denied",
      "  – the discovery document of the callers' issuer can be read: AWS_IAM: callers",
      "    sign, and bring no tokens",
    ]);
  });

  it(verifies("diagnose.lines", "of the seed's role names what is missing, and the statement to add"), () => {
    const fromConsole = {
      Effect: "Allow",
      Action: "bedrock-agentcore:GetGateway",
      Resource: `${start}:gateway/refunds-*`,
    };
    const invoke = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: lambdaArn };
    expect(lines(facts({ role: known(role(fromConsole, invoke)) }))).toEqual([
      "Cause: The gateway's role arn:aws:iam::123456789012:role/service-role/Refunds",
      "lacks 5 permissions: bedrock-agentcore:AuthorizeAction and",
      "bedrock-agentcore:PartiallyAuthorizeActions on",
      "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refunds-0123456789 (no",
      "statement allows it; statement 1 of the inline policy Gateway does not: its",
      "actions are bedrock-agentcore:GetGateway); bedrock-agentcore:AuthorizeAction and",
      "bedrock-agentcore:PartiallyAuthorizeActions and",
      "bedrock-agentcore:GetPolicyEngine on",
      "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij",
      "(no statement allows it).",
      "",
      "gateway refunds at http://127.0.0.1:4100",
      "  ✓ the clocks of this machine and of the server agree",
      "  ✓ the gateway exists and is READY: refunds-0123456789",
      "  ✓ its policy engine is attached and ACTIVE: MyPolicy-abcdefghij, ENFORCE",
      "  ✓ its role exists: arn:aws:iam::123456789012:role/service-role/Refunds",
      "  ✓ the role trusts the gateway",
      "  ✗ the role may AuthorizeAction on gateway/refunds-0123456789",
      "      no statement allows it; statement 1 of the inline policy Gateway does not:",
      "      its actions are bedrock-agentcore:GetGateway",
      "  ✗ the role may AuthorizeAction on policy-engine/MyPolicy-abcdefghij",
      "      no statement allows it",
      "  ✗ the role may PartiallyAuthorizeActions on gateway/refunds-0123456789",
      "      no statement allows it; statement 1 of the inline policy Gateway does not:",
      "      its actions are bedrock-agentcore:GetGateway",
      "  ✗ the role may PartiallyAuthorizeActions on policy-engine/MyPolicy-abcdefghij",
      "      no statement allows it",
      "  ✗ the role may GetPolicyEngine on policy-engine/MyPolicy-abcdefghij",
      "      no statement allows it",
      "  ✓ the role may lambda:InvokeFunction on function:Refund",
      "  ✓ the target RefundTool is READY",
      "  ✓ its policies are in force: there is none, so every call is denied",
      "  – the discovery document of the callers' issuer can be read: AWS_IAM: callers",
      "    sign, and bring no tokens",
      "",
      "What mends it:",
      "  Add this policy to the role Refunds.",
      "    {",
      '      "Version": "2012-10-17",',
      '      "Statement": [',
      "        {",
      '          "Sid": "EvaluatePoliciesForGateway",',
      '          "Effect": "Allow",',
      '          "Action": [',
      '            "bedrock-agentcore:AuthorizeAction",',
      '            "bedrock-agentcore:PartiallyAuthorizeActions"',
      "          ],",
      '          "Resource": [',
      '            "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refunds-0123456789",',
      '            "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij"',
      "          ]",
      "        },",
      "        {",
      '          "Sid": "GetPolicyEngineForValidation",',
      '          "Effect": "Allow",',
      '          "Action": [',
      '            "bedrock-agentcore:GetPolicyEngine"',
      "          ],",
      '          "Resource": "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij"',
      "        }",
      "      ]",
      "    }",
      '    $ aws iam put-role-policy --role-name Refunds --policy-name GatewayPermissions --policy-document \'{"Version":"2012-10-17","Statement":[{"Sid":"EvaluatePoliciesForGateway","Effect":"Allow","Action":["bedrock-agentcore:AuthorizeAction","bedrock-agentcore:PartiallyAuthorizeActions"],"Resource":["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refunds-0123456789","arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij"]},{"Sid":"GetPolicyEngineForValidation","Effect":"Allow","Action":["bedrock-agentcore:GetPolicyEngine"],"Resource":"arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij"}]}\' --endpoint-url http://127.0.0.1:4100',
    ]);
  });
});

describe("what is not known", () => {
  it.each<[string, Partial<Facts>, 0 | 1 | 2]>([
    ["a role that nobody may read", { role: { kind: "unknown", why: "iam GetRole: AccessDenied: no" } }, 2],
    ["a boundary", { role: known({ ...role(all), boundaryArn: "arn:aws:iam::123456789012:policy/b" }) }, 2],
    ["nothing", {}, 0],
  ])(verifies("diagnose.unknown", "%s is not said to hold"), (_, more, code) => {
    const diagnosis = runChecks(facts(more));
    expect(exitCode(diagnosis)).toBe(code);
    expect(diagnosis.cause).toBeUndefined();
  });
});

describe("causes that no Toolgate comes to", () => {
  const elsewhere = "arn:aws:lambda:us-west-2:210987654321:function:Refund";
  const aws = { kind: "aws", label: "AWS", awsOptions: "" } as const;
  const target = {
    id: "T1",
    name: "RefundTool",
    status: "READY",
    statusReasons: [],
    tools: ["process_refund"],
  };
  const deny = { Sid: "Stop", Effect: "Deny", Principal: "*", Action: "lambda:*", Resource: lambdaArn };
  const sound = role(all);
  const principal = { Service: "bedrock-agentcore.amazonaws.com" };
  const trustText = text({ Effect: "Deny", Principal: principal, Action: "sts:AssumeRole" });
  const { standing } = sound;
  const denied: RoleFact =
    standing.kind === "known"
      ? { ...sound, trustText, standing: { ...standing, role: { ...standing.role, trust: read(trustText) } } }
      : sound;
  it.each<[string, Partial<Facts>, string]>([
    [
      "an engine that was deleted while it was attached",
      {
        engine: { kind: "absent", why: "Policy engine MyPolicy-abcdefghij not found." },
        role: known(role({ Effect: "Allow", Action: "lambda:*", Resource: "*" })),
      },
      `The gateway's policy engine ${engineArn} was deleted: Policy engine MyPolicy-abcdefghij not found.`,
    ],
    [
      "a function of another account that does not allow the role",
      {
        place: aws,
        targets: known([{ ...target, lambdaArn: elsewhere }]),
        functions: new Map([[elsewhere, known(undefined)]]),
      },
      `The function ${elsewhere} refuses the gateway's role: it is of another account, and its own policy does not allow the role.`,
    ],
    [
      "a function whose own policy denies the role",
      { place: aws, functions: new Map([[lambdaArn, known(text(deny))]]) },
      `The function ${lambdaArn} refuses the gateway's role: its own policy denies it by Stop.`,
    ],
    [
      "a trust policy that denies the gateway",
      { role: known(denied) },
      `The gateway's role ${roleArn} does not trust the gateway: it is denied by statement 1 of the trust policy.`,
    ],
    [
      "a server whose clock is wrong, by which the token has expired",
      {
        gateway: known({ ...gateway, authorizerType: "CUSTOM_JWT", jwt: { discoveryUrl: "https://i/d" } }),
        issuer: known({ issuer: "https://i", jwksUri: "https://i/k", keyIds: known(["k"]) }),
        clock: { serverNow: Date.parse("2026-01-02T05:00:00Z"), ahead: -7_200_000 },
        token: {
          read: {
            kid: "k",
            issuer: "https://i",
            expires: Date.parse("2026-01-02T03:30:00Z") / 1_000,
            notBefore: undefined,
            claims: "{}",
          },
        },
      },
      "The gateway refuses the token: it expired at 2026-01-02T03:30:00.000Z, and the server's clock says 2026-01-02T05:00:00.000Z; this machine's clock is 2 h behind the server's, and by this machine's clock it is valid.",
    ],
  ])(verifies("diagnose.cause", "%s is named, and left to people"), (_, more, cause) => {
    const diagnosis = runChecks(facts(more));
    expect(diagnosis.cause).toBe(cause);
    const all = diagnosis.checks.flatMap(({ cures = [] }) => cures);
    expect(all.some(({ mend }) => mend !== undefined)).toBe(false);
  });

  it.each([
    ["in AWS", { place: aws }],
    ["at Toolgate", {}],
  ])(
    verifies("diagnose.cause", "a function's own policy is enough inside one account, %s"),
    (_where, where) => {
      const allows = {
        Effect: "Allow",
        Principal: { AWS: roleArn },
        Action: "lambda:InvokeFunction",
        Resource: lambdaArn,
      };
      const withoutInvoke = { Effect: "Allow", Action: "bedrock-agentcore:*", Resource: "*" };
      const more = { ...where, role: known(role(withoutInvoke)) };
      expect(runChecks(facts(more)).cause).toContain("lacks lambda:InvokeFunction");
      const functions = new Map([[lambdaArn, known(text(allows))]]);
      expect(runChecks(facts({ ...more, functions })).cause).toBeUndefined();
    },
  );
});
