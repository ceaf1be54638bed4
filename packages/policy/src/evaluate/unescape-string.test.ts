import { expect, it } from "vitest";
import { unescapeString } from "./unescape-string.ts";

it.each([
  ["plain", "plain"],
  ["\\n\\r\\t\\0\\\\\\'\\\"", "\n\r\t\0\\'\""],
  ["\\x41\\x7f", "A\u007f"],
  ["\\u{41}\\u{1F600}\\u{0_0_4_1}", "A\u{1f600}A"],
  ["a\\\n   b", "ab"],
  ["\\\\u{41}", "\\u{41}"],
  ["\\u{110000}", undefined],
  ["\\x80", undefined],
  ["\\u41", undefined],
  ["\\q", undefined],
  ["\\N", undefined],
  ["\\", "\\"],
])("%j is %j", (written, text) => {
  expect(unescapeString(written)).toBe(text);
});
