import fc from "fast-check";
import { expect, it } from "vitest";
import { elementsOf, membersOf } from "./json-slice.ts";

it.each([
  ["[]", []],
  [' [ 1 , [2,3] ,\n{"a":[4,"]"]} ] ', ["1", "[2,3]", '{"a":[4,"]"]}']],
  ['["a,b","\\"],[","\\\\",""]', ['"a,b"', '"\\"],["', '"\\\\"', '""']],
  ['{"a":1}', undefined],
  ["1", undefined],
])("cuts %s into %j", (text, parts) => {
  expect(elementsOf(text)).toEqual(parts);
});

it("gives the members of an object as they were written, and nothing for a name that comes twice", () => {
  expect(membersOf('{ "a" : 1.50, "b\\u0063":{"c":[1,2]}, "":"}" }')).toEqual(
    new Map([
      ["a", "1.50"],
      ["bc", '{"c":[1,2]}'],
      ["", '"}"'],
    ]),
  );
  expect(membersOf('{"a":1,"\\u0061":2}')).toBeUndefined();
  expect(membersOf("[1]")).toBeUndefined();
});

it("cuts what JSON.stringify writes where JSON.parse would", () => {
  const member = fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue());
  fc.assert(
    fc.property(fc.array(member), fc.constantFrom(0, 1), (values, indent) => {
      const parts = elementsOf(JSON.stringify(values, undefined, indent));
      expect(parts?.map((part) => JSON.stringify(JSON.parse(part)))).toEqual(
        values.map((value) => JSON.stringify(value)),
      );
      const object = Object.fromEntries(values.map((value, at) => [`${at}"`, value]));
      const members = membersOf(JSON.stringify(object, undefined, indent)) ?? new Map();
      expect(Object.fromEntries([...members].map(([name, text]) => [name, JSON.parse(text)]))).toEqual(
        JSON.parse(JSON.stringify(object)),
      );
    }),
  );
});
