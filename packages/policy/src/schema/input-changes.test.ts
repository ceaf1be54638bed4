import { expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { inputChanges } from "./input-changes.ts";

const schema = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  properties,
  required,
});
const order = (id: string) => ({ type: "object", properties: { id: { type: id } } });

it.each([
  [schema({ a: { type: "integer" } }), schema({ a: { type: "integer" } }), []],
  [
    schema({ a: { type: "integer" } }),
    schema({ a: { type: "string" } }),
    [{ path: ["a"], was: "an optional Long", is: "an optional String" }],
  ],
  [
    schema({ a: { type: "number" } }, ["a"]),
    schema({ a: { type: "number" } }),
    [{ path: ["a"], was: "a required decimal", is: "an optional decimal" }],
  ],
  [schema({ a: { type: "boolean" } }), schema({}), [{ path: ["a"], was: "an optional Bool", is: undefined }]],
  [
    schema({}),
    schema({ a: { type: "array", items: { type: "string" } } }),
    [{ path: ["a"], was: undefined, is: "an optional Set of String" }],
  ],
  [
    schema({ order: order("string") }),
    schema({ order: order("integer") }),
    [{ path: ["order", "id"], was: "an optional String", is: "an optional Long" }],
  ],
  [schema({ a: { type: "string" } }), schema({ a: { type: "string", maxLength: 3 } }), []],
])(
  verifies("tool-changes.meaning", "%j and %j differ, as policies see them, by %j"),
  (before, after, changes) => {
    expect(inputChanges(before, after)).toEqual(changes);
  },
);
