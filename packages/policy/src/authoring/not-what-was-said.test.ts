import { describe, expect, it } from "vitest";
import { decided } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Labels___reject_annotation",
    description: "Reject an annotation",
    properties: { annotationId: text, annotator: { ...text, description: "Username of the annotator" } },
  },
  {
    action: "Labels___export_labels",
    description: "Export the labels of a dataset",
    properties: { dataset: text, rows: { type: "integer" } },
  },
  {
    action: "Labels___delete_label_set",
    description: "Delete a label set",
    properties: { dataset: text, backedUp: { type: "boolean" } },
  },
  {
    action: "Box___execute_code",
    description: "Execute code in a sandbox",
    properties: {
      language: { type: "string", enum: ["python", "bash"] },
      code: text,
      timeoutSeconds: { type: "integer" },
      privileged: { type: "boolean" },
    },
  },
];

describe("what would be another rule than the one that is said", () => {
  it.each([
    // the thing's own number names nobody
    "Role reviewer may reject annotations unless they annotated them.",
    // nothing is said of exporting
    'Label sets may be deleted, but the dataset "golden" never.',
    // a language, and no code that is "bash"
    "Allow executing code except bash for at most 30 seconds.",
    // whoever is no manager is no guest yet
    "Guests who are not managers may export labels.",
    "Guests, except managers, may export labels.",
    "Visitors not in group x may export labels.",
    "Guests who are not managers and users with role clerk may export labels.",
    // by whom it was backed up, or who may
    "Label sets may be deleted if backed up by role tech.",
    "Executing code is for role ops, with a timeout for everyone.",
    // all of them, or one; both, or either
    "Users with scopes labels, data may export labels.",
    "Users who lack role clerk and group east may export labels.",
    "Users without role clerk and group east may not export labels.",
    // no claim that is called "set"
    "Users whose department is not set may export labels.",
    "Users whose department is empty may export labels.",
    // what somebody is, and nobody's name
    "Block rejecting annotations if the annotator is a trainee.",
    "Allow rejecting annotations if the annotator is anyone.",
    // these tell which, or why
    "Block executing code, as it is privileged.",
    "Block exporting labels, as they are over 500 rows.",
    "Because exports of over 500 rows are slow, block exporting labels.",
    "Block executing code because it is privileged.",
    // what follows speaks of an argument, or of those who may
    "Everyone can execute code. Privileged means admin.",
    "Everyone can execute code. Privilege is for admins.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  const calls = [
    ["Labels___export_labels", { dataset: "a", rows: 5 }, { role: "contractor" }],
    ["Labels___export_labels", { dataset: "a", rows: 5 }, { role: "clerk" }],
    ["Labels___export_labels", { dataset: "a", rows: 5 }, { role: '["contractor","admin"]' }],
    ["Box___execute_code", { language: "bash", code: "bash" }, { role: "clerk" }],
    ["Box___execute_code", { language: "python", code: "x" }, { role: "clerk" }],
  ] as const;
  it.each([
    ["Contractors whose role is not admin may export labels.", "ADDDD"],
    ["Allow executing code except bash.", "DDDDA"],
    ["Everyone may export labels, but bash code may never be executed.", "AAADD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
