import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { gatewayArn, parseServiceArn, policyArn, policyEngineArn, workloadIdentityArn } from "./arns.ts";

const place = fc.record({
  accountId: fc.stringMatching(/^[0-9]{12}$/),
  region: fc.stringMatching(/^[a-z]{2}(-gov)?-(east|west|south)-[1-9]$/),
});
const resourceId = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,47}-[a-z0-9_]{10}$/);
const gateway = fc.stringMatching(/^([0-9a-z]-?){1,48}-[0-9a-z]{10}$/);
const name = fc.stringMatching(/^[A-Za-z0-9_.-]{3,255}$/);

describe("ARNs", () => {
  it(verifies("wire.arns.round-trip", "every ARN that is written is read back as what it names"), () => {
    fc.assert(
      fc.property(
        place,
        resourceId,
        resourceId,
        gateway,
        name,
        (where, engineId, policyId, gatewayId, identity) => {
          const common = { ...where, partition: "aws" };
          expect(parseServiceArn(policyEngineArn(where, engineId))).toEqual({
            ...common,
            kind: "policy-engine",
            policyEngineId: engineId,
          });
          expect(parseServiceArn(policyArn(where, engineId, policyId))).toEqual({
            ...common,
            kind: "policy",
            policyEngineId: engineId,
            policyId,
          });
          expect(parseServiceArn(gatewayArn(where, gatewayId))).toEqual({
            ...common,
            kind: "gateway",
            gateway: gatewayId,
          });
          expect(parseServiceArn(workloadIdentityArn(where, identity))).toEqual({
            ...common,
            kind: "workload-identity",
            name: identity,
          });
        },
      ),
    );
  });

  it("a gateway may be named without the suffix of its id, and in any partition", () => {
    expect(
      parseServiceArn("arn:aws-us-gov:bedrock-agentcore:us-gov-west-1:123456789012:gateway/refund-gateway"),
    ).toEqual({
      partition: "aws-us-gov",
      region: "us-gov-west-1",
      accountId: "123456789012",
      kind: "gateway",
      gateway: "refund-gateway",
    });
  });

  it.each([
    "",
    "gateway/refunds-0123456789",
    "arn:aws:s3:us-west-2:123456789012:gateway/refunds-0123456789",
    "arn:aws:bedrock-agentcore:us-west-2:12:gateway/refunds-0123456789",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/a/b",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/a/policy/",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:policy-engine/a/tool/b",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:workload-identity-directory/other/workload-identity/a",
    "arn:aws:bedrock-agentcore:us-west-2:123456789012:runtime/a",
    `arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${"a".repeat(1011)}`,
  ])("%j names nothing of the service", (text) => {
    expect(parseServiceArn(text)).toBeUndefined();
  });
});
