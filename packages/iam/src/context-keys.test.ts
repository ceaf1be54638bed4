import { expect, it } from "vitest";
import { contextKeys } from "./context-keys.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";

function keys(Version: string) {
  const parsed = parsePolicyDocument(
    JSON.stringify({
      Version,
      Statement: {
        Effect: "Allow",
        Action: "*",
        Resource: "arn:aws:s3:::${aws:username}/${*}",
        Condition: {
          StringEquals: { "aws:PrincipalTag/a": "${aws:PrincipalTag/b, 'x'}", "AWS:UserName": "x" },
          Null: { "aws:userid": "true" },
        },
      },
    }),
  );
  return parsed.ok ? contextKeys(parsed.document) : parsed.faults;
}

it("names the keys of conditions and variables once each", () => {
  expect(keys("2012-10-17")).toEqual([
    "aws:username",
    "aws:PrincipalTag/a",
    "aws:PrincipalTag/b",
    "aws:userid",
  ]);
});

it("knows no variables in the older version", () => {
  expect(keys("2008-10-17")).toEqual(["aws:PrincipalTag/a", "AWS:UserName", "aws:userid"]);
});
