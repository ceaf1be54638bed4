import {
  cedarSchema,
  fromPlain,
  type PlainJson,
  type ToolSchema,
  toolArguments,
  valueToJson,
} from "@toolgate/policy";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { CedarOracle } from "./cedar-oracle.ts";
import { verifies } from "./verifies.ts";

const oracle = new CedarOracle();
afterAll(() => oracle.close());

const gateway =
  'AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-ab12cd34ef"';
const refund = {
  action: "RefundTool___process_refund",
  inputSchema: {
    type: "object",
    properties: {
      amount: { type: "integer" },
      price: { type: "number" },
      reason: { type: "string" },
      region: { type: "string" },
      urgent: { type: "boolean" },
      labels: { type: "array", items: { type: "string" } },
      order: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
      extra: { type: "object" },
    },
    required: ["amount"],
  },
};
const order = {
  action: "Order-Tool___get.order",
  inputSchema: { type: "object", properties: { id: { type: "string" } } },
};
const schema = cedarSchema([refund, order]);
const onRefund = `action == AgentCore::Action::"RefundTool___process_refund", resource == ${gateway}`;

describe("the schema of an engine's tools, to Cedar's validator", () => {
  it.each([
    [
      "an amount and a claim",
      `permit(principal is AgentCore::OAuthUser, ${onRefund}) when { principal.hasTag("username") && principal.getTag("username") == "refund-agent" && context.input.amount < 500 };`,
    ],
    [
      "a scope",
      `permit(principal, ${onRefund}) when { principal.hasTag("scope") && principal.getTag("scope") like "*payment:process*" };`,
    ],
    [
      "an optional field that is asked for first",
      `permit(principal, ${onRefund}) when { context.input has region && ["US", "CA"].contains(context.input.region) };`,
    ],
    ["a required field", `forbid(principal, ${onRefund}) unless { context.input has reason };`],
    [
      "a subject",
      `permit(principal == AgentCore::OAuthUser::"alice", ${onRefund}) when { principal.id == "alice" };`,
    ],
    [
      "a price, a list and an inner field",
      `permit(principal, ${onRefund}) when { context.input has price && context.input.price.lessThan(decimal("12.5")) && context.input has labels && context.input.labels.contains("vip") && context.input has order && context.input.order.id like "A*" };`,
    ],
    [
      "the presence of a value without an inside",
      `permit(principal, ${onRefund}) when { context.input has extra };`,
    ],
    [
      "the time",
      `forbid(principal, action, resource) when { context.system.now.toTime() < duration("9h") };`,
    ],
    ["everything at once", "forbid(principal, action, resource);"],
    [
      "a target",
      'permit(principal, action in AgentCore::Action::"Order-Tool", resource is AgentCore::Gateway);',
    ],
    ["every tool by the group", 'permit(principal, action in AgentCore::Action::"Mcp", resource);'],
  ])(verifies("policy.schema.validates", "a policy on %s passes"), async (_, statement) => {
    expect(await oracle.validate(schema, statement)).toEqual([]);
  });

  it.each([
    [`permit(principal, ${onRefund}) when { context.input.amout < 5 };`, "`input.amout`"],
    [`permit(principal, ${onRefund}) when { context.input.amount < "5" };`, "expected Long but saw String"],
    [`permit(principal, ${onRefund}) when { context.input.price < 5 };`, "saw decimal"],
    [
      `permit(principal, ${onRefund}) when { context.input.reason == "x" };`,
      "optional attribute `input.reason`",
    ],
    [`permit(principal, ${onRefund}) when { principal.getTag("role") == "x" };`, 'access to tag `"role"`'],
    [`permit(principal, ${onRefund}) when { context.input.extra.id == "x" };`, "`input.extra.id`"],
    [
      'permit(principal, action == AgentCore::Action::"RefundTool__process_refund", resource);',
      "unrecognized action",
    ],
    ["permit(principal, action, resource) when { context.input.amount < 5 };", "Order-Tool___get.order"],
  ])(verifies("policy.schema.validates", "%s is refused, naming %s"), async (statement, named) => {
    expect((await oracle.validate(schema, statement)).join("\n")).toContain(named);
  });

  it(
    verifies("policy.schema.strict", "an argument on any action passes, until the built-in ones count"),
    async () => {
      const statement = "permit(principal, action, resource) when { context.input.amount <= 1000 };";
      expect(await oracle.validate(cedarSchema([refund]), statement)).toEqual([]);
      const strict = await oracle.validate(cedarSchema([refund], { strictAws: true }), statement);
      expect(strict).toContain(
        'for policy `policy0`, attribute `input.amount` in context for AgentCore::Action::"CallTool" not found',
      );
    },
  );

  it("a policy on everything passes before there is any tool", async () => {
    expect(await oracle.validate(cedarSchema([]), "forbid(principal, action, resource);")).toEqual([]);
  });
});

