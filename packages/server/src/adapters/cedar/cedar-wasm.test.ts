import { expect, test } from "vitest";
import { stringifyWithBigints } from "./cedar-wasm.ts";

const stringify = stringifyWithBigints(JSON.stringify, "secret");

test("a bigint is written as bare digits, beside values that look like anything", () => {
  expect(stringify({ a: 9223372036854775807n, b: [-1n], c: "9", d: 1.5, e: null })).toBe(
    '{"a":9223372036854775807,"b":[-1],"c":"9","d":1.5,"e":null}',
  );
});

test("a string cannot pass for a number without the secret of the process", () => {
  expect(stringify({ a: 1n, b: "other:2", c: '"secret\\":3"' })).toBe(
    '{"a":1,"b":"other:2","c":"\\"secret\\\\\\":3\\""}',
  );
});
