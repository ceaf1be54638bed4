import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { evaluate } from "./evaluate.ts";
import type { IamRequest, PolicySource } from "./iam-decision.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";

type Outcome = "allowed" | "explicitDeny" | "implicitDeny";

function source(statements: readonly object[], version: string | undefined = "2012-10-17"): PolicySource {
  const filled = statements.map((given) => ({
    Effect: "Allow",
    ...("NotAction" in given ? {} : { Action: "*" }),
    ...("NotResource" in given ? {} : { Resource: "*" }),
    ...given,
  }));
  const text = JSON.stringify({ ...(version === "" ? {} : { Version: version }), Statement: filled });
  const parsed = parsePolicyDocument(text, "identity");
  if (!parsed.ok) throw new Error(`${parsed.faults.join(" ")} in ${text}`);
  return { name: "policy", kind: "inline", document: parsed.document };
}

const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-0123456789";
const request: IamRequest = { action: "bedrock-agentcore:GetGateway", resource: gateway };
const allow = (members: object = {}) => ({ Effect: "Allow", ...members });
const deny = (members: object = {}) => ({ Effect: "Deny", ...members });

describe("statements together", () => {
  it.each<[string, object[], Outcome]>([
    ["nothing said is a denial", [], "implicitDeny"],
    ["an Allow allows", [allow()], "allowed"],
    ["a Deny denies", [deny()], "explicitDeny"],
    ["a Deny behind an Allow wins", [allow(), deny()], "explicitDeny"],
    ["a Deny before an Allow wins", [deny(), allow()], "explicitDeny"],
    ["a narrow Deny wins over a wide Allow", [allow(), deny({ Resource: gateway })], "explicitDeny"],
    ["a Deny of something else leaves the Allow", [allow(), deny({ Action: "s3:*" })], "allowed"],
    ["a Deny of something else allows nothing", [deny({ Action: "s3:*" })], "implicitDeny"],
    ["one of several Allows is enough", [allow({ Action: "s3:*" }), allow()], "allowed"],
    [
      "halves of two statements do not add up",
      [allow({ Action: "s3:*" }), allow({ Resource: "arn:aws:s3:::b" })],
      "implicitDeny",
    ],
    [
      "an identity's Deny with NotAction spares what it names",
      [allow(), deny({ NotAction: "bedrock-agentcore:*" })],
      "allowed",
    ],
    ["and denies all else", [allow(), deny({ NotAction: "s3:*" })], "explicitDeny"],
    ["a Deny with NotResource spares what it names", [allow(), deny({ NotResource: gateway })], "allowed"],
    [
      "and all other resources are denied",
      [allow(), deny({ NotResource: "arn:aws:s3:::b" })],
      "explicitDeny",
    ],
  ])("%s", (_, statements, expected) => {
    expect(evaluate(request, [source(statements)]).outcome).toBe(expected);
  });

  it(verifies("iam.evaluate.deny", "A Deny of any document wins over the Allows of all others"), () => {
    const sources = [
      source([allow()]),
      { ...source([allow({ Sid: "A" }), deny({ Sid: "No" })]), name: "guard" },
    ];
    expect(evaluate(request, sources)).toEqual({
      outcome: "explicitDeny",
      by: [{ source: "guard", kind: "inline", sid: "No", index: 1 }],
      warnings: [],
    });
  });

  it("names every statement that allows", () => {
    const managed: PolicySource = {
      ...source([allow({ Sid: "Two" })]),
      name: "m",
      kind: "managed",
      arn: "arn:m",
    };
    expect(evaluate(request, [source([deny({ Action: "s3:*" }), allow()]), managed])).toEqual({
      outcome: "allowed",
      by: [
        { source: "policy", kind: "inline", index: 1 },
        { source: "m", kind: "managed", arn: "arn:m", sid: "Two", index: 0 },
      ],
      warnings: [],
    });
  });
});

