import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { SharedByKey } from "./shared-by-key.ts";

it("what was made first for a key is what everybody gets", () => {
  const shared = new SharedByKey<{ readonly name: string }>();
  const first = shared.share("a", { name: "first" });
  expect(shared.share("a", { name: "second" })).toBe(first);
  expect(shared.share("b", { name: "other" })).toEqual({ name: "other" });
  expect(first).toEqual({ name: "first" });
});

it("what nobody holds any more is made anew", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const shared = new SharedByKey<{ readonly name: string }>();
  const held = shared.share("held", { name: "held" });
  shared.share("dropped", { name: "first" });
  // an object lives to the end of the turn that looked at it
  await setImmediate();
  collect();
  await setImmediate();
  expect(shared.share("dropped", { name: "second" })).toEqual({ name: "second" });
  expect(shared.share("held", { name: "other" })).toBe(held);
});
