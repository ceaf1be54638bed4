import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import type { Answer } from "./answer.ts";
import { evaluate } from "./evaluate.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { parsePolicyDocument } from "./parse-policy-document.ts";
import { RequestContext } from "./request-context.ts";

type Given = string | readonly string[] | undefined;
const unknown = "unknown";

/** An operator, the values of the policy, those of the request, and whether the condition holds. */
function table(rows: readonly [string, readonly string[], Given, Answer][]) {
  it.each(rows)("%s %j of %j: %s", (operator, values, given, expected) => {
    const context = new RequestContext({
      user: "ann",
      two: ["a", "b"],
      ...(given === undefined ? {} : { k: given }),
    });
    expect(evaluateCondition({ operator, key: "k", values }, "2012-10-17", context).answer).toBe(expected);
  });
}

describe("strings", () => {
  table([
    ["StringEquals", ["a"], "a", true],
    ["StringEquals", ["a"], "A", false],
    ["StringEquals", ["a"], "ab", false],
    ["StringEquals", ["a", "b"], "b", true],
    ["StringEquals", ["a*"], "ab", false],
    ["StringEquals", ["a*"], "a*", true],
    ["StringEquals", [""], "", true],
    ["StringEquals", ["a"], undefined, false],
    ["StringEquals", [], "a", false],
    ["StringEquals", ["${user}"], "ann", true],
    ["StringEquals", ["${user}"], "${user}", false],
    ["StringEquals", ["${none}"], "", false],
    ["StringEquals", ["${none}", "a"], "a", true],
    ["StringEquals", ["${none, 'x'}"], "x", true],
    ["StringEquals", ["${two}"], "a", false],
    ["StringEquals", ["${*}"], "*", true],
    ["StringNotEquals", ["a"], "b", true],
    ["StringNotEquals", ["a"], "a", false],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringNotEquals", ["a", "b"], "c", true],
    ["StringNotEquals", ["a"], undefined, true],
    ["StringNotEquals", [], "a", unknown],
    ["StringNotEquals", ["${none}"], "a", unknown],
    ["StringNotEquals", ["${none}", "a"], "a", false],
    ["StringEqualsIgnoreCase", ["Ab"], "aB", true],
    ["StringEqualsIgnoreCase", ["Ab"], "aBc", false],
    ["StringEqualsIgnoreCase", ["${user}"], "ANN", true],
    ["StringNotEqualsIgnoreCase", ["Ab"], "aB", false],
    ["StringNotEqualsIgnoreCase", ["Ab"], "c", true],
    ["StringLike", ["a*"], "abc", true],
    ["StringLike", ["a*"], "Abc", false],
    ["StringLike", ["a?c"], "abc", true],
    ["StringLike", ["a?c"], "ac", false],
    ["StringLike", ["*"], "", true],
    ["StringLike", ["?*"], "", false],
    ["StringLike", ["*"], undefined, false],
    ["StringLike", ["a:*:d"], "a:b:c:d", true],
    ["StringLike", ["x${*}y"], "x*y", true],
    ["StringLike", ["x${*}y"], "xzy", false],
    ["StringLike", ["home/${user}/*"], "home/ann/k", true],
    ["StringNotLike", ["a*"], "abc", false],
    ["StringNotLike", ["a*"], "b", true],
    ["StringNotLike", ["a*"], undefined, true],
  ]);
});

describe("numbers", () => {
  table([
    ["NumericEquals", ["10"], "10", true],
    ["NumericEquals", ["10"], "10.0", true],
    ["NumericEquals", ["10"], "11", false],
    ["NumericEquals", ["0"], "-0", true],
    ["NumericEquals", ["9007199254740993"], "9007199254740992", false],
    ["NumericEquals", ["10"], undefined, false],
    ["NumericEquals", ["10"], "ten", unknown],
    ["NumericEquals", ["ten"], "10", unknown],
    ["NumericEquals", ["ten", "10"], "10", true],
    ["NumericNotEquals", ["10"], "11", true],
    ["NumericNotEquals", ["10"], "10", false],
    ["NumericNotEquals", ["10"], undefined, true],
    ["NumericNotEquals", ["10"], "ten", unknown],
    ["NumericLessThan", ["10"], "9.5", true],
    ["NumericLessThan", ["10"], "10", false],
    ["NumericLessThan", ["10"], "-11", true],
    ["NumericLessThanEquals", ["10"], "10", true],
    ["NumericLessThanEquals", ["10"], "10.1", false],
    ["NumericGreaterThan", ["10"], "10.01", true],
    ["NumericGreaterThan", ["10"], "9", false],
    ["NumericGreaterThanEquals", ["10"], "10", true],
    ["NumericGreaterThanEquals", ["10"], "9", false],
  ]);
});