describe("Action and NotAction", () => {
  it.each<[string, object, string, boolean]>([
    ["the action itself", { Action: "s3:GetObject" }, "s3:GetObject", true],
    ["case aside in the name", { Action: "s3:getobject" }, "s3:GetObject", true],
    ["case aside in the service", { Action: "S3:GetObject" }, "s3:getobject", true],
    ["another action", { Action: "s3:GetObject" }, "s3:GetObjectAcl", false],
    ["another service", { Action: "s3:GetObject" }, "ec2:GetObject", false],
    ["everything", { Action: "*" }, "s3:GetObject", true],
    ["every action of every service", { Action: "*:*" }, "s3:GetObject", true],
    ["everything of the service", { Action: "s3:*" }, "s3:GetObject", true],
    ["everything of another service", { Action: "s3:*" }, "s3-object-lambda:Get", false],
    ["a prefix", { Action: "s3:Get*" }, "s3:GetObject", true],
    ["a prefix that does not fit", { Action: "s3:Get*" }, "s3:PutObject", false],
    ["a suffix", { Action: "s3:*Object" }, "s3:PutObject", true],
    ["a suffix with more behind", { Action: "s3:*Object" }, "s3:PutObjectAcl", false],
    ["a middle", { Action: "s3:*Object*" }, "s3:PutObjectAcl", true],
    ["an asterisk for nothing", { Action: "s3:GetObject*" }, "s3:GetObject", true],
    ["a question mark for one character", { Action: "s3:Get?bject" }, "s3:GetObject", true],
    ["a question mark is never nothing", { Action: "s3:GetObject?" }, "s3:GetObject", false],
    ["a question mark is never two", { Action: "s3:Get?ject" }, "s3:GetObject", false],
    ["case aside around wildcards", { Action: "s3:GET*" }, "s3:getObject", true],
    ["two asterisks", { Action: "s3:*Get**t" }, "s3:GetObject", true],
    ["one of a list", { Action: ["s3:PutObject", "s3:GetObject"] }, "s3:GetObject", true],
    ["none of a list", { Action: ["s3:PutObject", "s3:List*"] }, "s3:GetObject", false],
    ["a dot is a dot", { Action: "s3:Get.bject" }, "s3:GetObject", false],
    ["NotAction of another", { NotAction: "s3:PutObject" }, "s3:GetObject", true],
    ["NotAction of it", { NotAction: "s3:GetObject" }, "s3:GetObject", false],
    ["NotAction of it, case aside", { NotAction: "S3:GETOBJECT" }, "s3:GetObject", false],
    ["NotAction of its service", { NotAction: "s3:*" }, "s3:GetObject", false],
    ["NotAction of one of a list", { NotAction: ["iam:*", "s3:Get*"] }, "s3:GetObject", false],
    ["NotAction of none of a list", { NotAction: ["iam:*", "s3:Put*"] }, "s3:GetObject", true],
    ["NotAction of another service", { NotAction: "iam:*" }, "s3:GetObject", true],
  ])("%s", (_, members, action, expected) => {
    const decision = evaluate({ action, resource: "arn:aws:s3:::b/k" }, [source([members])]);
    expect(decision.outcome === "allowed").toBe(expected);
  });
});

const lambda = "arn:aws:lambda:us-west-2:123456789012:function:refunds";

