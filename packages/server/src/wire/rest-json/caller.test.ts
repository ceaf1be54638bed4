import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readCaller } from "./caller.ts";

const home = { accountId: "123456789012", region: "us-west-2" };
const rest = "SignedHeaders=host;x-amz-date, Signature=0123abcd";

describe("the caller of the control plane", () => {
  it.each([
    [
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/eu-central-1/bedrock-agentcore/aws4_request, ${rest}`,
      "AKIDEXAMPLE",
      "eu-central-1",
    ],
    [
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-gov-west-1/bedrock-agentcore/aws4_request,${rest}`,
      "AKIDEXAMPLE",
      "us-gov-west-1",
    ],
    [
      `AWS4-HMAC-SHA256 ${rest}, Credential=test/20261122/us-east-1/bedrock-agentcore/aws4_request`,
      "test",
      "us-east-1",
    ],
    ["Bearer some-token", "anonymous", "us-west-2"],
    ["test", "anonymous", "us-west-2"],
  ])(verifies("wire.caller", "%s is %s in %s"), (authorization, id, region) => {
    expect(readCaller(authorization, home)).toEqual({
      ok: true,
      caller: { id, place: { accountId: "123456789012", region } },
    });
  });

  const missing =
    "Missing Authentication Token: send an Authorization header, as the AWS SDKs do; on loopback any value will do.";
  const incomplete =
    "Authorization header requires 'Credential' parameter of the form ACCESS_KEY_ID/DATE/REGION/SERVICE/aws4_request under AWS4-HMAC-SHA256.";

  it.each([
    [null, "MissingAuthenticationTokenException", missing],
    ["  ", "MissingAuthenticationTokenException", missing],
    [`AWS4-HMAC-SHA256 ${rest}`, "IncompleteSignatureException", incomplete],
    [
      `AWS4-HMAC-SHA256 Credential=AKID/20261122/us-west-2/aws4_request, ${rest}`,
      "IncompleteSignatureException",
      incomplete,
    ],
    [
      `AWS4-ECDSA-P256-SHA256 Credential=AKID/20261122/bedrock-agentcore/aws4_request, ${rest}`,
      "IncompleteSignatureException",
      incomplete,
    ],
    [
      `AWS4-HMAC-SHA256 Credential=AKID/20261122/mars/bedrock-agentcore/aws4_request, ${rest}`,
      "InvalidSignatureException",
      "Credential should be scoped to a valid region, and 'mars' is none; set one such as us-west-2.",
    ],
  ])("%s is refused as %s", (authorization, name, message) => {
    expect(readCaller(authorization, home)).toEqual({ ok: false, error: { name, status: 403, message } });
  });

  it("reads a hostile header in the time that its length takes", () => {
    for (const filling of [" ", ", ", ",", "Credential="]) {
      const header = `AWS4-HMAC-SHA256 ${filling.repeat(1_000_000 / filling.length)}x`;
      expect(readCaller(header, home)).toMatchObject({ ok: false, error: { message: incomplete } });
    }
  }, 10_000);
});
