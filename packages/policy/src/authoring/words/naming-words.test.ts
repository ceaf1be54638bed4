import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";
import { namingWords } from "./naming-words.ts";

const text = (description: string) => ({ type: "string", description });
const tools = [
  {
    action: "Post___send_letter",
    description: "Send a letter",
    properties: {
      coverageType: text("e.g. liability, collision"),
      attachment: text("Attached file, PDF or image"),
      address: text("Shipping or billing address"),
      ticket: text("Ticket in Jira/ServiceNow"),
      proof: text("Proof of insurance"),
    },
  },
];
const call = (argument: string, value = "x"): SentenceCall => ["Post___send_letter", { [argument]: value }];

describe("the words of a description that name its argument", () => {
  it.each([
    ["Coverage type, such as liability or collision; required", "coverage type required"],
    ["e.g. liability, collision", ""],
    ["Shipping or billing address", "address"],
    ["Red, green or blue label", "label"],
    ["Attached file, PDF or image", "attached file"],
    ["The signed certificate of the buyer", "the signed certificate of the buyer"],
  ])("%s", (description, expected) => {
    expect(namingWords(description).join(" ")).toBe(expected);
  });

  it.each<[string, SentenceCall[], string]>([
    [
      "Allow users to send letters with a coverage type of liability",
      [call("coverageType", "liability"), call("coverageType", "collision"), call("proof")],
      "ADD",
    ],
    ["Allow users to send letters with an attached file", [call("attachment"), call("proof")], "AD"],
    ["Allow users to send letters with proof of insurance", [call("proof"), call("attachment")], "AD"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    "Allow users to send letters with a liability coverage type",
    "Allow users to send letters with a billing address",
    "Allow users to send letters if a shipping address is provided",
    "Allow users to send letters with a Jira ticket",
    "Block sending letters when no ServiceNow ticket is given",
    "Require an image attachment for all letters",
  ])(verifies("authoring.refusals", "%s: says more than that one is given"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
