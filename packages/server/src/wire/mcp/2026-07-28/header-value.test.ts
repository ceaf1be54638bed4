import { expect, it } from "vitest";
import { verifies } from "../../../../../../test/verifies.ts";
import { headerValue } from "./header-value.ts";

it.each([
  ["us-west1", "us-west1"],
  ["two words\tand a tab", "two words\tand a tab"],
  ["", ""],
  ["=?base64?SGVsbG8sIOS4lueVjA==?=", "Hello, 世界"],
  ["=?base64?IHBhZGRlZCA=?=", " padded "],
  ["=?base64?bGluZTEKbGluZTI=?=", "line1\nline2"],
  ["=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=", "=?base64?literal?="],
  ["=?base64??=", ""],
  ["=?base64?SGVsbG8=", "=?base64?SGVsbG8="],
  ["=?BASE64?SGVsbG8=?=", "=?BASE64?SGVsbG8=?="],
  ["=?base64?SGVsbG8?=", undefined],
  ["=?base64?SGVs!!!bG8=?=", undefined],
  ["=?base64?SGVsbG8_?=", undefined],
  ["=?base64?/w==?=", undefined],
  ["caf\u00e9", undefined],
  ["a\u0001b", undefined],
])(verifies("revisions.headers", "the header value %j says %j"), (header, value) => {
  expect(headerValue(header)).toBe(value);
});
