import { expect, it } from "vitest";
import { policyFromJson } from "../syntax/policy-from-json.ts";
import { claimsRead } from "./claims-read.ts";

const all = { op: "All" } as const;
const tag = (operator: "hasTag" | "getTag", name: unknown) => ({
  [operator]: { left: { Var: "principal" }, right: name },
});

it("the claims that conditions name are given once each, in their order", () => {
  const read = policyFromJson({
    effect: "permit",
    principal: all,
    action: all,
    resource: all,
    conditions: [
      {
        kind: "when",
        body: {
          "&&": {
            left: tag("hasTag", { Value: "username" }),
            right: { "==": { left: tag("getTag", { Value: "username" }), right: { Value: "refund-agent" } } },
          },
        },
      },
      { kind: "unless", body: tag("hasTag", { Value: "suspended" }) },
      { kind: "when", body: tag("hasTag", { ".": { left: { Var: "context" }, attr: "input" } }) },
    ],
  });
  expect(read.ok && claimsRead(read.policy)).toEqual(["username", "suspended"]);
});
