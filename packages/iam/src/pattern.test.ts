import { expect, it } from "vitest";
import { fits, type PatternStep } from "./pattern.ts";

const run: PatternStep = { kind: "run", colons: true };
const part: PatternStep = { kind: "run", colons: false };
const one: PatternStep = { kind: "one", colons: true };
const within: PatternStep = { kind: "one", colons: false };
const text = (given: string): PatternStep => ({ kind: "text", text: given });

it.each<[string, PatternStep[], string, boolean]>([
  ["nothing is nothing", [], "", true],
  ["nothing is not something", [], "a", false],
  ["a text", [text("abc")], "abc", true],
  ["a text that goes on", [text("abc")], "abcd", false],
  ["a text that ends before", [text("abc")], "ab", false],
  ["a run of nothing", [run], "", true],
  ["a run over colons", [run], "a:b:c", true],
  ["a run within a part", [part], "abc", true],
  ["a run that would pass a colon", [part], "a:c", false],
  ["a run up to a colon", [part, text(":c")], "ab:c", true],
  ["a run from a colon", [text("a:"), part], "a:bc", true],
  ["two runs, a colon between", [part, text(":"), part], "a:b", true],
  ["two runs for three parts", [part, text(":"), part], "a:b:c", false],
  ["the last of several beginnings counts", [run, text("b"), part], "b:b:bc", true],
  ["a run that must give back", [run, text("ab"), run, text("ab")], "xababxab", true],
  ["one character", [one], "a", true],
  ["one colon", [one], ":", true],
  ["one character within a part", [within], ":", false],
  ["one character beyond 16 bits", [one], "💰", true],
  ["no character", [one], "", false],
])("%s", (_, steps, given, expected) => {
  expect(fits(steps, given)).toBe(expected);
});

it("a pattern and a text made to be slow take no long time", () => {
  const steps = Array.from({ length: 50_000 }, (): PatternStep[] => [run, text("a")]).flat();
  expect(fits(steps, `${"a".repeat(8_000)}b`)).toBe(false);
});
