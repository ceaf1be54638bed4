import { expect, it } from "vitest";
import { CompileOnce } from "./compile-once.ts";

const statement = "permit(principal, action, resource);";

it("compiles a policy once, until a whole round has passed in which nobody asked for it", () => {
  const once = new CompileOnce();
  const first = once.compile("a", statement);
  expect(first?.id).toBe("a");
  expect(once.compile("a", statement)).toBe(first);
  expect(once.compile("b", statement)).not.toBe(first);
  once.forgetUnasked();
  expect(once.compile("a", statement)).toBe(first);
  once.forgetUnasked();
  once.forgetUnasked();
  const again = once.compile("a", statement);
  expect(again?.id).toBe("a");
  expect(again).not.toBe(first);
});

it("compiles nothing that does not parse", () => {
  expect(new CompileOnce().compile("a", "permit(")).toBeUndefined();
});
