import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools: readonly SentenceTool[] = [
  {
    action: "Pay___send_payment",
    description: "Send a payment to a payee",
    properties: {
      payee: text,
      amount: { type: "integer", description: "Amount in dollars" },
      currency: text,
      urgent: { type: "boolean" },
    },
  },
  {
    action: "Net___open_port",
    description: "Open a port in the firewall",
    properties: { port: { type: "integer" }, cidr: text },
  },
];
const pay = (amount: number): SentenceCall => [
  "Pay___send_payment",
  { payee: "Acme", amount, currency: "USD", urgent: false },
  { role: "clerk" },
];

describe("what is left out is never what is allowed alone", () => {
  it.each([
    "All payments but those over 500 or in EUR may be sent by clerks.",
    "All payments but those over 500 may be sent by clerks.",
    "Do not open port 22 to 0.0.0.0/0 or port 3389.",
    "Payments are allowed when any of the following holds: urgent is true and the amount is below 500.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it(verifies("authoring.readings", "all but those over a limit are allowed"), () => {
    const sentence = "All payments except those over $500 may be sent by clerks.";
    expect(decided(sentence, tools, [pay(500), pay(501)])).toBe("AD");
  });
});
