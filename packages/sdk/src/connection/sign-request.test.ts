import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { signRequest } from "./sign-request.ts";

/** AWS's published test suite for Signature Version 4: its key, date and scope. */
const scope = {
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  region: "us-east-1",
  service: "service",
  now: Date.UTC(2015, 7, 30, 12, 36, 0),
};

const plain = {
  method: "GET",
  url: new URL("https://example.amazonaws.com"),
  path: "/",
  query: {},
  headers: {},
  body: undefined,
};

describe("a signature", () => {
  it.each([
    {
      vector: "get-vanilla",
      request: plain,
      signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    {
      vector: "get-vanilla-query-order-key-case",
      request: { ...plain, query: { Param2: "value2", Param1: "value1" } },
      signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    },
    {
      vector: "post-vanilla",
      request: { ...plain, method: "POST" },
      signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    },
  ])(verifies("typescript.signs", "of AWS's vector $vector is AWS's"), async ({ request, signature }) => {
    expect(await signRequest(request, scope)).toEqual({
      "x-amz-date": "20150830T123600Z",
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    });
  });

  it("covers the port of the address, the body, its type and a session token", async () => {
    const request = {
      ...plain,
      url: new URL("http://127.0.0.1:4100"),
      headers: { "content-type": "application/json" },
    };
    const session = { ...scope, credentials: { ...scope.credentials, sessionToken: "session" } };
    const signed = await Promise.all([
      signRequest({ ...request, body: "{}" }, session),
      signRequest({ ...request, body: "[]" }, session),
      signRequest({ ...request, body: "{}", url: new URL("http://127.0.0.1:4101") }, session),
    ]);
    expect(signed.map((headers) => headers["x-amz-security-token"])).toEqual([
      "session",
      "session",
      "session",
    ]);
    expect(signed[0]?.authorization).toContain(
      "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,",
    );
    expect(new Set(signed.map((headers) => headers.authorization)).size).toBe(3);
    expect(signed[0]).not.toHaveProperty("host");
  });
});
