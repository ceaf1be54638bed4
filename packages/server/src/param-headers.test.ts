import { expect, it } from "vitest";
import { paramHeaders } from "./param-headers.ts";

const region = { type: "string", "x-mcp-header": "Region" };

it.each<[string, object, string]>([
  [
    "on a number",
    { properties: { a: { type: "number", "x-mcp-header": "A" } } },
    "x-mcp-header at a belongs to a string, an integer or a boolean",
  ],
  [
    "that is no header's name",
    { properties: { a: { type: "string", "x-mcp-header": "A B" } } },
    "x-mcp-header at a is not the name of a header",
  ],
  [
    "given twice",
    { properties: { a: region, b: { ...region, "x-mcp-header": "region" } } },
    "x-mcp-header at b names region a second time",
  ],
  ["at the root", { "x-mcp-header": "A", type: "string" }, "x-mcp-header at the root stands where none may"],
  ["in a list's items", { properties: { a: { items: region } } }, "x-mcp-header at a stands where none may"],
  [
    "in an alternative",
    { anyOf: [{ properties: { a: region } }] },
    "x-mcp-header at a stands where none may",
  ],
  ["in a definition", { $defs: { a: region } }, "x-mcp-header at the root stands where none may"],
])("refuses a declaration %s", (_where, given, why) => {
  expect(paramHeaders(given as Record<string, unknown>)).toEqual({ ok: false, why });
});
