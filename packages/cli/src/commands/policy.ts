/** `toolgate policy`: questions about policies, before they bite. */
import { defineCommand } from "citty";
import { policyAssertCommand } from "./policy-assert.ts";
import { policyCheckCommand } from "./policy-check.ts";
import { policyDiffCommand } from "./policy-diff.ts";

export const policyCommand = defineCommand({
  meta: {
    name: "policy",
    description: "Ask what policies do: check them, compare two versions, prove what must always hold",
  },
  subCommands: { check: policyCheckCommand, diff: policyDiffCommand, assert: policyAssertCommand },
});
