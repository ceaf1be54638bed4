import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const id = { id: { type: "string" } };
const tools = [
  { action: "Vault___list_backups", description: "List the backups there are", properties: id },
  { action: "Vault___inspect_backup", description: "Get the details of a backup", properties: id },
  { action: "Vault___prune_backups", description: "Delete old backups", properties: id },
  { action: "Desk___find_ticket", description: "Find a ticket", properties: id },
  { action: "Desk___close_ticket", description: "Close a ticket", properties: id },
];
const called = (claims: Readonly<Record<string, string>> = {}): readonly SentenceCall[] =>
  tools.map(({ action }): SentenceCall => [action, { id: "1" }, claims]);

describe("tools that only read", () => {
  it.each([
    ["Auditors may use the read-only tools of Vault.", "AADDD"],
    ["Users with role auditor can call all of the read-only tools on the Vault target.", "AADDD"],
    ["Allow users with role auditor to use the read-only Vault tools.", "AADDD"],
    ["Allow users with role auditor to use read-only tools.", "AADAD"],
    ["Auditors may use tools that only read data.", "AADAD"],
    ["Auditors may use the tools that do not change anything.", "AADAD"],
    ["Auditors have read-only access.", "AADAD"],
    ["Give auditors read-only access to Vault.", "AADDD"],
    ["Auditors have read-only access to all tools.", "AADAD"],
    ["Allow only read-only operations on Desk.", "DDDAD"],
    ["Allow read only tools.", "AADAD"],
    ["Auditors may use the read-only tools of Vault and Desk.", "AADAD"],
    ["Allow the read-only tools of Vault and all tools of Desk.", "AADAA"],
  ])(verifies("authoring.readings", "%s: they are named after reading"), (sentence, expected) => {
    expect(decided(sentence, tools, called({ role: "auditor" }))).toBe(expected);
  });

  it.each([
    ["Block all tools except the read-only ones.", "AADAD"],
    ["Block the mutating tools of Vault.", "AADAA"],
    ["Interns may not use tools that change data.", "AADAD"],
    ["Block tools that are not read-only.", "AADAD"],
  ])(verifies("authoring.readings", "%s: the others are blocked"), (sentence, expected) => {
    expect(decided(sentence, tools, called({ role: "intern" }), true)).toBe(expected);
  });

  it.each([
    ["check_out_book", "Check out a book"],
    ["export_report", "Export a report"],
    ["get_or_create_key", "Return a key"],
    ["view_page", "Record a view of a page"],
    ["run_query", "Run a query"],
  ])(verifies("authoring.refusals", "whether %s (%s) only reads is asked"), (name, description) => {
    const more = [...tools, { action: `Vault___${name}`, description, properties: id }];
    expect(decided("Allow everyone to use the read-only tools of Vault.", more, [])).toBe("refused");
    expect(decided("Block the mutating tools of Vault.", more, [])).toBe("refused");
    expect(decided("Allow the read-only tools of Desk and Vault.", more, [])).toBe("refused");
    expect(decided("Allow the read-only tools of Vault and Desk.", more, [])).toBe("refused");
  });

  it(verifies("authoring.refusals", "an argument readOnly may be what is meant"), () => {
    const more = [
      ...tools,
      {
        action: "Vault___open_session",
        description: "Open a session",
        properties: { readOnly: { type: "boolean" } },
      },
    ];
    expect(decided("Allow everyone to use the read-only tools of Vault.", more, [])).toBe("refused");
  });

  it.each([
    "Auditors may use the read-only tools of Desk and Vault and write tickets.",
    "Allow the read-only documents.",
    "Auditors may use the cheap read-only tools.",
  ])(verifies("authoring.refusals", "%s: has words of no place"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
