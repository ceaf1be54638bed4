import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Depot___release_crate",
    description: "Release a crate",
    properties: { crateId: { type: "string" }, weight: { type: "integer" } },
  },
  {
    action: "Depot___scrap_crate",
    description: "Scrap a crate",
    properties: { crateId: { type: "string" } },
  },
];
const release = { crateId: "c", weight: 5 };
const role = (name: string, account = "111122223333") => `arn:aws:sts::${account}:assumed-role/${name}`;
/** A role, another one, the first one's name in another account, somebody with a token, and a clerk with one. */
const callers = [
  role("LoaderNight"),
  role("Guard"),
  role("LoaderNight", "444455556666"),
  {},
  { role: "clerk" },
];

describe("callers known by what they sign in with", () => {
  it.each([
    ["Allow IAM callers to release crates.", "AAADD"],
    ["Any IAM principal may release crates.", "AAADD"],
    ["Every IAM-authenticated caller can release crates.", "AAADD"],
    ["Permit callers authenticated with IAM to release crates.", "AAADD"],
    ["Only principals who sign in via AWS IAM may release crates.", "AAADD"],
    ["Let AWS identities in any account release crates under a weight of 6.", "AAADD"],
    ["Allow OAuth users to release crates.", "DDDAA"],
    ["JWT-authenticated callers with role clerk may release crates.", "DDDDA"],
    ["Allow IAM roles whose name starts with Loader to release crates.", "ADADD"],
    ['Allow any IAM role with a name beginning with "Loader", in any account, to release crates.', "ADADD"],
    ["IAM roles whose names start with Loader in account 111122223333 may release crates.", "ADDDD"],
    ["Callers that assume a role whose name starts with Loader may release crates.", "ADADD"],
    ["IAM callers whose role name begins with Loader may release crates.", "ADADD"],
    ["Allow the IAM role Guard in any account to release crates.", "DADDD"],
    ["Allow callers that assume the role Guard in account 111122223333 to release crates.", "DADDD"],
  ])(verifies("authoring.callers", "%s (allows)"), (sentence, expected) => {
    const calls = callers.map((each) => ["Depot___release_crate", release, each] as const);
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Block IAM callers from releasing crates.", "DDDAA"],
    ["No IAM principal may release crates.", "DDDAA"],
    ["No caller from AWS account 444455556666 may release crates.", "AADAA"],
    ["Block releasing crates for all IAM roles whose name starts with Loader.", "DADAA"],
    ["Deny all tools to OAuth callers.", "AAADD"],
  ])(verifies("authoring.callers", "%s (denies)"), (sentence, expected) => {
    const calls = callers.map((each) => ["Depot___release_crate", release, each] as const);
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Allow IAM callers with role clerk to release crates.",
    "Allow IAM callers whose team is red to release crates.",
    "Allow IAM callers in account 5 to release crates.",
    "Allow IAM callers except those from account 444455556666 to release crates.",
    "Allow IAM callers and users with role clerk to release crates.",
    "Allow IAM roles whose name contains Loader to release crates.",
    "Allow IAM callers to release crates when their role is clerk.",
    "Callers whose role name starts with Loader may release crates.",
    "Allow IAM users to release crates.",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
