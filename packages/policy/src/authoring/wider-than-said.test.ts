import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Wires___send_wire",
    description: "Send a wire to an account of the customer",
    properties: {
      amount: { type: "integer", description: "Amount in dollars" },
      currency: text,
      country: text,
      fromAccount: text,
      toAccount: text,
      requesterId: text,
      approverId: text,
    },
    required: ["amount", "currency", "country", "fromAccount", "toAccount", "requesterId", "approverId"],
  },
  {
    action: "Wires___cancel_wire",
    description: "Cancel a wire",
    properties: { urgent: { type: "boolean" } },
  },
  {
    action: "Wires___pay_pension",
    description: "Pay a pension",
    properties: { monthlyAmount: { type: "integer", description: "In euros a month" } },
    required: ["monthlyAmount"],
  },
];
const send: SentenceCall = [
  "Wires___send_wire",
  {
    amount: 5,
    currency: "EUR",
    country: "DE",
    fromAccount: "a",
    toAccount: "b",
    requesterId: "r",
    approverId: "s",
  },
  { role: "ops" },
];
const cancel = (urgent?: boolean): SentenceCall => [
  "Wires___cancel_wire",
  urgent === undefined ? {} : { urgent },
  { role: "ops" },
];
const pay = (monthlyAmount: number): SentenceCall => [
  "Wires___pay_pension",
  { monthlyAmount },
  { role: "ops" },
];

describe("what would allow more than is said", () => {
  it.each([
    // limits over time
    "Role ops may send wires of at most $500 a day.",
    "Role ops may send wires of up to 500 dollars a week.",
    "Role ops may pay pensions of at most 3000 euros a year.",
    // kinds of countries and currencies, and persons, are no values
    "Role ops may send wires to countries not in the EU.",
    "Role ops may send wires in currencies outside the eurozone.",
    "Role ops may send wires unless the currency is exotic.",
    "Wires to EU countries are forbidden.",
    "Role ops may send wires when the requester is not the approver.",
    // counts of callers
    "At least two managers may send wires.",
    "Wires may be sent by at least two managers.",
    "One wire up to $500 is allowed for role ops.",
    // what tells which of them
    "Managers may cancel executed wires.",
    "Managers may send wires to new employees.",
    // what bounds a permission, and is no mere reason
    "Role ops may send wires in accordance with the limits policy.",
    "Role ops may send wires in order to pay salaries.",
    "For customers, role ops may send wires.",
    "Temporarily allow role ops to send wires.",
    "Role ops may send wires in EUR and to no other country.",
    // who did something is told by no flag
    "Role clerk may not send wires they cancel.",
    // both ends
    "Transfers to or from account 5 are blocked.",
    "Block sending wires to and from account 5.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [send])).toBe("refused");
  });

  it.each([
    "Exceptions: IR and KP.",
    "IR excepted.",
    "Does not apply to IR.",
    "$500 is the ceiling.",
    "Stay below $500.",
    "Larger ones go to role cfo.",
    "Strictly USD.",
    "Office hours only.",
    "Interns are out.",
    "Subject to approval.",
    "Per customer.",
  ])(
    verifies("authoring.structure", "behind a permission, what is not understood takes it along: %s"),
    (second) => {
      expect(decided(`Role ops may send wires. ${second}`, tools, [send])).toBe("refused");
      // nothing is allowed by the half that was understood
      expect(decided(`Role ops may send wires. ${second} Role ops may cancel wires.`, tools, [send])).toBe(
        "refused",
      );
    },
  );

  it(verifies("authoring.readings", "in quotes, a kind is the text of an argument"), () => {
    const eu: SentenceCall = [send[0], { ...send[1], country: "EU" }, { role: "ops" }];
    expect(decided('Role ops may send wires when the country is not "EU".', tools, [send, eu])).toBe("AD");
  });

  it(verifies("authoring.structure", "in front of a permission as well"), () => {
    expect(decided("Under $500 only. Role ops may send wires.", tools, [send])).toBe("refused");
  });

  it(
    verifies(
      "authoring.readings",
      "a flag that is left out is not set: who denies what is not urgent denies it",
    ),
    () => {
      const calls = [cancel(true), cancel(false), cancel()];
      expect(decided("Non-urgent cancellations of wires are forbidden.", tools, calls, true)).toBe("ADD");
    },
  );

  it(
    verifies("authoring.readings", "an argument that counts by the month takes a limit by the month"),
    () => {
      expect(
        decided("Role ops may pay pensions of at most 3000 euros a month.", tools, [pay(3000), pay(3001)]),
      ).toBe("AD");
    },
  );
});