describe("Resource and NotResource", () => {
  it.each<[string, object, string, boolean]>([
    ["everything", { Resource: "*" }, gateway, true],
    ["the ARN itself", { Resource: gateway }, gateway, true],
    ["case counts", { Resource: gateway.replace("refund", "Refund") }, gateway, false],
    ["another ARN", { Resource: `${gateway}0` }, gateway, false],
    ["an ARN that only begins so", { Resource: gateway }, `${gateway}0`, false],
    ["a prefix of the resource", { Resource: gateway.replace("0123456789", "*") }, gateway, true],
    ["a prefix with nothing behind", { Resource: `${gateway}*` }, gateway, true],
    ["any account", { Resource: gateway.replace("123456789012", "*") }, gateway, true],
    ["any region", { Resource: gateway.replace("us-west-2", "*") }, gateway, true],
    ["a region by its beginning", { Resource: gateway.replace("us-west-2", "us-*") }, gateway, true],
    ["a region by its end", { Resource: gateway.replace("us-west-2", "*-2") }, gateway, true],
    [
      "a region by its end that does not fit",
      { Resource: gateway.replace("us-west-2", "*-1") },
      gateway,
      false,
    ],
    [
      "an account by one character",
      { Resource: gateway.replace("123456789012", "12345678901?") },
      gateway,
      true,
    ],
    [
      "two characters for one",
      { Resource: gateway.replace("123456789012", "12345678901??") },
      gateway,
      false,
    ],
    ["another partition", { Resource: gateway.replace("arn:aws:", "arn:aws-cn:") }, gateway, false],
    ["another account", { Resource: gateway.replace("123456789012", "210987654321") }, gateway, false],
    ["another kind of resource", { Resource: gateway.replace("gateway/", "policy-engine/") }, gateway, false],
    [
      "everything of all regions and accounts",
      { Resource: "arn:aws:bedrock-agentcore:*:*:*" },
      gateway,
      true,
    ],
    ["everything of another service", { Resource: "arn:aws:lambda:*:*:*" }, gateway, false],
    ["a resource part with colons", { Resource: "arn:aws:lambda:*:*:function:*" }, lambda, true],
    ["an asterisk over colons of the resource part", { Resource: "arn:aws:lambda:*:*:f*s" }, lambda, true],
    [
      "an alias behind a function",
      { Resource: "arn:aws:lambda:*:*:function:refunds:*" },
      `${lambda}:live`,
      true,
    ],
    ["a function without its alias", { Resource: lambda }, `${lambda}:live`, false],
    ["an asterisk that ends a part goes on over colons", { Resource: "arn:aws:lambda:*" }, lambda, true],
    ["and stands for several parts", { Resource: "arn:aws:lambda:*:function:refunds" }, lambda, true],
    [
      "an asterisk within a part stays in it",
      { Resource: "arn:aws:lambda:u*2:function:refunds" },
      lambda,
      false,
    ],
    [
      "a question mark is no colon",
      { Resource: "arn:aws:lambda?us-west-2:123456789012:function:refunds:" },
      lambda,
      false,
    ],
    ["slashes are characters", { Resource: "arn:aws:s3:::b/*/c" }, "arn:aws:s3:::b/x/y/c", true],
    ["a slash for an asterisk", { Resource: "arn:aws:s3:::b/1*" }, "arn:aws:s3:::b/1/", true],
    ["a slash that is missing", { Resource: "arn:aws:s3:::b/*/c" }, "arn:aws:s3:::b/c", false],
    ["colons in the name of an object", { Resource: "arn:aws:s3:::b/*/c" }, "arn:aws:s3:::b/x:y/c", true],
    ["a bucket is not its objects", { Resource: "arn:aws:s3:::b" }, "arn:aws:s3:::b/k", false],
    ["objects are not their bucket", { Resource: "arn:aws:s3:::b/*" }, "arn:aws:s3:::b", false],
    ["one of a list", { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }, "arn:aws:s3:::b", true],
    ["none of a list", { Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] }, "arn:aws:s3:::c", false],
    ["no resource at all fits everything", { Resource: "*" }, "*", true],
    ["no resource at all fits no ARN", { Resource: "arn:aws:s3:::*" }, "*", false],
    ["characters beyond 16 bits are one", { Resource: "arn:aws:s3:::b/?" }, "arn:aws:s3:::b/💰", true],
    ["a bracket is a bracket", { Resource: "arn:aws:s3:::b/[a]" }, "arn:aws:s3:::b/a", false],
    ["NotResource of another", { NotResource: "arn:aws:s3:::a" }, "arn:aws:s3:::b", true],
    ["NotResource of it", { NotResource: "arn:aws:s3:::b" }, "arn:aws:s3:::b", false],
    ["NotResource of its pattern", { NotResource: "arn:aws:s3:::b*" }, "arn:aws:s3:::b/k", false],
    [
      "NotResource of one of a list",
      { NotResource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
      "arn:aws:s3:::b",
      false,
    ],
    [
      "NotResource of none of a list",
      { NotResource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
      "arn:aws:s3:::c",
      true,
    ],
    ["NotResource of everything", { NotResource: "*" }, "arn:aws:s3:::c", false],
  ])("%s", (_, members, resource, expected) => {
    const decision = evaluate({ action: "x:Do", resource }, [source([members])]);
    expect(decision.outcome === "allowed").toBe(expected);
  });

  it("a pattern made to be slow takes no long time", () => {
    const pattern = `arn:aws:s3:::${"*a".repeat(1_000)}`;
    const decision = evaluate({ action: "x:Do", resource: `arn:aws:s3:::${"a".repeat(2_000)}b` }, [
      source([allow({ Resource: pattern })]),
    ]);
    expect(decision.outcome).toBe("implicitDeny");
  });
});

const ann = { "aws:username": "ann", "aws:PrincipalTag/team": "red", "aws:TagKeys": ["a", "b"] };

describe("policy variables", () => {
  it.each<[string, object, string, boolean, string?]>([
    [
      "a variable is its value",
      { Resource: "arn:aws:s3:::b/${aws:username}/*" },
      "arn:aws:s3:::b/ann/k",
      true,
    ],
    ["another value", { Resource: "arn:aws:s3:::b/${aws:username}/*" }, "arn:aws:s3:::b/bob/k", false],
    ["case aside in the key", { Resource: "arn:aws:s3:::b/${AWS:UserName}" }, "arn:aws:s3:::b/ann", true],
    ["a tag", { Resource: "arn:aws:s3:::b/${aws:PrincipalTag/team}" }, "arn:aws:s3:::b/red", true],
    [
      "a tag beside text",
      { Resource: "arn:aws:s3:::b-${aws:PrincipalTag/team}-x/*" },
      "arn:aws:s3:::b-red-x/k",
      true,
    ],
    [
      "two of them",
      { Resource: "arn:aws:s3:::${aws:username}/${aws:PrincipalTag/team}" },
      "arn:aws:s3:::ann/red",
      true,
    ],
    [
      "without a value it fits nothing",
      { Resource: "arn:aws:s3:::b/${aws:userid}" },
      "arn:aws:s3:::b/",
      false,
    ],
    ["nor itself", { Resource: "arn:aws:s3:::b/${aws:userid}" }, "arn:aws:s3:::b/${aws:userid}", false],
    [
      "a default takes its place",
      { Resource: "arn:aws:s3:::b/${aws:userid, 'all'}" },
      "arn:aws:s3:::b/all",
      true,
    ],
    [
      "a default without spaces",
      { Resource: "arn:aws:s3:::b/${aws:userid,'all'}" },
      "arn:aws:s3:::b/all",
      true,
    ],
    [
      "a value comes before the default",
      { Resource: "arn:aws:s3:::b/${aws:username, 'all'}" },
      "arn:aws:s3:::b/all",
      false,
    ],
    ["an empty default", { Resource: "arn:aws:s3:::b/x${aws:userid, ''}" }, "arn:aws:s3:::b/x", true],
    [
      "a key with two values is no variable",
      { Resource: "arn:aws:s3:::b/${aws:TagKeys}" },
      "arn:aws:s3:::b/a",
      false,
    ],
    ["an asterisk to the letter", { Resource: "arn:aws:s3:::b/${*}" }, "arn:aws:s3:::b/*", true],
    ["which is no wildcard", { Resource: "arn:aws:s3:::b/${*}" }, "arn:aws:s3:::b/x", false],
    ["a question mark to the letter", { Resource: "arn:aws:s3:::b/${?}" }, "arn:aws:s3:::b/?", true],
    ["which stands for no other", { Resource: "arn:aws:s3:::b/${?}" }, "arn:aws:s3:::b/x", false],
    ["a dollar to the letter", { Resource: "arn:aws:s3:::b/${$}x" }, "arn:aws:s3:::b/$x", true],
    [
      "a variable of the older version is text",
      { Resource: "arn:aws:s3:::b/${aws:username}" },
      "arn:aws:s3:::b/ann",
      false,
      "2008-10-17",
    ],
    [
      "to the letter",
      { Resource: "arn:aws:s3:::b/${aws:username}" },
      "arn:aws:s3:::b/${aws:username}",
      true,
      "2008-10-17",
    ],
    [
      "without a Version too",
      { Resource: "arn:aws:s3:::b/${aws:username}" },
      "arn:aws:s3:::b/ann",
      false,
      "",
    ],
    [
      "an asterisk of the older version is one even in braces",
      { Resource: "arn:aws:s3:::b/${*}" },
      "arn:aws:s3:::b/${x}",
      true,
      "2008-10-17",
    ],
    [
      "no variable before the fifth colon",
      { Resource: "arn:aws:s3::${aws:username}:b" },
      "arn:aws:s3::ann:b",
      false,
    ],
    [
      "what only begins like one fits nothing",
      { Resource: "arn:aws:s3:::b/${aws:username" },
      "arn:aws:s3:::b/ann",
      false,
    ],
    ["an empty one fits nothing", { Resource: "arn:aws:s3:::b/${}" }, "arn:aws:s3:::b/", false],
    [
      "NotResource with a value",
      { NotResource: "arn:aws:s3:::b/${aws:username}" },
      "arn:aws:s3:::b/bob",
      true,
    ],
    [
      "NotResource with its value",
      { NotResource: "arn:aws:s3:::b/${aws:username}" },
      "arn:aws:s3:::b/ann",
      false,
    ],
    [
      "NotResource without a value allows nothing",
      { NotResource: "arn:aws:s3:::b/${aws:userid}" },
      "arn:aws:s3:::c",
      false,
    ],
  ])("%s", (_, members, resource, expected, version) => {
    const decision = evaluate({ action: "x:Do", resource, context: ann }, [source([members], version)]);
    expect(decision.outcome === "allowed").toBe(expected);
  });

  it("an asterisk in a value is that character", () => {
    const statement = source([allow({ Resource: "arn:aws:s3:::b/${aws:username}/k" })]);
    const ask = (resource: string) =>
      evaluate({ action: "x:Do", resource, context: { "aws:username": "*" } }, [statement]).outcome;
    expect(ask("arn:aws:s3:::b/bob/k")).toBe("implicitDeny");
    expect(ask("arn:aws:s3:::b/*/k")).toBe("allowed");
  });

  it("a Deny with NotResource denies when its variable has no value, and says so", () => {
    const statements = [allow(), deny({ Sid: "Own", NotResource: "arn:aws:s3:::b/${aws:username}" })];
    expect(evaluate({ action: "x:Do", resource: "arn:aws:s3:::b/ann" }, [source(statements)])).toEqual({
      outcome: "explicitDeny",
      by: [{ source: "policy", kind: "inline", sid: "Own", index: 1 }],
      warnings: [
        'Statement 2 ("Own") of policy: a policy variable in NotResource has no value in this request.',
      ],
    });
  });
});

describe("what came close", () => {
  it(
    verifies("iam.evaluate.near", "Names the Allow statement that came close and the part that did not fit"),
    () => {
      const statements = [
        allow({ Sid: "Other", Action: "s3:*" }),
        allow({ Sid: "GetEngine", Action: "bedrock-agentcore:GetPolicyEngine" }),
        allow({
          Sid: "GetGateway",
          Action: "bedrock-agentcore:Get*",
          Resource: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/existing-gateway-*",
        }),
        allow({ Sid: "Tagged", Condition: { StringEquals: { "aws:ResourceTag/env": "test" } } }),
      ];
      expect(evaluate(request, [source(statements)])).toEqual({
        outcome: "implicitDeny",
        near: [
          {
            source: "policy",
            kind: "inline",
            sid: "GetGateway",
            index: 2,
            failed: [
              {
                kind: "resource",
                resource: gateway,
                except: false,
                patterns: ["arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/existing-gateway-*"],
              },
            ],
          },
          {
            source: "policy",
            kind: "inline",
            sid: "Tagged",
            index: 3,
            failed: [
              { kind: "condition", operator: "StringEquals", key: "aws:ResourceTag/env", wanted: ["test"] },
            ],
          },
          {
            source: "policy",
            kind: "inline",
            sid: "GetEngine",
            index: 1,
            failed: [
              {
                kind: "action",
                action: "bedrock-agentcore:GetGateway",
                except: false,
                patterns: ["bedrock-agentcore:GetPolicyEngine"],
              },
            ],
          },
        ],
        warnings: [],
      });
    },
  );
});
