import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { translate } from "./translate.ts";
import { vocabularyOf } from "./vocabulary.ts";

const text = { type: "string" };
const vocabulary = vocabularyOf(
  [
    {
      action: "Bank___transfer_funds",
      description: "Transfer funds",
      inputSchema: {
        type: "object",
        properties: {
          toAccount: text,
          amount: { type: "integer", description: "Amount in dollars" },
          feeCents: { type: "integer" },
          rate: { type: "number" },
          discountPercent: { type: "integer" },
          waitMinutes: { type: "integer" },
          urgent: { type: "boolean" },
          note: text,
          kind: { type: "string", enum: ["wire", "card"] },
        },
        required: ["toAccount", "amount"],
      },
    },
    {
      action: "Bank___list_accounts",
      description: "List accounts",
      inputSchema: { type: "object", properties: { customerId: text }, required: ["customerId"] },
    },
  ],
  { gatewayArn: "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/bank" },
);

function conditionOf(sentence: string): string {
  const [fragment] = translate(sentence, vocabulary);
  if (fragment?.result.kind !== "policy") return fragment?.result.kind ?? "nothing";
  return fragment.result.statement
    .slice(fragment.result.statement.indexOf("\n)") + 2)
    .replaceAll(/\s+/g, " ")
    .trim();
}

const amount = (test: string) => `when { context.input.amount ${test} };`;

describe("numbers", () => {
  it.each([
    ["Allow transfers under $1,000", amount("< 1000")],
    ["Allow transfers up to 5 million dollars", amount("<= 5000000")],
    ["Allow transfers of at most two hundred and fifty dollars", amount("<= 250")],
    ["Allow transfers when the amount is 10k or more", amount(">= 10000")],
    ["Allow transfers when the amount does not exceed 7", amount("<= 7")],
    ["Allow transfers when the amount is not less than 7", amount(">= 7")],
    [
      "Allow transfers between $10 and $20 inclusive",
      "when { context.input.amount >= 10 && context.input.amount <= 20 };",
    ],
    [
      "Allow transfers when the fee is below $1.50",
      "when { context.input has feeCents && context.input.feeCents < 150 };",
    ],
    [
      "Allow transfers when the rate is less than 0.5",
      'when { context.input has rate && context.input.rate.lessThan(decimal("0.5")) };',
    ],
    [
      "Allow transfers when the wait is at least 2 hours",
      "when { context.input has waitMinutes && context.input.waitMinutes >= 120 };",
    ],
    [
      "Allow transfers when the discount is over 20%",
      "when { context.input has discountPercent && context.input.discountPercent > 20 };",
    ],
  ])(verifies("authoring.numbers", "%s"), (sentence, expected) => {
    expect(conditionOf(sentence)).toBe(expected);
  });

  it.each([
    "Allow transfers under €500",
    "Allow transfers when the amount is under 5%",
    "Allow transfers when the fee is below 150",
    "Allow transfers when the amount is under 10.5",
    "Allow transfers between 10 and 20",
    "Allow transfers when the amount is under 5 kg",
    "Allow transfers when the amount is under 99999999999999999999",
    "Allow transfers when the rate is below 0.00001",
    "Never deny transfers",
    "Allow transfers unless it is not urgent or the note is x and the kind is card",
    "Allow transfers when the kind is cheque",
    "Allow big transfers",
    "Allow transfers to friends",
    "Allow verified users to transfer funds",
    "Allow transfers to account",
    "Allow transfrs of accounts",
    "Only managers cannot transfer funds",
    "Allow everything unless I say so",
  ])(verifies("authoring.readings", "%s: refused"), (sentence) => {
    expect(conditionOf(sentence)).toBe("refused");
  });
});

describe("conditions", () => {
  const kind = 'context.input has kind && context.input.kind == "wire"';
  it.each([
    ["Block urgent transfers", "when { context.input has urgent && context.input.urgent };"],
    ["Allow wire transfers", `when { ${kind} };`],
    ["Block transfers without a note", "when { !(context.input has note) };"],
    [
      'Allow transfers when the note is not "x"',
      'when { context.input has note && !(context.input has note && context.input.note == "x") };',
    ],
    [
      'Block transfers when the note is not "x"',
      'when { !(context.input has note && context.input.note == "x") };',
    ],
    [
      "Allow transfers when either the amount is 5 or the kind is wire",
      `when { ((context.input.amount == 5) || ${kind}) };`.replace(
        "(context.input.amount == 5)",
        "context.input.amount == 5",
      ),
    ],
    [
      "Allow users to list their own accounts",
      'when { principal.hasTag("username") && principal.getTag("username") == context.input.customerId };',
    ],
    [
      "Allow transfers between 10 PM and 6 AM UTC",
      'when { (context.system.now.toTime() >= duration("22h") || context.system.now.toTime() <= duration("6h")) };',
    ],
    ["Allow transfers before 2026-03-01", 'when { context.system.now < datetime("2026-03-01T00:00:00Z") };'],
  ])(verifies("authoring.numbers", "%s"), (sentence, expected) => {
    expect(conditionOf(sentence)).toBe(expected);
  });
});
