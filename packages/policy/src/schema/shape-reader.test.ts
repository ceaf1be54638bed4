import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { CedarShape } from "./cedar-shape.ts";
import { cedarShape, type ToolSchema } from "./tool-schema.ts";

/** How a tool whose one argument has this schema is seen. */
function memberOf(schema: unknown, more: ToolSchema = {}) {
  const shape = cedarShape({ type: "object", properties: { value: schema }, ...more });
  if (shape.kind !== "record") throw new Error(`the input is ${shape.kind}`);
  const [member] = shape.members;
  return member && [member.shape, member.nullable];
}

const string: CedarShape = { kind: "string" };
const long: CedarShape = { kind: "long" };
const opaque: CedarShape = { kind: "opaque" };
const opaqueArray: CedarShape = { kind: "opaque", type: "array" };
const opaqueObject: CedarShape = { kind: "opaque", type: "object" };
const record = (name: string, shape: CedarShape, more: object = {}): CedarShape => ({
  kind: "record",
  members: [{ name, shape, required: false, nullable: false, ...more }],
});

const id = { type: "object", properties: { id: { type: "string" } } };

describe("what policies see of a JSON Schema", () => {
  it.each<[unknown, CedarShape, boolean]>([
    [{ type: "string", format: "date-time" }, string, false],
    [{ type: "string", enum: ["a", "b"] }, string, false],
    [{ type: "string", anyOf: [{ format: "uri" }, { format: "email" }] }, string, false],
    [{ type: ["string", "null"] }, string, true],
    [{ type: ["null", "integer"] }, long, true],
    [{ type: ["integer"] }, long, false],
    [{ type: "number", multipleOf: 1 }, { kind: "decimal" }, false],
    [{ type: "null" }, opaque, true],
    [{ enum: ["a", "b"] }, string, false],
    [{ enum: ["a", null] }, string, true],
    [{ enum: [1, 2] }, long, false],
    [{ enum: [true] }, { kind: "bool" }, false],
    [{ const: "a" }, string, false],
    [{ const: 1 }, long, false],
    [{ const: 1.5 }, { kind: "decimal" }, false],
    [{ const: null }, opaque, true],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, string, true],
    [{ oneOf: [{ type: "null" }, { type: "integer" }] }, long, true],
    [{ anyOf: [{ const: "a" }, { const: "b" }] }, string, false],
    [{ anyOf: [id, { type: "null" }] }, record("id", string), true],
    [{ allOf: [{ type: "integer" }], description: "d" }, long, false],
    [{ properties: { id: { type: "string" } } }, record("id", string), false],
    [{ type: "array", items: { type: "string" } }, { kind: "set", items: string }, false],
    [{ type: "array", items: { anyOf: [{ type: "string" }] } }, { kind: "set", items: string }, false],
  ])(verifies("policy.schema.json", "%j is %j (nullable: %s)"), (schema, shape, nullable) => {
    expect(memberOf(schema)).toEqual([shape, nullable]);
  });

  it.each<[unknown, CedarShape, boolean]>([
    [{}, opaque, true],
    [true, opaque, true],
    [false, opaque, true],
    ["string", opaque, true],
    [{ type: "text" }, opaque, false],
    [{ type: "toString" }, opaque, false],
    [{ type: ["string", "integer"] }, opaque, false],
    [{ type: ["string", "integer", "null"] }, opaque, true],
    [{ enum: ["a", 1] }, opaque, false],
    [{ enum: [{ a: 1 }] }, opaque, false],
    [{ enum: [] }, opaque, true],
    [{ anyOf: [{ type: "string" }, { type: "integer" }] }, opaque, false],
    [{ anyOf: [id, { type: "object", properties: { name: { type: "string" } } }] }, opaque, false],
    [{ anyOf: "string" }, opaque, true],
    [{ allOf: [{ type: "string" }, { minLength: 1 }] }, opaque, true],
    [{ not: { type: "string" } }, opaque, true],
    [{ type: "array" }, opaqueArray, false],
    [{ type: "array", items: [{ type: "string" }] }, opaqueArray, false],
    [{ type: "array", prefixItems: [{ type: "string" }], items: { type: "string" } }, opaqueArray, false],
    [{ type: "array", items: { type: ["string", "null"] } }, opaqueArray, false],
    [{ type: "object" }, opaqueObject, false],
    [{ type: "object", properties: [] }, opaqueObject, false],
    [{ type: "object", anyOf: [id] }, opaqueObject, false],
    [{ ...id, anyOf: [{ properties: { name: { type: "string" } } }] }, opaqueObject, false],
    [{ ...id, if: {}, else: { properties: { name: {} } } }, opaqueObject, false],
    [{ ...id, allOf: [{ $ref: "#/$defs/X" }] }, opaqueObject, false],
    [{ type: "object", properties: { "\ud800": { type: "string" } } }, opaqueObject, false],
  ])(verifies("policy.schema.json", "%j is opaque: %j (nullable: %s)"), (schema, shape, nullable) => {
    expect(memberOf(schema)).toEqual([shape, nullable]);
  });

  it("branches that only say which members come together leave an object as it is", () => {
    const schema = { ...id, oneOf: [{ required: ["id"] }, { not: { required: ["id"] } }] };
    expect(memberOf(schema)).toEqual([record("id", string), false]);
  });

  it("a type that an object only inherits is none", () => {
    expect(memberOf(Object.create({ type: "string" }))).toEqual([opaque, true]);
  });

  it("an input that is no object is opaque as a whole", () => {
    expect(cedarShape({ type: "string" })).toEqual(string);
    expect(cedarShape({ anyOf: [id, id] })).toEqual(opaque);
    expect(cedarShape({ type: "null" })).toEqual(opaque);
  });
});