/** A schema, and values of it. */
interface Sample {
  readonly schema: ToolSchema;
  readonly values: fc.Arbitrary<PlainJson>;
}

const names = fc.constantFrom("a", "b", "c-d", "type", "__entity");
const noise = fc.constantFrom<PlainJson>(null, "text", 7, 1.5, [], {}, { __entity: { type: "T", id: "x" } });
/** Mostly what the schema asks for, sometimes something else. */
const mostly = (values: fc.Arbitrary<PlainJson>) =>
  fc.oneof({ weight: 12, arbitrary: values }, { weight: 1, arbitrary: noise });
const orNull = (values: fc.Arbitrary<PlainJson>) => fc.oneof(values, fc.constant(null));

const text = fc.string({ unit: "grapheme", maxLength: 4 });
const integers = fc.oneof(fc.maxSafeInteger(), fc.integer());
const simple: readonly Sample[] = [
  { schema: { type: "string" }, values: text },
  { schema: { type: "integer" }, values: integers },
  { schema: { type: "boolean" }, values: fc.boolean() },
  {
    schema: { type: "number" },
    values: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((value) => value / 100),
  },
  { schema: { type: "other" }, values: fc.constant("anything") },
  { schema: { type: "array" }, values: fc.constant([1, "x", null]) },
  { schema: { type: "object" }, values: fc.constant({ a: null }) },
  { schema: { enum: ["x", "y", null] }, values: fc.constantFrom("x", "y", null) },
  { schema: { const: 7 }, values: fc.constant(7) },
  { schema: { type: ["string", "null"] }, values: orNull(text) },
  { schema: { type: ["string", "integer"] }, values: fc.oneof(text, integers) },
  { schema: { $ref: "#/$defs/Text" }, values: text },
  { schema: { $ref: "#/$defs/List" }, values: fc.constant({ value: "a", next: { value: "b" } }) },
];
const $defs = {
  Text: { type: "string" },
  List: {
    type: "object",
    properties: { value: { $ref: "#/$defs/Text" }, next: { $ref: "#/$defs/List" } },
    required: ["value"],
  },
};

const samples = fc.letrec<{ node: Sample; object: Sample }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...simple),
    tie("node").map(({ schema, values }) => ({
      schema: { type: "array", items: schema },
      values: fc.array(mostly(values), { maxLength: 3 }),
    })),
    tie("node").map(({ schema, values }) => ({
      schema: { anyOf: [schema, { type: "null" }] },
      values: orNull(values),
    })),
    tie("node").map(({ schema, values }) => ({ schema: { allOf: [schema] }, values })),
    tie("object"),
  ),
  object: fc
    .tuple(
      fc.dictionary(names, tie("node"), { maxKeys: 3 }),
      fc.array(names, { maxLength: 2 }),
      fc.constantFrom({}, { additionalProperties: false }, { additionalProperties: { type: "string" } }),
    )
    .map(([members, required, more]) => ({
      schema: {
        type: "object",
        properties: Object.fromEntries(Object.entries(members).map(([name, { schema }]) => [name, schema])),
        required,
        ...more,
      },
      values: fc.record(
        Object.fromEntries(Object.entries(members).map(([name, { values }]) => [name, mostly(values)])),
        { requiredKeys: required.filter((name) => Object.hasOwn(members, name)) },
      ),
    })),
})).object;

it(
  verifies("policy.values.conform", "what is accepted as arguments is a valid request to Cedar"),
  async () => {
    let accepted = 0;
    const cases = samples.chain(({ schema, values }) =>
      fc.tuple(fc.constant({ ...schema, $defs }), mostly(values)),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([inputSchema, args]) => {
        const read = toolArguments(inputSchema, fromPlain(args));
        if (!read.ok) return;
        accepted += 1;
        const tools = [{ action: "T___a", inputSchema }];
        const now = { __extn: { fn: "datetime", arg: "2026-01-01T00:00:00.000Z" } };
        expect(
          await oracle.refuses(cedarSchema(tools), { input: valueToJson(read.input), system: { now } }),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(50);
  },
);
