import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { JsonNumber, type JsonValue, toPlain } from "../json/json-value.ts";
import { parseJson } from "../json/parse-json.ts";
import { stringifyJson } from "../json/stringify-json.ts";
import { RecordValue } from "../values/value.ts";
import { valueToJson } from "../values/value-to-json.ts";
import { toolArguments } from "./tool-arguments.ts";
import type { ToolSchema } from "./tool-schema.ts";

const member = (schema: ToolSchema, required = true): ToolSchema => ({
  type: "object",
  properties: { value: schema },
  required: required ? ["value"] : [],
});

function read(schema: ToolSchema, text: string, options = {}) {
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const result = toolArguments(schema, parsed.value, options);
  return result.ok
    ? { ...result, input: valueToJson(result.input), forward: stringifyJson(result.forward) }
    : result;
}

function fits(input: object, forward: string, dropped: readonly string[] = []) {
  return { ok: true, input, forward, dropped };
}

describe("integers", () => {
  it.each([
    ["450", 450, "450"],
    ["450.0", 450, "450"],
    ["4.5e2", 450, "450"],
    ["45000E-2", 450, "450"],
    ["-0", 0, "0"],
    ["0e999999999999", 0, "0"],
    ["9007199254740991", 9007199254740991, "9007199254740991"],
    ["9007199254740992", 9007199254740992n, "9007199254740992"],
    ["9223372036854775807", 9223372036854775807n, "9223372036854775807"],
    ["-9223372036854775808", -9223372036854775808n, "-9223372036854775808"],
  ])(verifies("policy.values.integer", "%s is the integer %s, forwarded as %s"), (text, seen, sent) => {
    expect(read(member({ type: "integer" }), `{"value":${text}}`)).toEqual(
      fits({ value: seen }, `{"value":${sent}}`),
    );
  });

  it.each([
    ["450.5", "is not a whole number, expected an integer"],
    ["1e-1", "is not a whole number, expected an integer"],
    ["9223372036854775808", "is beyond 64 bits, expected an integer"],
    ["-9223372036854775809", "is beyond 64 bits, expected an integer"],
    ["1e999999999", "is beyond 64 bits, expected an integer"],
    [`1${"0".repeat(100_000)}`, "is beyond 64 bits, expected an integer"],
    ['"450"', "is a string, expected an integer"],
    ["true", "is a boolean, expected an integer"],
  ])(verifies("policy.values.integer", "%.30s does not fit: it %s"), (text, message) => {
    expect(read(member({ type: "integer" }), `{"value":${text}}`)).toEqual({
      ok: false,
      path: "value",
      message,
    });
  });
});

describe("decimals", () => {
  const decimal = (arg: string) => ({ value: { __extn: { fn: "decimal", arg } } });

  it.each([
    ["12.5", "12.5000", "12.5"],
    ["12", "12.0000", "12"],
    ["12.5000000", "12.5000", "12.5"],
    ["-0.5", "-0.5000", "-0.5"],
    ["-0.0", "0.0000", "0"],
    ["1.25e1", "12.5000", "12.5"],
    ["125e-4", "0.0125", "0.0125"],
    ["922337203685477.5807", "922337203685477.5807", "922337203685477.5807"],
    ["-922337203685477.5807", "-922337203685477.5807", "-922337203685477.5807"],
  ])(verifies("policy.values.decimal", "%s is decimal(%j), forwarded as %s"), (text, seen, sent) => {
    expect(read(member({ type: "number" }), `{"value":${text}}`)).toEqual(
      fits(decimal(seen), `{"value":${sent}}`),
    );
  });

  it.each([
    ["1.23456", "has more than four decimals"],
    ["1e-999999999", "has more than four decimals"],
    ["922337203685477.5808", "is beyond the range of a decimal, ±922337203685477.5807"],
    ["1e999999999", "is beyond the range of a decimal, ±922337203685477.5807"],
    ['"1.5"', "is a string, expected a number"],
  ])(verifies("policy.values.decimal", "%s does not fit: it %s"), (text, message) => {
    expect(read(member({ type: "number" }), `{"value":${text}}`)).toEqual({
      ok: false,
      path: "value",
      message,
    });
  });

  it.each([
    ["1.23456", "1.2345", "1.2345"],
    ["-1.99999", "-1.9999", "-1.9999"],
    ["-0.00009", "0.0000", "0"],
    ["1e-999999999", "0.0000", "0"],
  ])(
    verifies("policy.values.decimal", "in strict AWS mode %s is cut to decimal(%j) for the tool too"),
    (text, seen, sent) => {
      expect(read(member({ type: "number" }), `{"value":${text}}`, { strictAws: true })).toEqual(
        fits(decimal(seen), `{"value":${sent}}`),
      );
    },
  );
});

