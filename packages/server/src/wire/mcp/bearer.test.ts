import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readBearer } from "./bearer.ts";

it.each([
  ["Bearer abc.DEF-1_2~3+4/5==", "abc.DEF-1_2~3+4/5=="],
  ["bearer abc", "abc"],
  ["BEARER   abc", "abc"],
  [`Bearer ${"x".repeat(16_384)}`, "x".repeat(16_384)],
])(verifies("gateway.bearer", "%.40s brings its token"), (header, token) => {
  expect(readBearer(header)).toEqual({ kind: "token", token });
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