describe("dates", () => {
  table([
    ["DateEquals", ["2026-01-01T00:00:00Z"], "2026-01-01", true],
    ["DateEquals", ["2026-01-01T00:00:00Z"], "2026-01-01T01:00:00+01:00", true],
    ["DateEquals", ["2026-01-01T00:00:00Z"], "1767225600", true],
    ["DateEquals", ["2026"], "2026-01-01T00:00:00Z", true],
    ["DateNotEquals", ["2026-01-01T00:00:00Z"], "2026-01-01T00:00:01Z", true],
    ["DateNotEquals", ["2026-01-01T00:00:00Z"], undefined, true],
    ["DateLessThan", ["2026-01-01T00:00:00Z"], "2025-12-31T23:59:59Z", true],
    ["DateLessThan", ["2026-01-01T00:00:00Z"], "2026-01-01T00:00:00Z", false],
    ["DateLessThanEquals", ["2026-01-01T00:00:00Z"], "2026-01-01T00:00:00Z", true],
    ["DateLessThan", ["2026-01-01T00:00:00.001Z"], "2026-01-01T00:00:00Z", true],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], "2026-06-01T00:00:00Z", true],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], "2025-06-01T00:00:00Z", false],
    ["DateGreaterThanEquals", ["2026-01-01T00:00:00Z"], "2026-01-01T00:00:00Z", true],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], "tomorrow", unknown],
    ["DateGreaterThan", ["2026-02-30T00:00:00Z"], "2026-06-01T00:00:00Z", unknown],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], undefined, false],
  ]);
});

describe("booleans, bytes and presence", () => {
  table([
    ["Bool", ["true"], "true", true],
    ["Bool", ["True"], "true", true],
    ["Bool", ["true"], "false", false],
    ["Bool", ["false"], "false", true],
    ["Bool", ["false"], undefined, false],
    ["Bool", ["true"], "yes", unknown],
    ["BoolIfExists", ["true"], undefined, true],
    ["BoolIfExists", ["true"], "false", false],
    ["BinaryEquals", ["QmluYXJ5"], "QmluYXJ5", true],
    ["BinaryEquals", ["QmluYXJ5"], "QmluYXJ4", false],
    ["BinaryEquals", ["QmluYXJ5"], "not base64!", unknown],
    ["Null", ["true"], undefined, true],
    ["Null", ["true"], "a", false],
    ["Null", ["false"], undefined, false],
    ["Null", ["false"], "a", true],
    ["Null", ["false"], "", true],
    ["Null", ["true"], [], true],
    ["Null", ["maybe"], "a", unknown],
  ]);
});

describe("addresses", () => {
  table([
    ["IpAddress", ["203.0.113.0/24"], "203.0.113.7", true],
    ["IpAddress", ["203.0.113.0/24"], "203.0.114.7", false],
    ["IpAddress", ["203.0.113.7"], "203.0.113.7", true],
    ["IpAddress", ["203.0.113.7"], "203.0.113.8", false],
    ["IpAddress", ["203.0.113.99/24"], "203.0.113.7", true],
    ["IpAddress", ["0.0.0.0/0"], "203.0.113.7", true],
    ["IpAddress", ["203.0.113.7/32"], "203.0.113.7", true],
    ["IpAddress", ["203.0.113.0/33"], "203.0.113.7", unknown],
    ["IpAddress", ["203.0.113.0/24"], "203.0.113", unknown],
    ["IpAddress", ["203.0.113.0/24"], undefined, false],
    ["IpAddress", ["203.0.113.0/24", "2001:db8::/32"], "2001:db8::1", true],
    ["IpAddress", ["2001:db8::/32"], "2001:DB8:0:0:0:0:0:1", true],
    ["IpAddress", ["2001:db8::/32"], "2001:db9::1", false],
    ["IpAddress", ["2001:db8::1"], "2001:db8::1", true],
    ["IpAddress", ["::/0"], "203.0.113.7", false],
    ["IpAddress", ["203.0.113.0/24"], "::ffff:203.0.113.7", true],
    ["IpAddress", ["::ffff:203.0.113.0/120"], "203.0.113.7", true],
    ["IpAddress", ["2001:db8:::/32"], "2001:db8::1", unknown],
    ["NotIpAddress", ["203.0.113.0/24"], "203.0.113.7", false],
    ["NotIpAddress", ["203.0.113.0/24"], "198.51.100.1", true],
    ["NotIpAddress", ["203.0.113.0/24"], "2001:db8::1", true],
    ["NotIpAddress", ["203.0.113.0/24"], undefined, true],
    ["NotIpAddress", ["nowhere"], "198.51.100.1", unknown],
  ]);
});

