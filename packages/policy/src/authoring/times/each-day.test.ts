import { describe, expect, it } from "vitest";
import { translate } from "../translate.ts";
import { vocabularyOf } from "../vocabulary.ts";

const vocabulary = vocabularyOf(
  [
    {
      action: "Mill___grind_grain",
      description: "Grind grain",
      inputSchema: {
        type: "object",
        properties: { kilograms: { type: "integer" }, price: { type: "integer", description: "In dollars" } },
        required: ["kilograms"],
      },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/mill" },
);

/** The hours and dates of the policy, or how the sentence is refused. */
function times(sentence: string): string {
  const [first, ...more] = translate(sentence, vocabulary);
  if (first?.result.kind !== "policy" || more.length > 0) return "refused";
  return [...first.result.statement.matchAll(/duration\("(\w+)"\)|datetime\("(\d{4}-\d\d-\d\d)/g)]
    .map(([, hours, date]) => hours ?? date)
    .join(" ");
}

describe("hours of each day", () => {
  it.each([
    ["Allow users to grind grain each day from 6am until 4pm UTC", "6h 16h"],
    ["Users may grind grain every day between 6 AM and 4 PM UTC", "6h 16h"],
    ["Allow grinding grain on any day between 6 AM and 4 PM UTC", "6h 16h"],
    ["Grain may be ground between 6 AM and 4 PM UTC on any day in May 2027", "6h 16h 2027-05-01 2027-06-01"],
    ["Grain can be ground between 6 AM and 4 PM UTC every day of May 2027", "6h 16h 2027-05-01 2027-06-01"],
    ["Block grinding grain every day before 6 AM UTC", "6h"],
    ["Allow grinding up to 50 kilograms between 6 AM and 4 PM UTC daily", "6h 16h"],
  ])("%s: %s", (sentence, expected) => {
    expect(times(sentence)).toBe(expected);
  });

  it.each([
    "Allow users to grind grain each day",
    "Allow users to grind grain daily",
    "Allow grinding up to 50 kilograms each day from 6am to 4pm UTC",
    "Allow grinding grain for up to $100 daily from 6am to 4pm UTC",
    "Allow grinding at most 50 kilograms every day between 6 AM and 4 PM UTC",
    "Allow grinding grain between 6 AM and 4 PM UTC each day, up to 50 kilograms",
    "Allow grinding grain from 6 AM to 4 PM UTC daily for at most $100",
    "Allow users to grind grain once each day between 6 AM and 4 PM UTC",
  ])("%s: it may be a limit for the day, which is refused", (sentence) => {
    expect(times(sentence)).toBe("refused");
  });
});
