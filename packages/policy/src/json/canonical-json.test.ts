import { expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

it("gives equal values equal text, whatever order their members came in", () => {
  const expected = '{"a":[1,{"x":null,"y":"é"}],"b":true}';
  expect(canonicalJson({ b: true, a: [1, { y: "é", x: null }] })).toBe(expected);
  expect(canonicalJson({ a: [1, { x: null, y: "é", z: undefined }], b: true })).toBe(expected);
});
