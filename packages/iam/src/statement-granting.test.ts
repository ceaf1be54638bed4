import { expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { evaluate } from "./evaluate.ts";
import type { IamRequest } from "./iam-decision.ts";
import { missingPermissions } from "./missing-permissions.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import { statementGranting } from "./statement-granting.ts";

const engine = "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij";
const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/my-gateway-abcdefghij";

const needs: IamRequest[] = [
  { action: "bedrock-agentcore:AuthorizeAction", resource: gateway },
  { action: "bedrock-agentcore:AuthorizeAction", resource: engine },
  { action: "bedrock-agentcore:PartiallyAuthorizeActions", resource: gateway },
  { action: "bedrock-agentcore:PartiallyAuthorizeActions", resource: engine },
  { action: "bedrock-agentcore:GetPolicyEngine", resource: engine },
];

function sources(text: string) {
  const parsed = parsePolicyDocument(text, "identity");
  if (!parsed.ok) throw new Error(parsed.faults.join());
  return [{ name: "p", kind: "inline" as const, document: parsed.document }];
}

it(
  verifies("iam.grant.seed", "The statement that mends the first seed's role is written as the seed has it"),
  () => {
    const text = statementGranting(needs, {
      sid: (actions) => (actions.length > 1 ? "EvaluatePoliciesForGateway" : "GetPolicyEngineForValidation"),
      resource: ({ resource }) => (resource === gateway ? gateway.replace("abcdefghij", "*") : resource),
    });
    expect(JSON.parse(text)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "EvaluatePoliciesForGateway",
          Effect: "Allow",
          Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
          Resource: [
            "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/my-gateway-*",
            "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij",
          ],
        },
        {
          Sid: "GetPolicyEngineForValidation",
          Effect: "Allow",
          Action: ["bedrock-agentcore:GetPolicyEngine"],
          Resource: "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/MyPolicy-abcdefghij",
        },
      ],
    });
    expect(missingPermissions(needs, sources(text))).toEqual([]);
  },
);

it("lists what is missing, and what is denied, in the order asked", () => {
  const given = sources(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "bedrock-agentcore:*", Resource: engine },
        { Sid: "No", Effect: "Deny", Action: "bedrock-agentcore:GetPolicyEngine", Resource: "*" },
      ],
    }),
  );
  const missing = missingPermissions(needs, given);
  expect(
    missing.map(({ request, decision }) => [request.action, request.resource, decision.outcome]),
  ).toEqual([
    ["bedrock-agentcore:AuthorizeAction", gateway, "implicitDeny"],
    ["bedrock-agentcore:PartiallyAuthorizeActions", gateway, "implicitDeny"],
    ["bedrock-agentcore:GetPolicyEngine", engine, "explicitDeny"],
  ]);
});

it("takes wildcards of a resource's own name to the letter", () => {
  const request = { action: "s3:GetObject", resource: "arn:aws:s3:::b/a*?${aws:username}$" };
  const text = statementGranting([request]);
  expect(JSON.parse(text).Statement[0].Resource).toBe("arn:aws:s3:::b/a${*}${?}${$}{aws:username}$");
  expect(evaluate(request, sources(text)).outcome).toBe("allowed");
  expect(evaluate({ ...request, resource: "arn:aws:s3:::b/axyann$" }, sources(text)).outcome).toBe(
    "implicitDeny",
  );
});

it("writes no resource beside the one that is all of them", () => {
  const requests = [
    { action: "s3:ListAllMyBuckets", resource: "*" },
    { action: "s3:ListAllMyBuckets", resource: "arn:aws:s3:::b" },
  ];
  expect(JSON.parse(statementGranting(requests)).Statement).toEqual([
    { Effect: "Allow", Action: ["s3:ListAllMyBuckets"], Resource: "*" },
  ]);
});
