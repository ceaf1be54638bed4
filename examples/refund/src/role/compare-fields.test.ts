import { expect, it } from "vitest";
import { compareFields } from "./compare-fields.ts";

const report = { id: "my-gateway-xxxxxxxx", at: 0, status: 403, inner: { error: true, kind: "CLIENT" } };

it.each([
  [report, []],
  [{ ...report, id: "my-gateway-0a1b2c3d4e", at: 17 }, []],
  [{ ...report, id: "my-gatewayX" }, ["id"]],
  [{ ...report, id: "other-0a1b2c3d4e" }, ["id"]],
  [{ ...report, at: "17" }, ["at"]],
  [{ ...report, status: 500 }, ["status"]],
  [{ ...report, inner: { error: "true", kind: "CLIENTS" } }, ["inner > error", "inner > kind"]],
  [{}, ["id", "at", "status", "inner > error", "inner > kind"]],
])("%j differs from the report in %j", (came, other) => {
  expect(compareFields(report, came).other.map((line) => line.split(":")[0])).toEqual(other);
});

it("fields that the report does not have are told apart", () => {
  const { same, other, more } = compareFields(report, { ...report, "toolgate.cause": "x" });
  expect([same.length, other, more]).toEqual([5, [], ["toolgate.cause"]]);
});
