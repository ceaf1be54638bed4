/** `toolgate policy`: questions about policies, before they bite. */
import { defineCommand } from "citty";
import { policyAssertCommand } from "./policy-assert.ts";
import { policyCheckCommand } from "./policy-check.ts";
import { policyDiffCommand } from "./policy-diff.ts";
import { policyGenerateCommand } from "./policy-generate.ts";
import { policyReadCommand } from "./policy-read.ts";
import { policyWhoCanCommand } from "./policy-who-can.ts";

export const policyCommand = defineCommand({
  meta: {
    name: "policy",
    description:
      "Ask what policies do: check them, compare versions, see who can call what, prove what must hold, make them of sentences",
  },
  subCommands: {
    check: policyCheckCommand,
    diff: policyDiffCommand,
    "who-can": policyWhoCanCommand,
    assert: policyAssertCommand,
    read: policyReadCommand,
    generate: policyGenerateCommand,
  },
});