const topic = "arn:aws:sns:us-east-1:123456789012:orders";

describe("ARNs", () => {
  table([
    ["ArnEquals", [topic], topic, true],
    ["ArnEquals", ["arn:aws:sns:*:123456789012:ord*"], topic, true],
    ["ArnLike", ["arn:aws:sns:us-*:*:*"], topic, true],
    ["ArnLike", ["arn:aws:sns:*:orders"], topic, false],
    ["ArnLike", ["arn:aws:sns:u*2:orders"], topic, false],
    ["ArnLike", ["*"], topic, true],
    ["ArnLike", ["*"], "no ARN", false],
    ["ArnLike", ["arn:aws:sns:us-east-1:123456789012:Orders"], topic, false],
    ["ArnLike", ["arn:aws:sns:us-east-?:123456789012:orders"], topic, true],
    [
      "ArnLike",
      ["arn:aws:lambda:*:*:function:*"],
      "arn:aws:lambda:us-west-2:123456789012:function:f:1",
      true,
    ],
    ["ArnLike", ["arn:aws:iam::123456789012:user/${user}"], "arn:aws:iam::123456789012:user/ann", true],
    ["ArnLike", ["arn:aws:iam::123456789012:user/${none}"], "arn:aws:iam::123456789012:user/", false],
    ["ArnLike", [topic], undefined, false],
    ["ArnNotEquals", [topic], topic, false],
    ["ArnNotEquals", [topic], `${topic}2`, true],
    ["ArnNotLike", ["arn:aws:sns:*:*:ord*"], topic, false],
    ["ArnNotLike", ["arn:aws:sns:*:*:ord*"], undefined, true],
    ["ArnNotLike", ["arn:aws:iam::*:user/${none}"], "arn:aws:iam::123456789012:user/x", unknown],
  ]);
});

