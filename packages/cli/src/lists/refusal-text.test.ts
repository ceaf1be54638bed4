import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { refusalText } from "./refusal-text.ts";

const url = "http://127.0.0.1:4100";
const hint =
  " This command signs when AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are set, to what npx toolgate keys create has printed.";

describe("what the command line says of a refusal", () => {
  it.each([
    [
      "a caller without a key is told how to sign",
      403,
      '{"message":"Missing Token."}',
      {},
      `Missing Token.${hint}`,
    ],
    [
      "a caller with a key reads the sentence alone",
      403,
      '{"message":"No."}',
      { AWS_ACCESS_KEY_ID: "A" },
      "No.",
    ],
    ["other refusals are no matter of keys", 400, '{"message":"No."}', {}, "No."],
    ["an answer without a sentence is shown with its status", 502, "bad", {}, `${url} answered 502: bad`],
  ])(verifies("cli.mistakes", "%s"), (_title, status, text, environment, expected) => {
    expect(refusalText({ status, text }, url, environment)).toBe(expected);
  });
});
