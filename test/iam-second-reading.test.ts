import { evaluate, parsePolicyDocument } from "@toolgate/iam";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Asked, secondReading, type WrittenDocument } from "./iam-second-reading.ts";
import { verifies } from "./verifies.ts";

const some = <Value>(values: fc.Arbitrary<Value>, maxLength = 3) =>
  fc.array(values, { minLength: 1, maxLength });
const of = (...values: string[]) => fc.constantFrom(...values);

const actions = of("s3:GetObject", "s3:PutObject", "iam:GetRole");
const actionPatterns = of("*", "s3:*", "S3:Get*", "s3:?etObject", "iam:*", "s3:*Object", "iam:getrole");

const resources = of(
  "arn:aws:s3:::ann/k",
  "arn:aws:s3:::bob/x:y",
  "arn:aws:sns:us-east-1:111122223333:a",
  "arn:aws:sns:us-west-2:111122223333:a:b",
  "arn:aws:s3:::a*",
  "*",
);
const parts = of("", "*", "a", "us-*", "*-2", "us-east-?", "111122223333", "1*3", "???", "s*s", "s3", "sns");
const tails = of(
  "*",
  "ann/*",
  "${name}/*",
  "${none}/*",
  "${none, 'bob'}/*",
  "a",
  "a:*",
  "a${*}",
  "?:b",
  "*:?",
  "${two}",
);
const resourcePatterns = fc.oneof(
  of("*", "arn:aws:s3:::*", "arn:aws:sns:*", "arn:aws:*", "arn:aws:s*s:us-east-1:*:a"),
  fc.tuple(parts, parts, parts, tails).map((given) => `arn:aws:${given.join(":")}`),
);

const values: Readonly<Record<string, fc.Arbitrary<string>>> = {
  String: of(
    "ann",
    "ANN",
    "bob",
    "a*",
    "*",
    "?nn",
    "",
    "${name}",
    "${none}",
    "${none, 'bob'}",
    "a${*}",
    "a.n",
  ),
  Numeric: of("1", "2", "2.0", "-1", "10", "many"),
  Date: of(
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "2026-01-01T01:00:00+01:00",
    "1767225600",
    "2025-06-01",
    "soon",
  ),
  Bool: of("true", "false", "maybe"),
  Ip: of("10.0.0.1", "10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0", "10.0.0.1/32", "here"),
  Arn: fc.oneof(resources, resourcePatterns),
};
const given: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...values,
  String: of("ann", "ANN", "bob", "a*", "", "a.n"),
  Ip: of("10.0.0.1", "10.1.2.3", "192.0.2.1", "here"),
  Arn: resources,
};

const orders = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const operators: readonly (readonly [family: string, operator: string])[] = [
  ...["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"].map(
    (name) => ["String", `String${name}`] as const,
  ),
  ...orders.flatMap((name) => [["Numeric", `Numeric${name}`] as const, ["Date", `Date${name}`] as const]),
  ["Bool", "Bool"],
  ["Ip", "IpAddress"],
  ["Ip", "NotIpAddress"],
  ...["Equals", "NotEquals", "Like", "NotLike"].map((name) => ["Arn", `Arn${name}`] as const),
  ["String", "StringMatches"],
];

const conditions = fc.oneof(
  fc.record({
    operator: of("Null"),
    key: of("String", "arn", "Ip"),
    wanted: some(of("true", "false"), 2),
  }),
  fc.constantFrom(...operators).chain(([family, name]) =>
    fc.record({
      operator: fc
        .tuple(of("", "", "ForAllValues:", "ForAnyValue:"), of("", "", "IfExists"))
        .map(([set, suffix]) => `${set}${name}${suffix}`),
      key: fc.constantFrom(family, family.toLowerCase()),
      wanted: some(values[family] ?? of("x")),
    }),
  ),
);

const statements = fc
  .record({
    Effect: fc.constantFrom<("Allow" | "Deny")[]>("Allow", "Allow", "Deny"),
    action: some(actionPatterns),
    notAction: fc.boolean(),
    resource: some(resourcePatterns),
    notResource: fc.boolean(),
    conditions: fc.array(conditions, { maxLength: 2 }),
  })
  .map((part) => ({
    Effect: part.Effect,
    [part.notAction ? "NotAction" : "Action"]: part.action,
    [part.notResource ? "NotResource" : "Resource"]: part.resource,
    Condition: Object.fromEntries(
      part.conditions.map(({ operator, key, wanted }) => [operator, { [key]: wanted }]),
    ),
  }));

const documents: fc.Arbitrary<WrittenDocument> = fc.record(
  {
    Version: of("2012-10-17", "2012-10-17", "2008-10-17"),
    Statement: fc.array(statements, { maxLength: 3 }),
  },
  { requiredKeys: ["Statement"] },
);

const asked: fc.Arbitrary<Asked> = fc.record({
  action: actions,
  resource: resources,
  context: fc
    .record(
      Object.fromEntries(
        Object.entries(given).map(([family, value]) => [family, fc.array(value, { maxLength: 2 })]),
      ),
      { requiredKeys: [] },
    )
    .map((context) => ({ ...context, name: ["ann"], two: ["a", "b"] })),
});

function byEvaluator(written: readonly WrittenDocument[], request: Asked) {
  const sources = written.map((document, at) => {
    const parsed = parsePolicyDocument(JSON.stringify(document), "identity");
    if (!parsed.ok) throw new Error(parsed.faults.join());
    return { name: `p${at}`, kind: "inline" as const, document: parsed.document };
  });
  return evaluate(request, sources);
}

it(
  verifies(
    "iam.evaluate.second-reading",
    "Random documents are decided as a second reading of the user guide decides them",
  ),
  () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(documents, { minLength: 1, maxLength: 2 }), asked, (written, request) => {
        const { outcome } = byEvaluator(written, request);
        expect(outcome).toBe(secondReading(written, request));
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }),
      { numRuns: 5_000 },
    );
    expect([...outcomes.keys()].sort()).toEqual(["allowed", "explicitDeny", "implicitDeny"]);
    expect(Math.min(...outcomes.values())).toBeGreaterThan(300);
  },
);

it("single conditions hold where a second reading has them hold", () => {
  fc.assert(
    fc.property(conditions, asked, fc.boolean(), ({ operator, key, wanted }, request, denying) => {
      const statement = { Action: ["*"], Resource: ["*"], Condition: { [operator]: { [key]: wanted } } };
      const written: WrittenDocument[] = [
        {
          Version: "2012-10-17",
          Statement: denying
            ? [
                { Effect: "Allow", Action: ["*"], Resource: ["*"] },
                { ...statement, Effect: "Deny" },
              ]
            : [{ ...statement, Effect: "Allow" }],
        },
      ];
      expect(byEvaluator(written, request).outcome).toBe(secondReading(written, request));
    }),
    { numRuns: 10_000 },
  );
});
