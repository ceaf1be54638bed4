import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { bearerOn, readBearer } from "./bearer.ts";

it.each([
  ["Bearer abc.DEF-1_2~3+4/5==", "abc.DEF-1_2~3+4/5=="],
  ["bearer abc", "abc"],
  ["BEARER   abc", "abc"],
  [`Bearer ${"x".repeat(16_384)}`, "x".repeat(16_384)],
])(verifies("gateway.bearer", "%.40s brings its token"), (header, token) => {
  const digest = createHash("sha256").update(token).digest("base64url");
  expect(readBearer(header)).toEqual({ kind: "token", token: { text: token, digest } });
});

it.each([
  [undefined, "missing"],
  ["", "missing"],
  ["Basic dXNlcjpwYXNz", "missing"],
  ["AWS4-HMAC-SHA256 Credential=AKID/20260101/us-west-2/bedrock-agentcore/aws4_request", "missing"],
  ["Bearerabc", "missing"],
  ["Bearer", "invalid"],
  ["Bearer ", "invalid"],
  ["Bearer a b", "invalid"],
  ["Bearer a,Bearer b", "invalid"],
  ["Bearer =abc", "invalid"],
  ["Bearer ab=c", "invalid"],
  ["Bearer é", "invalid"],
  ["Bearer abc\n", "invalid"],
  [`Bearer ${"x".repeat(20_000)}`, "invalid"],
  [`Bearer ${" ".repeat(20_000)}x`, "invalid"],
])(verifies("gateway.bearer", "%.60j is %s"), (header, kind) => {
  expect(readBearer(header)).toEqual({ kind });
});

it(
  verifies("gateway.bearer", "what a connection sends is read anew when it is not what it sent before"),
  () => {
    const [connection, other] = [{}, {}];
    const sent = ["Bearer a", "Bearer a", "Bearer b", undefined, "Bearer a b", "Bearer a", "bearer a"];
    const read = (on: object) => sent.map((header) => bearerOn(on, header));
    expect(read(connection)).toEqual(sent.map(readBearer));
    expect(read(other)).toEqual(sent.map(readBearer));
    const long = `Bearer ${"x".repeat(10_000)}`;
    expect([bearerOn(connection, long), bearerOn(connection, "Bearer a")]).toEqual(
      [long, "Bearer a"].map(readBearer),
    );
  },
);
