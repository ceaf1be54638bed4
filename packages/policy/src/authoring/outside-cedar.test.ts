import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const text = { type: "string" };
const bool = { type: "boolean" };
const integer = { type: "integer" };
const tool = (action: string, description: string, properties: Record<string, unknown>) => ({
  action,
  description,
  inputSchema: { type: "object", properties },
});
const vocabulary = vocabularyOf(
  [
    tool("Tax___file_return", "File a tax return", { year: integer, jointly: bool }),
    tool("School___view_transcript", "View the transcript of a student", { studentId: text }),
    tool("Shop___cancel_order", "Cancel an order", { orderId: text, shipped: bool }),
    tool("Ads___launch_campaign", "Launch a campaign", { dailyBudget: integer }),
    tool("Home___sign_lease", "Sign a lease", { monthlyRent: { type: "number" }, months: integer }),
    tool("Ride___cancel_ride", "Cancel a ride", { driverArrived: bool }),
    tool("Phone___activate_sim", "Activate a SIM card", { idChecked: bool }),
    tool("Law___sign_contract", "Sign a contract", { reviewedByCounsel: bool }),
    tool("Iot___read_telemetry", "Read telemetry", { lastHours: integer }),
    tool("Git___merge_request", "Merge a pull request", { approvals: integer }),
    tool("Ml___train_model", "Train a model", { containsPii: bool }),
    tool("Vet___sedate", "Sedate an animal", { secondOpinion: bool, ownerConsent: bool }),
    tool("Gym___book_session", "Book a training session", { coach: text, weekend: bool }),
    tool("Data___query_pii", "Query tables with personal data", { rows: integer }),
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/alarms" },
);

function kindOf(sentence: string): string {
  return [...new Set(translate(sentence, vocabulary).map(({ result }) => result.kind))].join(" ");
}

describe("what is outside Cedar", () => {
  it.each([
    "Users may file a tax return when the year is 2024.",
    "Block filing tax returns jointly.",
    "Users with role student may view the transcript.",
    "Block viewing transcripts.",
    "Block cancelling an order that was already shipped.",
    "Block cancelling an order once it has been shipped.",
    "Allow launching campaigns with a daily budget up to $5,000.",
    "Allow launching a campaign when the daily budget is under 100.",
    "Block signing a lease when the monthly rent is over 1800.",
    "Allow cancelling a ride unless the driver has arrived.",
    "Block cancelling a ride after the driver has arrived.",
    "Allow activating a SIM when the ID has been checked.",
    "Allow activating a SIM once the ID has been checked.",
    "A contract must not be signed unless it has been reviewed by counsel.",
    "Allow reading telemetry when the last hours are at most 24.",
    "Allow merging requests with at least one approval.",
    "Block merging requests when the approvals are fewer than 2.",
    "Block training a model when it contains PII.",
    "Allow training a model without PII.",
    "Allow sedating an animal when a second opinion is true.",
    "Allow sedating an animal with the owner's consent.",
    "Allow booking a training session.",
    "Block booking a training session on a weekend.",
    "Allow querying tables with personal data when the rows are at most 100.",
  ])(verifies("authoring.readings", "%s: understood"), (sentence) => {
    expect(kindOf(sentence)).toBe("policy");
  });

  it.each([
    "Allow cancelling an order at most three times per hour.",
    "Allow signing a lease only after the tenant has been interviewed.",
    "Block launching campaigns when the total spent so far exceeds $5,000.",
    "Allow launching a campaign up to a weekly budget of $500.",
    "Block activating a SIM more than twice in a row.",
    "Block cancelling a ride within 5 minutes of another cancellation.",
    "Allow reading telemetry once per session.",
    "Block training a model after the conversation mentions money.",
    "Allow filing a tax return on weekdays only.",
    "Block merging requests on public holidays.",
    "Block viewing the transcript if the output contains a grade.",
    "Block reading telemetry when the result is empty.",
    "Block filing a tax return if the text seems abusive.",
    "Block signing a contract that sounds like a jailbreak.",
    "Require manager approval before cancelling an order.",
    "Ask the user for confirmation before signing a lease.",
    "Notify security when a SIM is activated.",
    "Escalate cancelling a ride to a human review.",
    "Block cancelling an order if the last call failed.",
    "Allow merging requests with rate limiting.",
  ])(verifies("authoring.readings", "%s: set aside"), (sentence) => {
    expect(kindOf(sentence)).toBe("inexpressible");
  });
});
