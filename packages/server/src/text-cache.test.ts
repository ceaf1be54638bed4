import { expect, it } from "vitest";
import { TextCache } from "./text-cache.ts";

it("remembers as many characters as it may, and forgets first what was asked for longest ago", () => {
  const cache = new TextCache<{ readonly of: string }>(10);
  const made: string[] = [];
  const ask = (text: string) =>
    cache.get(text, () => {
      made.push(text);
      return { of: text };
    });
  const first = ask("aaaa");
  ask("bbbb");
  expect(ask("aaaa")).toBe(first);
  ask("cccc");
  expect(ask("aaaa")).toBe(first);
  expect(ask("bbbb")).toEqual({ of: "bbbb" });
  expect(made).toEqual(["aaaa", "bbbb", "cccc", "bbbb"]);
});

it("gives what is larger than all it may keep, and keeps nothing of it", () => {
  const cache = new TextCache<object>(3);
  const long = cache.get("aaaa", () => ({}));
  expect(cache.get("aaaa", () => ({}))).not.toBe(long);
});
