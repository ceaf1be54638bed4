import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { cedarSchema } from "./cedar-schema.ts";
import type { ToolSchema } from "./tool-schema.ts";

const now = {
  type: "Record",
  attributes: { now: { type: "Extension", name: "datetime", required: true } },
  required: true,
};
const context = (input: object) => ({
  type: "Record",
  attributes: { input: { ...input, required: true }, system: now },
});
const callable = (input: object) => ({
  principalTypes: ["OAuthUser"],
  resourceTypes: ["Gateway"],
  context: context(input),
});
const record = (attributes: object) => ({ type: "Record", attributes });

function actionsOf(schema: ReturnType<typeof cedarSchema>) {
  return (schema.AgentCore as { actions: Record<string, unknown> }).actions;
}

describe("cedarSchema", () => {
  it(
    verifies("policy.name.action", "puts each tool in its target, the target in CallTool, that in Mcp"),
    () => {
      const schema = cedarSchema([
        { action: "RefundTool___process_refund", inputSchema: { type: "object", properties: {} } },
      ]);
      expect(actionsOf(schema)).toEqual({
        Mcp: {},
        CallTool: { memberOf: [{ id: "Mcp" }] },
        UnknownTool: { memberOf: [{ id: "CallTool" }] },
        RefundTool: { memberOf: [{ id: "CallTool" }] },
        RefundTool___process_refund: { memberOf: [{ id: "RefundTool" }], appliesTo: callable(record({})) },
      });
    },
  );

  it.each<[ToolSchema, object]>([
    [{ type: "string" }, { type: "String" }],
    [{ type: "integer" }, { type: "Long" }],
    [{ type: "boolean" }, { type: "Boolean" }],
    [{ type: "number" }, { type: "Extension", name: "decimal" }],
    [
      { type: "array", items: { type: "integer" } },
      { type: "Set", element: { type: "Long" } },
    ],
    [{ type: "array" }, record({})],
    [{ type: "object" }, record({})],
    [{ type: "object", properties: { __extn: { type: "string" } } }, record({})],
    [
      { type: "object", properties: { a: { type: "string" }, b: { type: "boolean" } }, required: ["b"] },
      record({ a: { type: "String", required: false }, b: { type: "Boolean", required: true } }),
    ],
  ])(verifies("policy.schema.types", "%j becomes %j"), (member, type) => {
    const inputSchema = { type: "object", properties: { value: member }, required: ["value"] };
    expect(actionsOf(cedarSchema([{ action: "T___a", inputSchema }])).T___a).toEqual({
      memberOf: [{ id: "T" }],
      appliesTo: callable(record({ value: { ...type, required: true } })),
    });
  });

  it.each<[ToolSchema]>([
    [{ type: ["string", "null"] }],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }],
  ])(verifies("policy.schema.json", "a required member of %j is optional to policies"), (member) => {
    const inputSchema = { type: "object", properties: { value: member }, required: ["value"] };
    expect(actionsOf(cedarSchema([{ action: "T___a", inputSchema }])).T___a).toEqual({
      memberOf: [{ id: "T" }],
      appliesTo: callable(record({ value: { type: "String", required: false } })),
    });
  });

  it("takes other principals when told", () => {
    const tools = [{ action: "T___a", inputSchema: { type: "string" } }];
    const schema = cedarSchema(tools, { principalTypes: ["OAuthUser", "IamEntity"] });
    expect(actionsOf(schema).T___a).toEqual({
      memberOf: [{ id: "T" }],
      appliesTo: { ...callable(record({})), principalTypes: ["OAuthUser", "IamEntity"] },
    });
  });

  it("lets the built-in actions apply where there is no tool, so that an emergency stop can be written", () => {
    expect(actionsOf(cedarSchema([]))).toEqual({
      Mcp: {},
      CallTool: { memberOf: [{ id: "Mcp" }], appliesTo: callable(record({})) },
      UnknownTool: { memberOf: [{ id: "CallTool" }], appliesTo: callable(record({})) },
    });
  });
});
