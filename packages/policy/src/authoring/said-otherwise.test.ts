import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../test/decided-sentences.ts";
import { verifies } from "../../../../test/verifies.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const tools: readonly SentenceTool[] = [
  {
    action: "Draw___pay_bonus",
    description: "Pay a bonus to a player",
    properties: { playerId: text, amount: integer, idChecked: { type: "boolean" } },
  },
  {
    action: "Stock___write_off_crate",
    description: "Write off a spoilt crate",
    properties: { crateId: text, kilos: integer, port: text },
  },
  { action: "Media___insert_ad", description: "Insert an ad", properties: { slot: text, bid: integer } },
  {
    action: "Gym___grant_hours",
    description: "Grant training hours to a trainee",
    properties: { hours: integer, level: { type: "string", enum: ["base", "pro"] } },
  },
];
const bonus = (amount: number, idChecked: boolean, role = "clerk"): SentenceCall => [
  "Draw___pay_bonus",
  { playerId: "p", amount, idChecked },
  { role, tier: role === "lead" ? "gold" : "silver" },
];
const crate = (kilos: number, port = "oslo"): SentenceCall => [
  "Stock___write_off_crate",
  { crateId: "c", kilos, port },
];
const ad = (bid: number): SentenceCall => ["Media___insert_ad", { slot: "s", bid }, { username: "ad-bot" }];
const hours = (count: number, tier: string): SentenceCall => [
  "Gym___grant_hours",
  { hours: count, level: "base" },
  { tier },
];
const bonuses = [bonus(50, true), bonus(50, false), bonus(500, true), bonus(500, true, "lead")];

describe("what is done, in a noun of its own", () => {
  it.each([
    ["Users with role lead: bonus payouts up to $900", "DDDA"],
    ["Gold users: bonus payouts up to $900", "DDDA"],
    ["Allow bonus payouts under $100", "AADD"],
    ["Only users with role lead may make bonus payouts", "DDDA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, bonuses)).toBe(expected);
  });

  it.each([
    ["Block crate write-offs over 100 kilos", "AD"],
    ["Crate writeoffs of more than 100 kilos are forbidden", "AD"],
    ["No crate write-offs", "DD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [crate(50), crate(500)], true)).toBe(expected);
  });

  it.each([
    ["Allow ad-bot to insert ads under $75", "AD"],
    ["Ad-bot-two may insert ads with a bid below $75", "DD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, [ad(50), ad(90)])).toBe(expected);
  });
});

describe("an identity that is checked", () => {
  it.each([
    ["Allow a bonus to be paid only when the player's identity has been checked", "ADAA"],
    ["Users may pay bonuses up to $100 once the player's identity has been checked", "ADDD"],
    // which flag the words may mean is not certain
    ["Allow bonuses to be paid only when the player's age has been checked", "refused"],
    ["Allow bonuses to be paid only when the player's identity is on file", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, bonuses)).toBe(expected);
  });
});

describe("words of a tool before what is counted", () => {
  const calls = [hours(5, "gold"), hours(40, "gold"), hours(5, "silver"), hours(40, "silver")];
  it.each([
    ["Allow granting at most 8 training hours", "ADAD"],
    [
      "Gold users can grant up to 50 training hours and silver users can grant up to 8 training hours",
      "AAAD",
    ],
    [
      "Allow gold tier users to grant up to 50 training hours and silver tier users to grant up to 8 training hours",
      "AAAD",
    ],
    ["Allow granting at most 8 bonus hours", "refused"],
    // a value of another argument is a condition
    ["Allow granting at most 8 pro hours", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});

describe("a heading before a denial", () => {
  const calls = [crate(50), crate(500, "closure"), bonus(50, true)];
  it.each([
    ["Emergency closure - forbid all crate write-offs", "DDA"],
    ["Incident response: deny writing off crates", "DDA"],
    ["Fraud investigation: block bonus payouts", "AAD"],
    ["Emergency halt - nobody may write off crates over 100 kilos", "ADA"],
    ["Security breach — block everything", "DDD"],
    // a word that could say which is no heading, and no value either
    ["Port closure: forbid writing off crates", "refused"],
    ["Port Strike - forbid writing off crates", "refused"],
    ["Fish closure: forbid writing off crates", "refused"],
    // what the head names may be the only case in which it is allowed
    ["Emergency closure: allow writing off crates", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});

describe("callers with AWS credentials", () => {
  const arn = (role: string): SentenceCall => [
    "Stock___write_off_crate",
    { crateId: "c", kilos: 50, port: "oslo" },
    `arn:aws:sts::111122223333:assumed-role/${role}`,
  ];
  const user = (name: string): SentenceCall => [
    "Stock___write_off_crate",
    { crateId: "c", kilos: 50, port: "oslo" },
    `arn:aws:iam::111122223333:user/${name}`,
  ];
  const calls = [arn("Porter"), arn("Other"), user("crate-runner"), user("other"), crate(50)];
  it.each([
    ["Only callers assuming the Porter role from account 111122223333 can write off crates", "ADDDD"],
    [
      "Only callers assuming the Porter role from account 111122223333 can write off crates, and only up to 80 kilos",
      "ADDDD",
    ],
    ["Callers who assume the Porter role in account 111122223333 may write off crates", "ADDDD"],
    ["The Porter role of AWS account 111122223333 may write off crates", "ADDDD"],
    ["Allow the IAM user crate-runner in account 111122223333 to write off crates", "DDADD"],
    ["Only the IAM user named crate-runner of AWS account 111122223333 may write off crates", "DDADD"],
    ["Crates may be written off by the IAM user crate-runner in account 111122223333", "DDADD"],
    // of which account is not said, or more users than one
    ["Allow the IAM user crate-runner to write off crates", "refused"],
    ["Allow IAM users in account 111122223333 to write off crates", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
