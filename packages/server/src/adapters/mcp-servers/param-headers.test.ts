import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { paramHeaders } from "../../param-headers.ts";
import { headersOf, headerText } from "./param-headers.ts";

const region = { type: "string", "x-mcp-header": "Region" };
const schema = {
  type: "object",
  properties: {
    region,
    user: { type: "object", properties: { id: { type: "integer", "x-mcp-header": "User-Id" } } },
    dry: { type: "boolean", "x-mcp-header": "Dry" },
    note: { type: "string" },
  },
};

describe("headersOf", () => {
  it.each<[string, Record<string, string>]>([
    [
      '{"region":"eu","user":{"id":42},"dry":false,"note":"x"}',
      { "mcp-param-region": "eu", "mcp-param-user-id": "42", "mcp-param-dry": "false" },
    ],
    ['{"region":null,"user":{}}', {}],
    [
      '{"region":"Zürich","user":{"id":4.2e1}}',
      { "mcp-param-region": "=?base64?WsO8cmljaA==?=", "mcp-param-user-id": "42" },
    ],
    ['{"region":{"a":1},"user":{"id":9007199254740993}}', {}],
    ['{"region":"a\\r\\nx-evil: 1"}', { "mcp-param-region": "=?base64?YQ0KeC1ldmlsOiAx?=" }],
  ])(
    verifies("mcp-servers.revisions", "repeats the declared arguments of %s as headers"),
    (args, expected) => {
      const declared = paramHeaders(schema);
      expect(declared.ok && headersOf(declared.params, args)).toEqual(expected);
    },
  );
});

describe("headerText", () => {
  it.each([
    ["get_weather", "get_weather"],
    ["two words", "two words"],
    ["", "=?base64??="],
    [" padded", "=?base64?IHBhZGRlZA==?="],
    ["=?base64?eA==?=", "=?base64?PT9iYXNlNjQ/ZUE9PT89?="],
  ])("writes %j as %s", (value, expected) => {
    expect(headerText(value)).toBe(expected);
  });
});
