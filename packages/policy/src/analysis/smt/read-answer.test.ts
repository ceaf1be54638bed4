import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readNodes, readValues } from "./read-answer.ts";

it.each([
  ["((a true) (b false))", [true, false]],
  ["((a 7) (b (- 9223372036854775808)))", [7n, -9223372036854775808n]],
  ['((a "") ((f "x)" 3) "a ""b"" \\u{1f600}\\u0041"))', ["", 'a "b" 😀A']],
  ['((a "\\u{d800}"))', ["\ud800"]],
  ['(error "model is not available")', undefined],
  ["((a (/ 1 2)))", undefined],
  ["((a 1.5))", undefined],
  ["((a", undefined],
  ["", undefined],
])(verifies("analysis.solver.answers", "%s is read as it stands"), (text, values) => {
  const [node] = readNodes(text);
  expect(node === undefined ? undefined : readValues(node)).toEqual(values);
});
