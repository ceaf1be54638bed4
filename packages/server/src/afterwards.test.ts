import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { Afterwards } from "./afterwards.ts";

function afterwards() {
  const done: string[] = [];
  const later = new Afterwards((error) => done.push(String(error)));
  return { done, later, note: (what: string) => later.do(() => void done.push(what)) };
}

it("does nothing before this turn has ended, and then all in order", async () => {
  const { done, note } = afterwards();
  note("a");
  note("b");
  await Promise.resolve();
  expect(done).toEqual([]);
  await setImmediate();
  expect(done).toEqual(["a", "b"]);
});

it("does at once what waits, and does it once", async () => {
  const { done, later, note } = afterwards();
  note("a");
  later.finish();
  expect(done).toEqual(["a"]);
  note("b");
  await setImmediate();
  expect(done).toEqual(["a", "b"]);
});

it("tells of work that fails, and does the rest", () => {
  const { done, later, note } = afterwards();
  later.do(() => {
    throw new Error("no");
  });
  note("b");
  later.finish();
  expect(done).toEqual(["Error: no", "b"]);
});

it("leaves what work asks for to the next turn", async () => {
  const { done, later, note } = afterwards();
  later.do(() => note("a"));
  later.finish();
  expect(done).toEqual([]);
  await setImmediate();
  expect(done).toEqual(["a"]);
});