describe("null and absence", () => {
  const order: ToolSchema = {
    type: "object",
    properties: {
      note: { type: "string" },
      lines: { type: "array", items: { type: "string" } },
      inner: { type: "object", properties: { a: { type: "integer" } } },
    },
  };

  it(verifies("policy.values.null", "null on an optional member is an absent member, at any depth"), () => {
    expect(read(order, '{"note":null,"inner":{"a":null}}')).toEqual(
      fits({ inner: {} }, '{"inner":{}}', ["note", "inner.a"]),
    );
  });

  it.each([
    [member({ type: "string" }), '{"value":null}', "value", "is null, but it is required"],
    [order, '{"lines":["a",null]}', "lines[1]", "is null, expected a string"],
    [
      member({ type: "array", items: { type: "object" } }),
      '{"value":[null]}',
      "value[0]",
      "is null, expected an object",
    ],
    [member({ type: "string" }), "{}", "value", "is missing"],
    [order, "null", "", "are null, expected an object"],
    [order, "[]", "", "are an array, expected an object"],
  ])(verifies("policy.values.null", "%j refuses %s"), (schema, text, path, message) => {
    expect(read(schema, text)).toEqual({ ok: false, path, message });
  });

  it.each<[ToolSchema, string, object]>([
    [{ type: ["string", "null"] }, '{"value":null}', {}],
    [{ anyOf: [{ type: "integer" }, { type: "null" }] }, '{"value":null}', {}],
    [{}, '{"value":null}', {}],
    [{ type: ["string", "null"] }, '{"value":"x"}', { value: "x" }],
  ])(
    verifies("policy.values.nullable", "%j, where it is required, hands %s to the tool as it is"),
    (schema, text, seen) => {
      expect(read(member(schema), text)).toEqual(fits(seen, text));
    },
  );

  it(
    verifies(
      "policy.values.nullable",
      "null is dropped where it is optional, though it is one of the values",
    ),
    () => {
      const schema = member({ type: ["string", "null"] }, false);
      expect(read(schema, '{"value":null}')).toEqual(fits({}, "{}", ["value"]));
    },
  );

  it(verifies("policy.values.nullable", "what may be null is not missing when it is required"), () => {
    expect(read(member({ type: ["string", "null"] }), "{}")).toEqual({
      ok: false,
      path: "value",
      message: "is missing",
    });
  });

  it.each<[ToolSchema, string]>([
    [{ type: "array", items: { type: ["string", "null"] } }, '["a",null]'],
    [{ type: "array", items: {} }, "[null]"],
  ])(
    verifies("policy.values.nullable", "%j is opaque, for policies see no null in a set: %s"),
    (schema, text) => {
      expect(read(member(schema), `{"value":${text}}`)).toEqual(fits({ value: {} }, `{"value":${text}}`));
    },
  );

  it("no arguments at all are an empty object", () => {
    expect(toolArguments(order, undefined)).toEqual({
      ok: true,
      input: new RecordValue(new Map()),
      forward: new Map(),
      dropped: [],
    });
  });
});

describe("what the schema does not declare", () => {
  it(verifies("policy.values.undeclared", "is left out for policy and tool, and named"), () => {
    const schema = member(member({ type: "string" }));
    expect(read(schema, '{"value":{"value":"x","b":[1]},"__proto__":1,"c":null}')).toEqual(
      fits({ value: { value: "x" } }, '{"value":{"value":"x"}}', ["value.b", "__proto__", "c"]),
    );
  });

  it(verifies("policy.values.undeclared", "is everything where the schema declares no member"), () => {
    expect(read({ type: "object", properties: {} }, '{"a":1}')).toEqual(fits({}, "{}", ["a"]));
  });

  it.each([true, { type: "string" }, {}])(
    verifies(
      "policy.values.undeclared",
      "is left out where the schema declares members, though additionalProperties is %j",
    ),
    (additionalProperties) => {
      const schema = {
        type: "object",
        properties: { path: { type: "string" } },
        additionalProperties,
      };
      expect(read(schema, '{"path":"/a","as":"root"}')).toEqual(
        fits({ path: "/a" }, '{"path":"/a"}', ["as"]),
      );
      expect(read(member(schema), '{"value":{"path":"/a","as":"root"}}')).toEqual(
        fits({ value: { path: "/a" } }, '{"value":{"path":"/a"}}', ["value.as"]),
      );
    },
  );

  it.each<[ToolSchema]>([
    [{ type: "object", additionalProperties: { type: "string" } }],
    [{ type: "object", properties: {}, additionalProperties: true }],
    [{ type: "object", properties: {}, patternProperties: { "^x-": {} } }],
  ])(
    verifies("policy.values.opaque", "%j is a map, whose names nobody declares: the tool gets it whole"),
    (schema) => {
      expect(read(member(schema), '{"value":{"x-a":"1"}}')).toEqual(
        fits({ value: {} }, '{"value":{"x-a":"1"}}'),
      );
    },
  );

  it(verifies("policy.values.undeclared", "is everything where the object is closed and empty"), () => {
    expect(read({ type: "object", additionalProperties: false }, '{"a":1}')).toEqual(fits({}, "{}", ["a"]));
  });

  it("is counted beyond a hundred, and long names are cut", () => {
    const many = Object.fromEntries(Array.from({ length: 103 }, (_, index) => [`m${index}`, 1]));
    const result = read({ type: "object", properties: {} }, JSON.stringify(many));
    expect(result.ok && result.dropped.slice(99)).toEqual(["m99", "and 3 more"]);
    const long = read({ type: "object", properties: {} }, JSON.stringify({ ["n".repeat(5000)]: 1 }));
    expect(long.ok && long.dropped).toEqual([`${"n".repeat(100)}…`]);
  });
});

