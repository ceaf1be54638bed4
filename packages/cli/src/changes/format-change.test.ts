import type { Change } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { createFormatChanges } from "./format-change.ts";

const change: Change = {
  changeId: "000000000001",
  time: "2026-01-02T03:04:05.678Z",
  callerId: "AKIDEXAMPLE",
  accountId: "123456789012",
  region: "us-west-2",
  address: "127.0.0.1",
  operation: "UpdatePolicy",
  action: "update",
  resource: { kind: "policy", id: "limit-abcdefghij", arn: "arn:x" },
  before: { status: "CREATING", updatedAt: "a" },
  after: { status: "ACTIVE", updatedAt: "b" },
};

const cells = (more: Partial<Change>) =>
  createFormatChanges({ colour: false })([{ ...change, ...more }])[0]?.split("  ");

describe("a line", () => {
  it("tells when, who, from where, by which operation, what, and how it differs", () => {
    expect(cells({})).toEqual([
      "2026-01-02T03:04:05.678Z",
      "AKIDEXAMPLE",
      "127.0.0.1",
      "UpdatePolicy",
      "update policy limit-abcdefghij",
      "status CREATING -> ACTIVE",
      "000000000001",
    ]);
    expect(cells({ address: undefined })?.[2]).toBe("-");
  });

  it.each<[string, Partial<Change>, string]>([
    ["a name, when it is made", { action: "create", before: undefined, after: { name: "limit" } }, "limit"],
    ["the name that it had", { action: "delete", before: { name: "limit" }, after: undefined }, "limit"],
    ["nothing of what has no name", { action: "create", before: undefined, after: {} }, "-"],
    ["no instants", { before: { updatedAt: "a" }, after: { updatedAt: "b" } }, "-"],
    [
      "the names of what is long or has parts",
      { before: { a: "x".repeat(41), b: {}, c: 1 }, after: { a: "y", b: [], c: 2 } },
      "a, b, c",
    ],
    ["what has come and gone", { before: { a: "x" }, after: { b: true } }, "a x -> -, b - -> true"],
    [
      "tags by themselves",
      {
        action: "delete",
        resource: { kind: "tags", id: "e", arn: "arn:e" },
        before: { team: "a" },
        after: undefined,
      },
      "team a -> -",
    ],
    ["no control characters", { before: { a: "x" }, after: { a: "\u001b[2J" } }, "a x -> \\u{1b}[2J"],
  ])("tells %s", (_, more, difference) => {
    expect(cells(more)?.[5]).toBe(difference);
  });

  it("stays aligned with the lines before it, and colours what was done", () => {
    const format = createFormatChanges({ colour: true });
    const [long] = format([{ ...change, callerId: "A".repeat(20) }]);
    const [short] = format([{ ...change, action: "delete", before: { name: "limit" }, after: undefined }]);
    expect(short?.indexOf("127.0.0.1")).toBe(long?.indexOf("127.0.0.1"));
    expect(long).toContain("\u001b[33mupdate policy limit-abcdefghij\u001b[0m");
    expect(short).toContain("\u001b[31mdelete policy limit-abcdefghij\u001b[0m");
    expect(format([{ ...change, action: "create" }])[0]).toContain("\u001b[32mcreate policy");
  });
});
