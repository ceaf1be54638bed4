import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { evaluateTrust } from "./evaluate-trust.ts";
import type { IamPrincipal } from "./match-principal.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";

function trust(...statements: object[]) {
  const text = JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((members) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...members })),
  });
  const parsed = parsePolicyDocument(text);
  if (!parsed.ok) throw new Error(parsed.faults.join());
  return parsed.document;
}

const service = { service: "bedrock-agentcore.amazonaws.com" };
const user = { aws: "arn:aws:iam::123456789012:user/ann" };
const session = {
  aws: ["arn:aws:sts::123456789012:assumed-role/r/s", "arn:aws:iam::123456789012:role/path/r"],
};

describe("who may assume a role", () => {
  it.each<[string, object, IamPrincipal, boolean]>([
    ["the service", { Principal: { Service: "bedrock-agentcore.amazonaws.com" } }, service, true],
    ["another service", { Principal: { Service: "lambda.amazonaws.com" } }, service, false],
    [
      "one of several services",
      { Principal: { Service: ["lambda.amazonaws.com", service.service] } },
      service,
      true,
    ],
    ["a service by everyone", { Principal: "*" }, service, true],
    ["a service by its account", { Principal: { AWS: "123456789012" } }, service, false],
    ["the user", { Principal: { AWS: user.aws } }, user, true],
    ["another user", { Principal: { AWS: `${user.aws}a` } }, user, false],
    ["the account by its number", { Principal: { AWS: "123456789012" } }, user, true],
    ["the account by its root", { Principal: { AWS: "arn:aws:iam::123456789012:root" } }, user, true],
    ["another account", { Principal: { AWS: "arn:aws:iam::210987654321:root" } }, user, false],
    ["everyone", { Principal: { AWS: "*" } }, user, true],
    ["a session by its role", { Principal: { AWS: "arn:aws:iam::123456789012:role/path/r" } }, session, true],
    [
      "a session by itself",
      { Principal: { AWS: "arn:aws:sts::123456789012:assumed-role/r/s" } },
      session,
      true,
    ],
    ["another session", { Principal: { AWS: "arn:aws:sts::123456789012:assumed-role/r/t" } }, session, false],
    [
      "a federated identity",
      { Principal: { Federated: "accounts.google.com" } },
      { federated: "accounts.google.com" },
      true,
    ],
    [
      "another federated identity",
      { Principal: { Federated: "www.amazon.com" } },
      { federated: "accounts.google.com" },
      false,
    ],
    ["a canonical user is nobody here", { Principal: { CanonicalUser: "a".repeat(64) } }, user, false],
    ["all but a user", { NotPrincipal: { AWS: user.aws } }, user, false],
    ["all but another", { NotPrincipal: { AWS: `${user.aws}a` } }, user, true],
    ["another action", { Principal: "*", Action: "sts:AssumeRoleWithWebIdentity" }, user, false],
    ["any action of STS", { Principal: "*", Action: "sts:*" }, user, true],
  ])("%s", (_, members, principal, expected) => {
    const decision = evaluateTrust(trust(members), { principal, action: "sts:AssumeRole" });
    expect(decision.outcome === "allowed").toBe(expected);
  });

  it(
    verifies("iam.trust.conditions", "The console's trust policy takes the account's gateways and no others"),
    () => {
      const document = trust({
        Sid: "GatewayAssumeRolePolicy",
        Principal: { Service: "bedrock-agentcore.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012" },
          ArnLike: { "aws:SourceArn": "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-*" },
        },
      });
      const ask = (sourceArn: string, account = "123456789012") =>
        evaluateTrust(document, {
          principal: service,
          action: "sts:AssumeRole",
          context: { "aws:SourceAccount": account, "aws:SourceArn": sourceArn },
        });
      const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-0123456789";
      expect(ask(gateway).outcome).toBe("allowed");
      expect(ask(gateway, "210987654321").outcome).toBe("implicitDeny");
      expect(ask(gateway.replace("us-west-2", "us-east-1"))).toMatchObject({
        outcome: "implicitDeny",
        near: [
          {
            sid: "GatewayAssumeRolePolicy",
            failed: [
              {
                kind: "condition",
                operator: "ArnLike",
                key: "aws:SourceArn",
                given: ["arn:aws:bedrock-agentcore:us-east-1:123456789012:gateway/refund-0123456789"],
              },
            ],
          },
        ],
      });
    },
  );

  it("a Deny of a caller wins over its account", () => {
    const document = trust(
      { Principal: { AWS: "123456789012" } },
      { Effect: "Deny", Principal: { AWS: user.aws }, Action: "sts:*" },
    );
    const decision = evaluateTrust(document, { principal: user, action: "sts:AssumeRole" });
    expect(decision).toMatchObject({ outcome: "explicitDeny", by: [{ index: 1, through: "named" }] });
  });

  it.each<[string, object, string]>([
    ["by name", { Principal: { AWS: ["123456789012", user.aws] } }, "named"],
    ["by account", { Principal: { AWS: "123456789012" } }, "account"],
    ["as everyone", { Principal: { AWS: "*" } }, "everyone"],
  ])("says that a caller was taken in %s", (_, members, through) => {
    const decision = evaluateTrust(trust(members), { principal: user, action: "sts:AssumeRole" });
    expect(decision).toMatchObject({ outcome: "allowed", by: [{ kind: "trust", through }] });
  });
});
