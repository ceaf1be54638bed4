import { expect, it } from "vitest";
import { BytePieces } from "./byte-pieces.ts";

it.each([
  ["none", []],
  ["one", ["a"]],
  ["an empty one", [""]],
  ["several, in their order", ["ab", "", "c", "def", "ab"]],
])("joins %s", (_what, texts) => {
  const pieces = new BytePieces();
  for (const text of texts) pieces.add(Buffer.from(text));
  expect([pieces.joined().toString(), pieces.length]).toEqual([texts.join(""), texts.join("").length]);
});

it("copies nothing where there is one piece, and keeps nothing of what was cleared", () => {
  const pieces = new BytePieces();
  const only = Buffer.from("only");
  pieces.add(only);
  expect(pieces.joined()).toBe(only);
  pieces.clear();
  pieces.add(Buffer.from("other"));
  expect([pieces.joined().toString(), pieces.length]).toEqual(["other", 5]);
});
