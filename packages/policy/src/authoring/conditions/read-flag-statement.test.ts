import { describe, expect, it } from "vitest";
import { decided, type SentenceCall, type SentenceTool } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const bool = { type: "boolean" };
const text = { type: "string" };
const tools: readonly SentenceTool[] = [
  {
    action: "Hall___issue_permit",
    description: "Issue a building permit",
    properties: { feePaid: bool, heritageZone: bool },
  },
  {
    action: "Clinic___sedate",
    description: "Sedate an animal",
    properties: { ownerConsent: bool, emergency: bool },
  },
  {
    action: "Legal___sign_contract",
    description: "Sign a contract",
    properties: { reviewedByCounsel: bool, approval: text, approved: bool },
  },
  {
    action: "Net___change_route",
    description: "Change a route",
    properties: { maintenanceWindow: bool, dryRun: bool },
  },
  {
    action: "Train___train_model",
    description: "Train a model",
    properties: { dataset: text, containsPii: bool },
  },
  { action: "Recipes___change_recipe", description: "Change a recipe", properties: { signedOff: bool } },
  {
    action: "Grid___plan_outage",
    description: "Plan an outage",
    properties: { notified: bool, hours: { type: "integer" } },
  },
  { action: "Gate___board_passenger", description: "Board a passenger", properties: { idVerified: bool } },
];

/** With the flag true, false, and without it. */
function calls(action: string, flag: string): readonly SentenceCall[] {
  return [
    [action, { [flag]: true }],
    [action, { [flag]: false }],
    [action, {}],
  ];
}
const fee = calls("Hall___issue_permit", "feePaid");
const zone = calls("Hall___issue_permit", "heritageZone");
const consent = calls("Clinic___sedate", "ownerConsent");
const emergency = calls("Clinic___sedate", "emergency");
const counsel = calls("Legal___sign_contract", "reviewedByCounsel");
const approved = calls("Legal___sign_contract", "approved");
const windows = calls("Net___change_route", "maintenanceWindow");
const dry = calls("Net___change_route", "dryRun");
const pii = calls("Train___train_model", "containsPii");
const signed = calls("Recipes___change_recipe", "signedOff");
const told = calls("Grid___plan_outage", "notified");
const verified = calls("Gate___board_passenger", "idVerified");

describe("flags in other words", () => {
  it.each([
    ["Allow issuing permits once the fee is paid.", fee, "ADD"],
    ["Allow issuing permits when the fee has been paid.", fee, "ADD"],
    ["Allow issuing permits if the fee was paid.", fee, "ADD"],
    ["Allow issuing permits only after payment of the fee.", fee, "ADD"],
    ["Allow issuing permits with a paid fee.", fee, "ADD"],
    ["Allow issuing permits unless the fee is unpaid.", fee, "ADD"],
    ["Allow issuing permits that are not in a heritage zone.", zone, "DAD"],
    ["Allow issuing permits outside heritage zones.", zone, "DAD"],
    ["Allow issuing permits in a heritage zone.", zone, "ADD"],
    ["Allow sedating an animal with the owner's consent.", consent, "ADD"],
    ["Allow sedating animals with the consent of the owner.", consent, "ADD"],
    ["Allow sedating animals once the owner has consented.", consent, "ADD"],
    ["Allow sedating animals if the owner's consent was obtained.", consent, "ADD"],
    ["Allow sedating animals in an emergency only.", emergency, "ADD"],
    ["Allow sedating animals in emergencies.", emergency, "ADD"],
    ["Allow signing contracts after a review by counsel.", counsel, "ADD"],
    ["Allow signing contracts that counsel has reviewed.", counsel, "ADD"],
    ["Allow signing contracts as long as they have been reviewed by counsel.", counsel, "ADD"],
    ["Allow changing routes inside a maintenance window.", windows, "ADD"],
    ["Allow changing routes as a dry run.", dry, "ADD"],
    ["Allow changing routes unless it's not a dry run.", dry, "ADD"],
    ["Allow training models on data without PII.", pii, "DAD"],
    ["Allow training models if the dataset contains no PII.", pii, "DAD"],
    ["Allow changing recipes that are signed off.", signed, "ADD"],
    ["Allow planning outages after the customers have been notified.", told, "ADD"],
    ["Allow boarding passengers once their ID is verified.", verified, "ADD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, cases, expected) => {
    expect(decided(sentence, tools, cases)).toBe(expected);
  });

  it.each([
    ["Do not issue permits if the fee has not been paid.", fee, "ADD"],
    ["Block issuing permits until the fee has been paid.", fee, "ADD"],
    ["Block issuing permits before the fee is paid.", fee, "ADD"],
    ["Block issuing permits while the fee is unpaid.", fee, "ADD"],
    ["Block issuing permits without the fee having been paid.", fee, "ADD"],
    ["Block issuing permits in a heritage zone.", zone, "DAA"],
    ["Block sedating animals without the owner's consent.", consent, "ADD"],
    ["Block sedating animals if the owner's consent is missing.", consent, "ADD"],
    ["Block sedating animals except in an emergency.", emergency, "ADD"],
    ["A contract must not be signed unless it has been reviewed by counsel.", counsel, "ADD"],
    ["Block signing contracts without counsel's review.", counsel, "ADD"],
    ["Block changing routes outside the maintenance window.", windows, "ADD"],
    ["Block training models on data with PII.", pii, "DAA"],
    ["Recipes that aren't signed off must not be changed.", signed, "ADD"],
    ["Block changing recipes without sign-off.", signed, "ADD"],
    ["Block planning outages without the customers having been notified.", told, "ADD"],
    ["Block boarding passengers whose ID has not been verified.", verified, "ADD"],
    ["Block boarding passengers without ID verification.", verified, "ADD"],
    ["Boarding a passenger requires a verified ID.", verified, "ADD"],
    ["Require ID verification for boarding passengers.", verified, "ADD"],
    ["Sedating an animal needs the owner's consent.", consent, "ADD"],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, cases, expected) => {
    expect(decided(sentence, tools, cases, true)).toBe(expected);
  });

  it.each([
    "Allow issuing permits when the fee is paid by the applicant.",
    "Allow issuing permits when the deposit is paid.",
    "Allow issuing permits when the fee is partly paid.",
    "Allow issuing permits when the fee is not unpaid.",
    "Allow signing contracts when they are reviewed.",
    "Allow signing contracts when outside counsel reviewed it.",
    "Allow planning outages after the manager has been notified.",
    "Allow sedating animals with the clinic's consent.",
    "Allow sedating animals without no consent of the owner.",
    "Allow changing routes before a maintenance window.",
    "Allow changing recipes when management has signed off.",
  ])(verifies("authoring.readings", "%s: refused"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });

  it(verifies("authoring.readings", "A word that is a text as well as a flag is neither"), () => {
    expect(decided("Allow signing contracts once they are approved.", tools, approved)).toBe("refused");
  });
});
