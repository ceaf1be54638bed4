import { describe, expect, it } from "vitest";
import {
  type SigningVector,
  signingSecret,
  signingVectors,
} from "../../../../../test/fixtures/signing-vectors.ts";
import { verifies } from "../../../../../test/verifies.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { readSignature } from "./read-signature.ts";
import type { SignedRequest } from "./signed-request.ts";
import { sha256Hex } from "./signing-key.ts";
import { type SignatureCheck, verifySignature } from "./verify-signature.ts";

interface Parsed {
  readonly request: SignedRequest;
  readonly body: string;
}

function parse(text: string): Parsed {
  const [head = "", ...rest] = text.split("\n\n");
  const [first = "", ...lines] = head.replace(/\n[ \t]+/g, " ").split("\n");
  const [, method = "", target = ""] = /^(\S+) (.*) HTTP\/1\.1$/.exec(first) ?? [];
  const rawHeaders = lines
    .filter((line) => line !== "")
    .flatMap((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]);
  return { request: { method, target, rawHeaders }, body: rest.join("\n\n") };
}

function checkOf({ request }: Parsed, vector: SigningVector, secret: string): SignatureCheck {
  const reading = readSignature(request);
  if (!reading.ok) throw new Error(reading.fault.message);
  return {
    request,
    signature: reading.signature,
    key: { secret, active: true, sessionToken: vector.sessionToken },
    service: "service",
    now: Date.parse("2015-08-30T12:36:00Z"),
    pathStyle: vector.normalize ? "normalized" : "unnormalized",
  };
}

const hashOf = (body: string) => sha256Hex(Buffer.from(body, "utf8"));

describe("AWS's test suite for Signature Version 4", () => {
  it(verifies("sigv4.vectors", "holds all 38 of its requests, each in both forms"), () => {
    expect(signingVectors.flatMap(({ header, query }) => [parse(header), parse(query)]).length).toBe(76);
  });

  it.each(signingVectors)("makes the canonical request of $name", (vector) => {
    const { request, body } = parse(vector.header);
    const check = checkOf({ request, body }, vector, signingSecret);
    const { signedHeaders } = check.signature;
    const pathStyle = vector.normalize ? "normalized" : "unnormalized";
    expect(canonicalRequest(request, { signedHeaders, payloadHash: hashOf(body), pathStyle })).toBe(
      vector.canonical,
    );
  });

  it.each(signingVectors)("takes $name, signed in its header", (vector) => {
    const parsed = parse(vector.header);
    expect(verifySignature(checkOf(parsed, vector, signingSecret), hashOf(parsed.body))).toBeUndefined();
    const fault = verifySignature(checkOf(parsed, vector, `${signingSecret}x`), hashOf(parsed.body));
    expect(fault?.kind).toBe("mismatch");
  });

  // There the token was put into the query after signing, which a few services (AWS IoT) take, and AgentCore's do not.
  const presigned = signingVectors.filter(({ name }) => name !== "post-sts-header-after");
  it.each(presigned)("takes $name, presigned", (vector) => {
    const parsed = parse(vector.query);
    expect(verifySignature(checkOf(parsed, vector, signingSecret), hashOf(parsed.body))).toBeUndefined();
    const fault = verifySignature(checkOf(parsed, vector, `${signingSecret}x`), hashOf(parsed.body));
    expect(fault?.kind).toBe("mismatch");
  });
});