describe("opaque values", () => {
  it.each<[ToolSchema, string]>([
    [{ type: "object" }, '{"a":[null,1.50],"b":{}}'],
    [{ type: "array" }, '[1,"x",null]'],
    [{}, '"anything"'],
    [{ type: "object", properties: { __entity: { type: "string" } } }, '{"__entity":{"type":"T","id":"x"}}'],
  ])(
    verifies("policy.values.opaque", "of %j policies see an empty record, and the tool gets %s"),
    (schema, text) => {
      expect(read(member(schema), `{"value":${text}}`)).toEqual(fits({ value: {} }, `{"value":${text}}`));
    },
  );

  it(verifies("policy.values.opaque", "may be the arguments as a whole"), () => {
    expect(read({ type: "object" }, '{"a":null,"b":1.50}')).toEqual(fits({}, '{"a":null,"b":1.50}'));
  });

  it.each<[ToolSchema, string, string]>([
    [{ type: "object" }, "[]", "is an array, expected an object"],
    [{ type: "array" }, "{}", "is an object, expected an array"],
  ])(verifies("policy.values.opaque", "of %j still have their type: not %s"), (schema, text, message) => {
    expect(read(member(schema), `{"value":${text}}`)).toEqual({ ok: false, path: "value", message });
  });
});

describe("other values", () => {
  it.each<[ToolSchema, string, string]>([
    [{ type: "string" }, "1", "is a number, expected a string"],
    [{ type: "string" }, '"\\ud800"', "holds half of a surrogate pair, which is no character"],
    [{ type: "boolean" }, '"true"', "is a string, expected a boolean"],
    [{ type: "boolean" }, "1", "is a number, expected a boolean"],
    [{ type: "array", items: { type: "string" } }, '"a"', "is a string, expected an array"],
    [{ type: "object", properties: {} }, "true", "is a boolean, expected an object"],
  ])(verifies("policy.values.types", "%j does not take %s"), (schema, text, message) => {
    expect(read(member(schema), `{"value":${text}}`)).toEqual({ ok: false, path: "value", message });
  });

  it(
    verifies("policy.values.same", "a list stays a list for the tool, in its order, with its repetitions"),
    () => {
      const schema = member({ type: "array", items: { type: "integer" } });
      expect(read(schema, '{"value":[3,1,3]}')).toEqual(fits({ value: [3, 1, 3] }, '{"value":[3,1,3]}'));
    },
  );
});

it(verifies("policy.values.same", "what policies see is what the tool gets, whatever comes"), () => {
  const schema: ToolSchema = {
    type: "object",
    properties: {
      amount: { type: "integer" },
      note: { type: "string" },
      flags: { type: "array", items: { type: "boolean" } },
      inner: { type: "object", properties: { id: { type: "integer" } }, required: ["id"] },
    },
  };
  const noise = fc.constantFrom<JsonValue>(
    null,
    "text",
    true,
    new JsonNumber("1.5"),
    new JsonNumber("7.0"),
    [],
  );
  const integers = fc.maxSafeInteger().map((value) => new JsonNumber(`${value}.0`));
  const args = fc.record(
    {
      amount: fc.oneof({ weight: 3, arbitrary: integers }, noise),
      note: fc.oneof({ weight: 3, arbitrary: fc.string({ unit: "binary" }) }, noise),
      flags: fc.oneof({ weight: 3, arbitrary: fc.array(fc.boolean()) }, noise),
      inner: integers.map(
        (id) =>
          new Map<string, JsonValue>([
            ["id", id],
            ["more", "x"],
          ]),
      ),
      more: noise,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(args, (given) => {
      const result = toolArguments(schema, new Map(Object.entries(given)));
      if (result.ok) expect(toPlain(result.forward)).toEqual(valueToJson(result.input));
    }),
  );
});
