import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Club___unlock_door",
    description: "Unlock a door",
    properties: { doorId: text, staffOnly: { type: "boolean" } },
  },
  { action: "Club___book_class", description: "Book a class", properties: { spots: { type: "integer" } } },
];
const open = (staffOnly: boolean, role?: string): SentenceCall => [
  "Club___unlock_door",
  { doorId: "main", staffOnly },
  role === undefined ? {} : { role },
];
const calls = [open(false), open(true), open(false, "manager"), open(true, "manager")];

describe("what sounds like a rule and is none, or is for some alone", () => {
  it.each([
    // a question, a wish, a possibility
    "Managers may unlock doors?",
    "Managers might unlock doors.",
    "Can managers unlock doors",
    "I wish managers could unlock doors.",
    "Maybe managers may unlock doors.",
    // who is meant is not certain
    "Humans may unlock doors.",
    "Allow members to unlock doors.",
    "Anybody except non-managers may unlock doors.",
    "Non-managers may unlock doors.",
    "Some managers may unlock doors.",
    "Not all managers may unlock doors.",
    "Not only managers may unlock doors.",
    "Managers may unlock doors rather than interns.",
    // a title that says when
    "Emergency: managers may unlock doors.",
    "Incident: allow unlocking doors.",
    // a quotation, a denial of what follows, an aside
    'The sign says "allow unlocking doors".',
    "It is not true that managers may unlock doors.",
    "Do not write: allow unlocking doors.",
    "Allow unlocking doors (not)",
    "Allow unlocking doors (managers only)",
    "Allow unlocking doors, not staff doors",
    "Managers may hardly unlock doors.",
    "If it rains, managers may unlock doors.",
    "With approval, managers may unlock doors.",
    "Managers may unlock doors by default.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, calls)).toBe("refused");
  });
});