describe("IfExists and sets", () => {
  table([
    ["StringEqualsIfExists", ["a"], undefined, true],
    ["StringEqualsIfExists", ["a"], "a", true],
    ["StringEqualsIfExists", ["a"], "b", false],
    ["StringNotEqualsIfExists", ["a"], undefined, true],
    ["StringNotEqualsIfExists", ["a"], "a", false],
    ["NumericLessThanIfExists", ["5"], undefined, true],
    ["IpAddressIfExists", ["10.0.0.0/8"], undefined, true],
    ["ArnLikeIfExists", [topic], undefined, true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
    ["ForAllValues:StringEquals", ["a", "b"], undefined, true],
    ["ForAllValues:StringEquals", ["a", "b"], [], true],
    ["ForAllValues:StringEquals", ["a", "b"], [""], true],
    ["ForAllValues:StringLike", ["x-*"], ["x-1", "x-2"], true],
    ["ForAllValues:StringLike", ["x-*"], ["x-1", "y-2"], false],
    ["ForAllValues:StringNotEquals", ["a"], ["b", "c"], true],
    ["ForAllValues:StringNotEquals", ["a"], ["a", "c"], false],
    ["ForAllValues:NumericLessThan", ["5"], ["1", "4"], true],
    ["ForAllValues:NumericLessThan", ["5"], ["1", "x"], unknown],
    ["ForAllValues:NumericLessThan", ["5"], ["9", "x"], false],
    ["ForAllValues:StringEqualsIfExists", ["a"], undefined, true],
    ["ForAnyValue:StringEquals", ["a", "b"], ["c", "b"], true],
    ["ForAnyValue:StringEquals", ["a", "b"], ["c", "d"], false],
    ["ForAnyValue:StringEquals", ["a"], "a", true],
    ["ForAnyValue:StringEquals", ["a"], undefined, false],
    ["ForAnyValue:StringEquals", [""], [""], false],
    ["ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true],
    ["ForAnyValue:StringNotEquals", ["a"], ["a"], false],
    ["ForAnyValue:StringNotEquals", ["a"], undefined, false],
    ["ForAnyValue:StringLike", ["x-*"], ["y", "x-1"], true],
    ["ForAnyValue:Bool", ["true"], ["false", "true"], true],
    ["ForAnyValue:StringEqualsIfExists", ["a"], undefined, unknown],
    ["ForAnyValue:StringEqualsIfExists", ["a"], ["a"], true],
    ["StringEquals", ["a"], ["a", "a"], true],
    ["StringEquals", ["a"], ["a", "b"], unknown],
    ["StringEquals", ["a"], ["b", "c"], false],
    ["StringNotEquals", ["a"], ["b", "c"], true],
    ["StringNotEquals", ["a"], ["a", "b"], unknown],
  ]);
});

describe("operators that IAM does not have", () => {
  table([
    ["StringMatches", ["a"], "a", unknown],
    ["stringequals", ["a"], "a", unknown],
    ["NullIfExists", ["true"], "a", unknown],
    ["ForAllValues:Null", ["true"], "a", unknown],
    ["ForSomeValues:StringEquals", ["a"], "a", unknown],
    ["StringEqualsIfExistsIfExists", ["a"], "a", unknown],
    ["", ["a"], "a", unknown],
  ]);

  const decide = (...statements: object[]) => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((members) => ({ Action: "*", Resource: "*", ...members })),
    });
    const parsed = parsePolicyDocument(text);
    if (!parsed.ok) throw new Error(parsed.faults.join());
    return evaluate({ action: "x:Do", resource: "*", context: { k: "a", other: "b" } }, [
      { name: "p", kind: "inline", document: parsed.document },
    ]);
  };
  const odd = { Condition: { StringMatches: { k: "a" } } };
  const warning = 'of p: the condition operator "StringMatches" is not known.';

  it(
    verifies(
      "iam.evaluate.unknown-operator",
      "An Allow under an unknown operator allows nothing, and a warning says why",
    ),
    () => {
      expect(decide({ Effect: "Allow", ...odd })).toEqual({
        outcome: "implicitDeny",
        near: [
          {
            source: "p",
            kind: "inline",
            index: 0,
            failed: [{ kind: "condition", operator: "StringMatches", key: "k", wanted: ["a"], given: ["a"] }],
          },
        ],
        warnings: [`Statement 1 ${warning}`],
      });
    },
  );

  it(
    verifies(
      "iam.evaluate.unknown-operator",
      "A Deny under an unknown operator denies, and a warning says why",
    ),
    () => {
      expect(decide({ Effect: "Allow" }, { Effect: "Deny", ...odd })).toEqual({
        outcome: "explicitDeny",
        by: [{ source: "p", kind: "inline", index: 1 }],
        warnings: [`Statement 2 ${warning}`],
      });
    },
  );

  it("a Deny whose other condition does not hold does not deny", () => {
    const condition = { Condition: { StringMatches: { k: "a" }, StringEquals: { other: "c" } } };
    expect(decide({ Effect: "Allow" }, { Effect: "Deny", ...condition })).toMatchObject({
      outcome: "allowed",
      warnings: [],
    });
  });

  it.each<[string, object, boolean]>([
    ["several operators hold together", { StringEquals: { k: "a" }, StringLike: { other: "b*" } }, true],
    ["one of several operators fails", { StringEquals: { k: "a" }, StringLike: { other: "c*" } }, false],
    ["several keys hold together", { StringEquals: { k: "a", other: "b" } }, true],
    ["one of several keys fails", { StringEquals: { k: "a", other: "c" } }, false],
    ["one of several values is enough", { StringEquals: { k: ["z", "a"] } }, true],
    ["a key is found case aside", { StringEquals: { K: "a" } }, true],
    ["no operator is no condition", {}, true],
    ["no key is no condition", { StringEquals: {} }, true],
    ["a number and a boolean are their text", { NumericEquals: { n: 5 }, BoolIfExists: { b: true } }, false],
  ])("%s", (_, Condition, expected) => {
    expect(decide({ Effect: "Allow", Condition }).outcome === "allowed").toBe(expected);
  });
});