describe("references", () => {
  const more = {
    $defs: {
      Id: { type: "string" },
      "a/b~c d": { type: "integer" },
      Other: { $ref: "#/$defs/Id" },
      Node: { type: "object", properties: { next: { $ref: "#/$defs/Node" }, id: { $ref: "#/$defs/Id" } } },
      Loop: { $ref: "#/$defs/Pool" },
      Pool: { anyOf: [{ $ref: "#/$defs/Loop" }, { type: "null" }] },
      Always: true,
    },
    definitions: { Old: { type: ["boolean", "null"] } },
  };

  it.each<[string, CedarShape, boolean]>([
    ["#/$defs/Id", string, false],
    ["#/$defs/a~1b~0c%20d", long, false],
    ["#/$defs/Other", string, false],
    ["#/definitions/Old", { kind: "bool" }, true],
  ])(verifies("policy.schema.json", "%s is followed"), (reference, shape, nullable) => {
    expect(memberOf({ $ref: reference, description: "d" }, more)).toEqual([shape, nullable]);
    expect(memberOf({ allOf: [{ $ref: reference }], default: null }, more)).toEqual([shape, nullable]);
  });

  it.each([
    "#",
    "#/$defs/Nowhere",
    "#/$defs/Id/type/length",
    "#/$defs/toString",
    "#/$defs/%",
    "#Id",
    "https://example.com/schema.json#/$defs/Id",
    "other.json",
    7,
    "#/$defs/Always",
    "#/$defs/Loop",
  ])(verifies("policy.schema.json", "%s is opaque"), (reference) => {
    expect(memberOf({ $ref: reference }, more)).toEqual([opaque, true]);
  });

  it(verifies("policy.schema.json", "a definition that holds itself is opaque where it comes again"), () => {
    expect(memberOf({ $ref: "#/$defs/Node" }, more)).toEqual([
      {
        kind: "record",
        members: [
          { name: "next", shape: opaque, required: false, nullable: true },
          { name: "id", shape: string, required: false, nullable: false },
        ],
      },
      false,
    ]);
  });

  it(verifies("policy.schema.json", "definitions that double each other end at a thousand"), () => {
    const double = (to: number) => ({
      type: "object",
      properties: { a: { $ref: `#/$defs/D${to}` }, b: { $ref: `#/$defs/D${to}` } },
    });
    const $defs = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`D${at}`, double(at + 1)]));
    const count = (shape: CedarShape): number =>
      shape.kind === "record" ? 1 + shape.members.reduce((sum, member) => sum + count(member.shape), 0) : 1;
    const shape = cedarShape({ type: "object", properties: { value: { $ref: "#/$defs/D0" } }, $defs });
    expect(count(shape)).toBeLessThan(2_100);
  });
});

it("what nests deeper than 32 levels is opaque from there on", () => {
  let schema: object = { type: "string" };
  for (let level = 0; level < 5_000; level += 1) schema = { type: "object", properties: { a: schema } };
  let shape = cedarShape(schema as ToolSchema);
  let levels = 0;
  for (; shape.kind === "record"; levels += 1) shape = shape.members[0]?.shape ?? opaque;
  expect([levels, shape]).toEqual([33, opaque]);
});
