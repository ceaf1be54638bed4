import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools: readonly SentenceTool[] = [
  {
    action: "Files___archive_drawing",
    description: "Archive a drawing",
    properties: { drawingId: text, owner: text, label: text },
  },
  {
    action: "Files___decline_bid",
    description: "Decline a bid",
    properties: { bidId: text, createdBy: text, reason: text },
  },
];
const drawing = (username: string, label = "red"): SentenceCall => [
  "Files___archive_drawing",
  { drawingId: "d", owner: "ann", label },
  { username, label: "red" },
];
const bid = (username: string, role: string, reason?: string): SentenceCall => [
  "Files___decline_bid",
  { bidId: "b", createdBy: "ann", ...(reason === undefined ? {} : { reason }) },
  { username, role },
];

describe("callers who own what they act on", () => {
  const calls = [drawing("ann"), drawing("bob")];
  it.each([
    ["Users can archive drawings only if they are its owner", "AD"],
    ["Users can archive a drawing if they own it", "AD"],
    ["Users can archive drawings if they are the owner of the drawing", "AD"],
    ["Users may archive a drawing only if they are its owner, that is, owner equals their username", "AD"],
    ["Users may archive a drawing only if they own it (owner equals their username)", "AD"],
    ["Users may archive drawings they own", "AD"],
    ["Users may archive only drawings that they own", "AD"],
    // of something else
    ["Users can archive drawings only if they are the owner of the shop", "refused"],
    ["Users can archive drawings only if they own the shop", "refused"],
    // no argument says who did that
    ["Users can archive drawings only if they signed it", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Users may not archive drawings that they do not own", "AD"],
    ["Block archiving a drawing if the caller does not own it", "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it(verifies("authoring.readings", "or have done something to it"), () => {
    const calls = [bid("ann", "x"), bid("bob", "x")];
    expect(decided("Users may decline a bid only if they created it", tools, calls)).toBe("AD");
    expect(decided("Users may decline bids that they have created", tools, calls)).toBe("AD");
    expect(decided("Block declining a bid unless the caller created it", tools, calls, true)).toBe("AD");
  });
});

describe("what stands in the caller's token", () => {
  const calls = [drawing("ann", "red"), drawing("ann", "blue")];
  it.each([
    ["Allow archiving a drawing if its label is the same as the label in their token", "AD"],
    ["Allow users to archive a drawing if the label equals the label in their token", "AD"],
    ["Users may archive drawings when the label matches the label claim of the caller", "AD"],
    [
      "Users may archive drawings when the label equals the value of the label claim in the user's token",
      "AD",
    ],
    ["Users may archive drawings when the label equals the label of the shop", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it(verifies("authoring.readings", "is compared in a denial"), () => {
    const sentence = "Block archiving a drawing unless the label matches the label in the caller's token";
    expect(decided(sentence, tools, calls, true)).toBe("AD");
  });
});

describe("what callers who are spoken of provide as well", () => {
  const calls = [bid("ann", "lead", "x"), bid("ann", "lead"), bid("ann", "clerk", "x"), bid("ann", "clerk")];
  it.each([
    ["Users may decline a bid if they have the role lead and provide a reason", "ADDD"],
    ["Users may decline a bid only if they hold role lead and give a reason", "ADDD"],
    ["Users may decline a bid if they have role lead or provide a reason", "AAAD"],
    ["Users may decline a bid if they are leads and provide a reason", "ADDD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Prohibit users from declining a bid unless they have role lead and provide a reason", "ADDD"],
    ["Block declining a bid unless the user has role lead and includes a reason", "refused"],
    ["Nobody may decline a bid if they do not hold role lead", "AADD"],
    // two values, or a role and something else
    ["Prohibit users from declining a bid unless they have role lead and clerk", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("a second sentence about the tool of the first", () => {
  const calls = [bid("ann", "trial", "x"), bid("ann", "lead", "x"), bid("ann", "lead")];
  it.each([
    ["Deny declining bids to users with role trial; deny it to everyone when no reason is given", "DAD"],
    ["Deny decline_bid to users with role trial. Block it when the reason is missing.", "DAD"],
    // which of the two is meant by "it" makes a difference
    [
      "Block declining bids for users with role trial when a reason is given. Block it for everyone.",
      "refused",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
