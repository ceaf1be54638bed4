import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import type { DocumentUse } from "./statement-faults.ts";

const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const trust = {
  Effect: "Allow",
  Principal: { Service: "bedrock-agentcore.amazonaws.com" },
  Action: "sts:AssumeRole",
};
const document = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

function faults(text: string, use?: DocumentUse): readonly string[] {
  const parsed = parsePolicyDocument(text, use);
  return parsed.ok ? [] : parsed.faults;
}

it("reads every part of a document", () => {
  const text = JSON.stringify({
    Version: "2012-10-17",
    Id: "all",
    Statement: [
      {
        Sid: "One",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b/*"],
        Condition: { NumericEquals: { "s3:max-keys": [10, "20"] }, Bool: { "aws:SecureTransport": true } },
      },
      { Effect: "Deny", NotAction: ["iam:*", "sts:*"], NotResource: "arn:aws:s3:::a", Principal: "*" },
    ],
  });
  expect(parsePolicyDocument(text)).toEqual({
    ok: true,
    document: {
      version: "2012-10-17",
      id: "all",
      statements: [
        {
          sid: "One",
          effect: "Allow",
          actions: { except: false, patterns: ["s3:GetObject"] },
          resources: { except: false, patterns: ["arn:aws:s3:::a", "arn:aws:s3:::b/*"] },
          conditions: [
            { operator: "NumericEquals", key: "s3:max-keys", values: ["10", "20"] },
            { operator: "Bool", key: "aws:SecureTransport", values: ["true"] },
          ],
        },
        {
          effect: "Deny",
          actions: { except: true, patterns: ["iam:*", "sts:*"] },
          resources: { except: true, patterns: ["arn:aws:s3:::a"] },
          principals: { except: false, patterns: [{ kind: "AWS", name: "*" }] },
          conditions: [],
        },
      ],
    },
  });
});

it("reads one statement without a list, of the older version when none is written", () => {
  expect(parsePolicyDocument(JSON.stringify({ Statement: grant }))).toMatchObject({
    ok: true,
    document: { version: "2008-10-17", statements: [{ effect: "Allow" }] },
  });
});

it("reads the kinds of principals", () => {
  const Principal = {
    AWS: ["123456789012", "arn:aws:iam::123456789012:role/r"],
    Service: "lambda.amazonaws.com",
    Federated: "accounts.google.com",
    CanonicalUser: "a".repeat(64),
  };
  expect(parsePolicyDocument(document({ ...trust, Principal }), "trust")).toMatchObject({
    document: {
      statements: [
        {
          principals: {
            except: false,
            patterns: [
              { kind: "AWS", name: "123456789012" },
              { kind: "AWS", name: "arn:aws:iam::123456789012:role/r" },
              { kind: "Service", name: "lambda.amazonaws.com" },
              { kind: "Federated", name: "accounts.google.com" },
              { kind: "CanonicalUser", name: "a".repeat(64) },
            ],
          },
        },
      ],
    },
  });
});

describe("what no document is", () => {
  it.each<[string, string, string]>([
    ["no JSON", "{", "The document is not valid JSON: "],
    ["a list", "[]", "The document: Invalid input: expected object, received array."],
    [
      "no statement",
      '{"Version":"2012-10-17"}',
      "Statement.0: Invalid input: expected object, received undefined.",
    ],
    [
      "another version",
      '{"Version":"2020-01-01","Statement":[]}',
      'Version: Invalid option: expected one of "2012-10-17"|"2008-10-17".',
    ],
    [
      "a member of no policy",
      '{"Statement":[],"Name":"x"}',
      'The document has a member that policies do not have: "Name".',
    ],
    [
      "a member of no statement",
      document({ ...grant, Actions: "x" }),
      'Statement.0 has a member that policies do not have: "Actions".',
    ],
    [
      "a member with the wrong case",
      document({ ...grant, condition: {} }),
      'Statement.0 has a member that policies do not have: "condition".',
    ],
    [
      "no effect",
      document({ Action: "*", Resource: "*" }),
      'Statement.0.Effect: Invalid option: expected one of "Allow"|"Deny".',
    ],
    [
      "another effect",
      document({ ...grant, Effect: "allow" }),
      'Statement.0.Effect: Invalid option: expected one of "Allow"|"Deny".',
    ],
    [
      "no action",
      document({ Effect: "Allow", Resource: "*" }),
      "Statement 1: Policy statement must contain actions.",
    ],
    [
      "an empty list of actions",
      document({ ...grant, Action: [] }),
      "Statement 1: Policy statement must contain actions.",
    ],
    [
      "an empty NotAction",
      document({ Effect: "Allow", NotAction: [], Resource: "*" }),
      "Statement 1: Policy statement must contain actions.",
    ],
    [
      "both kinds of actions",
      document({ ...grant, NotAction: "iam:*" }),
      "Statement 1: Action and NotAction exclude each other.",
    ],
    [
      "an action without a service",
      document({ ...grant, Action: "GetObject" }),
      'Statement 1: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.; "GetObject" is not.',
    ],
    [
      "a wildcard in the service",
      document({ ...grant, Action: "s*:Get" }),
      'Statement 1: Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.; "s*:Get" is not.',
    ],
    [
      "no resource",
      document({ Effect: "Allow", Action: "*" }),
      "Statement 1: Policy statement must contain resources.",
    ],
    [
      "an empty list of resources",
      document({ ...grant, Resource: [] }),
      "Statement 1: Policy statement must contain resources.",
    ],
    [
      "an empty NotResource",
      document({ Effect: "Allow", Action: "*", NotResource: [] }),
      "Statement 1: Policy statement must contain resources.",
    ],
    [
      "both kinds of resources",
      document({ ...grant, NotResource: "*" }),
      "Statement 1: Resource and NotResource exclude each other.",
    ],
    [
      "a resource that is no ARN",
      document({ ...grant, Resource: "bucket" }),
      'Statement 1: Resource bucket must be in ARN format or "*".',
    ],
    [
      "a Sid with a blank",
      document({ ...grant, Sid: "a b" }),
      'Statement 1 ("a b"): Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*',
    ],
    [
      "two statements with one Sid",
      document({ ...grant, Sid: "a" }, { ...grant, Sid: "a" }),
      'Statement IDs (SID) in a single policy must be unique: "a" stands twice.',
    ],
    [
      "a condition value that is an object",
      document({ ...grant, Condition: { StringEquals: { k: {} } } }),
      "Statement.0.Condition.StringEquals.k.0: Invalid input.",
    ],
    [
      "a null",
      document({ ...grant, Condition: { StringEquals: { k: null } } }),
      "Statement.0.Condition.StringEquals.k.0: Invalid input.",
    ],
    [
      "an unknown kind of principal",
      document({ ...trust, Principal: { User: "x" } }),
      'Statement.0.Principal has a member that policies do not have: "User".',
    ],
    [
      "an Effect that stands twice",
      '{"Statement":{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}}',
      '"Effect" stands twice in one object.',
    ],
    [
      "one that stands twice, once escaped",
      '{"Statement":{"Effect":"Deny","\\u0045ffect":"Allow","Action":"*","Resource":"*"}}',
      '"Effect" stands twice in one object.',
    ],
    [
      "a condition on a name that readers drop",
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"__proto__":"x"}}}}',
      '"__proto__" is no name of a member here.',
    ],
    ["too many characters", " ".repeat(131_073), "The document has 131073 characters; the most is 131072."],
  ])("%s", (_, text, expected) => {
    expect(faults(text)[0]).toContain(expected);
  });

  it("the same name in two objects is not twice", () => {
    expect(faults(document({ ...grant, Resource: 'arn:aws:s3:::a:{"Effect":' }, grant))).toEqual([]);
  });
});

describe(verifies("iam.documents.use", "What IAM refuses in documents of a use is a fault there"), () => {
  it.each<[string, object, DocumentUse, string[]]>([
    ["permissions", grant, "identity", []],
    [
      "permissions with a principal",
      { ...grant, Principal: "*" },
      "identity",
      ["Statement 1: Policy document should not specify a principal."],
    ],
    [
      "a trust policy as permissions",
      trust,
      "identity",
      [
        "Statement 1: Policy document should not specify a principal.",
        "Statement 1: Policy statement must contain resources.",
      ],
    ],
    ["a trust policy", trust, "trust", []],
    ["a trust policy with tags", { ...trust, Action: ["sts:AssumeRole", "sts:TagSession"] }, "trust", []],
    [
      "permissions as a trust policy",
      grant,
      "trust",
      [
        "Statement 1: Missing required field Principal",
        "Statement 1: Has prohibited field Resource",
        "Statement 1: AssumeRole policy may only specify STS AssumeRole actions.",
      ],
    ],
    [
      "a trust policy for nobody",
      { ...trust, Principal: {} },
      "trust",
      ["Statement 1: Missing required field Principal cannot be empty!"],
    ],
    [
      "a service that is none",
      { ...trust, Principal: { Service: "Lambda" } },
      "trust",
      ['Statement 1: Invalid principal in policy: "Service":"Lambda"'],
    ],
    [
      "an account that is none",
      { ...trust, Principal: { AWS: "12345" } },
      "trust",
      ['Statement 1: Invalid principal in policy: "AWS":"12345"'],
    ],
    [
      "a wildcard in a principal",
      { ...trust, Principal: { AWS: "arn:aws:iam::*:root" } },
      "trust",
      ['Statement 1: Invalid principal in policy: "AWS":"arn:aws:iam::*:root"'],
    ],
    [
      "all but one may assume it",
      { Effect: "Allow", NotPrincipal: { AWS: "123456789012" }, Action: "sts:AssumeRole" },
      "trust",
      ["Statement 1: NotPrincipal cannot be used with Allow."],
    ],
  ])("%s", (_, statement, use, expected) => {
    expect(faults(document(statement), use)).toEqual(expected);
  });
});
