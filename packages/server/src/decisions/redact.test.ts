import { fromPlain, JsonNumber, type PlainJson } from "@toolgate/policy";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { createDisclose } from "./disclose.ts";
import { recordSettingsSchema } from "./record-settings.ts";
import { createRedact, isWhole } from "./redact.ts";

const redact = createRedact(recordSettingsSchema.parse({}).redact);
const plain = (value: PlainJson) => redact(fromPlain(value));

describe("redaction", () => {
  it.each([
    "password",
    "dbPassword",
    "client_secret",
    "access_token",
    "idToken",
    "Authorization",
    "api_key",
    "apiKey",
    "private-key",
    "awsCredentials",
  ])(verifies("records.redaction", "leaves the value of %s out"), (name) => {
    expect(plain({ [name]: { nested: "hunter2" }, amount: 450 })).toEqual({
      [name]: "[redacted]",
      amount: 450,
    });
  });

  it(verifies("records.redaction", "reaches every depth, through arrays too"), () => {
    expect(plain({ list: [{ deep: { secret: "hunter2", kept: true } }], none: null })).toEqual({
      list: [{ deep: { secret: "[redacted]", kept: true } }],
      none: null,
    });
  });

  it(verifies("records.redaction", "follows the configured names, literally but for * and ?"), () => {
    const own = createRedact(["card?number", "a.b", "x-*"]);
    expect(
      own(fromPlain({ "card-number": 1, cardnumber: 2, "a.b": 3, aXb: 4, "X-Key": 5, password: 6 })),
    ).toEqual({
      "card-number": "[redacted]",
      cardnumber: 2,
      "a.b": "[redacted]",
      aXb: 4,
      "X-Key": "[redacted]",
      password: 6,
    });
  });

  it("follows names with several stars, in texts that fit in many ways too", () => {
    const own = createRedact(["*ab*b?c*", "**x**y"]);
    const names = ["abbbc", "aabbabxc", "abbc", "ab", "xy", "1x2y", "x1y2", "Xy\n"];
    expect(own(fromPlain(Object.fromEntries(names.map((name) => [name, 1]))))).toEqual({
      ...{ abbbc: "[redacted]", aabbabxc: "[redacted]", abbc: 1, ab: 1 },
      ...{ xy: "[redacted]", "1x2y": "[redacted]", x1y2: 1, "Xy\n": 1 },
    });
  });

  it("does not search long names without end, and leaves out what it does not search", () => {
    const own = createRedact(["*a*a*a*a*a*b"]);
    expect(own(fromPlain({ ["a".repeat(1_024)]: 1, ["a".repeat(1_025)]: 2 }))).toEqual({
      ["a".repeat(1_024)]: 1,
      [`${"a".repeat(1_024)}… (1025 characters)`]: "[redacted]",
    });
  });

  it("cuts long texts, deep nesting and many values", () => {
    expect(plain("x".repeat(2_000))).toBe(`${"x".repeat(1_024)}… (2000 characters)`);
    let deep: PlainJson = "bottom";
    for (let level = 0; level < 20; level += 1) deep = [deep];
    expect(JSON.stringify(plain(deep))).toContain("[left out: too much for a record]");
    expect(JSON.stringify(plain(deep))).not.toContain("bottom");
    const many = plain({ list: Array.from({ length: 5_000 }, (_, index) => index) }) as { list: unknown[] };
    expect(many.list.length).toBeLessThanOrEqual(1_000);
  });

  it("keeps integers exact, as text where a number would round them", () => {
    expect(redact([new JsonNumber("9223372036854775807"), new JsonNumber("450.10")])).toEqual([
      "9223372036854775807",
      450.1,
    ]);
  });

  it("touches no prototype", () => {
    const value = redact(new Map([["__proto__", "polluted"]])) as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(value)).toEqual([["__proto__", "polluted"]]);
  });
});

describe("disclosure", () => {
  const identity = { claims: { sub: "alice", scope: "refund:process", at_token: "hunter2" } };
  const args = fromPlain({ amount: 450, password: "hunter2" });

  it.each([
    [{}, {}],
    [{ claims: true }, { claims: { sub: "alice", scope: "refund:process", at_token: "[redacted]" } }],
    [{ claims: ["sub", "at_token", "absent"] }, { claims: { sub: "alice", at_token: "[redacted]" } }],
    [{ arguments: true }, { arguments: { amount: 450, password: "[redacted]" } }],
  ])(verifies("records.disclosure", "under the settings %j tells %j"), (settings, told) => {
    expect(createDisclose(recordSettingsSchema.parse(settings))(identity, args)).toEqual(told);
  });

  it("refuses settings it does not know", () => {
    expect(recordSettingsSchema.safeParse({ claim: true }).error?.issues[0]?.message).toBe(
      'Unrecognized key: "claim"',
    );
  });
});

it.each<[unknown, boolean]>([
  [{ a: 1, b: ["x", null, { c: true }] }, true],
  [{ a: "9007199254740993" }, false],
  [{ a: "123456789012345" }, true],
  [{ password: "p" }, false],
  [["x".repeat(1_025)], false],
  [{ ["x".repeat(1_025)]: 1 }, false],
  [Array.from({ length: 1_001 }, () => 1), false],
])("what was redacted, cut or written otherwise is not taken for the whole value (%#)", (value, whole) => {
  const recorded = createRedact(["*password*"])(fromPlain(value as PlainJson));
  expect(isWhole(recorded)).toBe(whole);
});
