import { expect, it } from "vitest";
import { type LikePattern, wildcard } from "../syntax/ast.ts";
import { likeMatcher } from "./like-matcher.ts";

const pattern = (text: string): LikePattern =>
  text.split(/(\*)/).map((part) => (part === "*" ? wildcard : part));

it.each([
  ["", "", true],
  ["a", "", false],
  ["", "*", true],
  ["abc", "abc", true],
  ["abc", "ab", false],
  ["abc", "a*", true],
  ["abc", "*c", true],
  ["abc", "*b*", true],
  ["abc", "**a***c**", true],
  ["abc", "*d*", false],
  ["a", "a*a", false],
  ["aa", "a*a", true],
  ["aba", "ab*ba", false],
  ["abcabc", "*abc", true],
  ["abcab", "*abc", false],
  ["abab", "*ab*ab*ab", false],
  ["a.c", "a.c", true],
  ["abc", "a.c", false],
  ["é𝒳x", "*𝒳*", true],
  ["line\nbreak", "line*break", true],
])("%j like %j: %s", (text, written, expected) => {
  expect(likeMatcher(pattern(written))(text)).toBe(expected);
});

it("takes its text in pieces when it is given so", () => {
  expect(likeMatcher(["a", "b", wildcard, "c", "d"])("ab…cd")).toBe(true);
});

it("reads a long text once for each piece", () => {
  const text = "a".repeat(1_000_000);
  expect(likeMatcher(pattern(`${"*a".repeat(5_000)}*b`))(text)).toBe(false);
});
