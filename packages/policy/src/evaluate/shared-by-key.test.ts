import { expect, it } from "vitest";
import { SharedByKey } from "./shared-by-key.ts";

it("what was made first for a key is what everybody gets", () => {
  const shared = new SharedByKey<{ readonly name: string }>();
  const first = shared.share("a", { name: "first" });
  expect(shared.share("a", { name: "second" })).toBe(first);
  expect(shared.share("b", { name: "other" })).toEqual({ name: "other" });
  expect(first).toEqual({ name: "first" });
});
