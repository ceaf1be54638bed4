import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const tool = (name: string, description: string, properties: Record<string, { type: string }> = {}) => ({
  action: `Desk___${name}`,
  description,
  inputSchema: { type: "object", properties },
});
const vocabulary = vocabularyOf(
  [
    tool("book_appointment", "Book an appointment"),
    tool("cancel_appointment", "Cancel a booked appointment"),
    tool("pay_invoice", "Pay an approved invoice", { amount: { type: "integer" } }),
    tool("share_photo", "Share a photo", {
      consentGiven: { type: "boolean" },
      urgent: { type: "boolean" },
      photoId: { type: "string" },
    }),
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/desk" },
);

function written(sentence: string): string {
  return translate(sentence, vocabulary)
    .map(({ result }) =>
      result.kind === "policy"
        ? result.statement.replaceAll(/\s+/g, " ")
        : `${result.kind}: ${result.reason}`,
    )
    .join("\n");
}

describe("what a sentence says is not lost", () => {
  it.each([
    "Allow users with scope desk/write to book appointments and cancel appointments",
    "Users with scope desk/write may book appointments or cancel appointments",
  ])(
    verifies("authoring.readings", "%s: both tools, though one's description holds all words"),
    (sentence) => {
      expect(written(sentence)).toContain(
        '"Desk___book_appointment", AgentCore::Action::"Desk___cancel_appointment"',
      );
    },
  );

  it(verifies("authoring.refusals", "two acts of which no tool does one are not one act"), () => {
    expect(written("Allow users with role clerk to approve and pay invoices")).toMatch(/^refused/);
  });

  it(verifies("authoring.readings", "a flag that is named after being given must be true"), () => {
    expect(written("Allow sharing photos when consent was given")).toContain(
      "when { context.input has consentGiven && context.input.consentGiven };",
    );
  });

  it(verifies("authoring.refusals", "whether a flag that is provided must be true is asked"), () => {
    expect(written("Allow sharing photos when urgent is provided")).toBe(
      'refused: "urgent" is true or false, so it is not certain what being provided means',
    );
  });

  it(verifies("authoring.refusals", "what something does not do is no value that it is not"), () => {
    expect(written("Allow sharing photos if the photo id matches the sub claim and it does not fly")).toMatch(
      /^refused/,
    );
  });
});
