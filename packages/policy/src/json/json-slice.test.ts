import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { elementsOf, membersOf } from "./json-slice.ts";

describe("membersOf", () => {
  it.each<[string, Record<string, string>]>([
    ["{}", {}],
    [" { } ", {}],
    ['{"a":1}', { a: "1" }],
    ['{ "a" : 1.50 , "b":\n[ 1, {"c":","} ] }', { a: "1.50", b: '[ 1, {"c":","} ]' }],
    ['{"a":"\\"}","b":"\\\\","c":"\\\\\\",\\""}', { a: '"\\"}"', b: '"\\\\"', c: '"\\\\\\",\\""' }],
    ['{"\\u0061":9007199254740993}', { a: "9007199254740993" }],
    ['{"":{},"x:y":":"}', { "": "{}", "x:y": '":"' }],
    ['{"__proto__":{"a":1}}', { ["__proto__"]: '{"a":1}' }],
  ])(verifies("mcp-servers.bytes", "cuts %s"), (text, expected) => {
    expect([...(membersOf(text) ?? [])]).toEqual(Object.entries(expected));
  });

  it.each(["[]", '"{}"', "1", "null", '{"a":1,"a":2}', '{"a":1,"\\u0061":2}'])(
    verifies("mcp-servers.bytes", "does not take %s, which parsers would read differently or is no object"),
    (text) => {
      expect(membersOf(text)).toBeUndefined();
    },
  );

  it(verifies("mcp-servers.bytes", "gives every member of any object as its text"), () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom("", " ", "\t"),
        (value, space) => {
          const members = membersOf(JSON.stringify(value, null, space));
          const given = [...(members ?? [])].map(([name, text]) => [name, JSON.parse(text)]);
          expect(given).toEqual(Object.entries(JSON.parse(JSON.stringify(value))));
        },
      ),
    );
  });
});

describe("elementsOf", () => {
  it.each<[string, readonly string[] | undefined]>([
    ["[]", []],
    ["[ ]", []],
    ['[1, [2,3] ,"],"]', ["1", "[2,3]", '"],"']],
    ["{}", undefined],
  ])("cuts %s", (text, expected) => {
    expect(elementsOf(text)).toEqual(expected);
  });
});
