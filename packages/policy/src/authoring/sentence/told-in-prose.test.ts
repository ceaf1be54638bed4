import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Fleet___book_ride",
    description: "Book a ride",
    properties: { vehicle: { ...text, enum: ["sedan", "wheelchair_van", "stretcher"] }, rush: flag },
    required: ["vehicle", "rush"],
  },
  {
    action: "Fleet___push_update",
    description: "Push an update to part of the fleet",
    properties: { version: text, percent: { type: "number" }, regions: { type: "array", items: text } },
    required: ["version", "percent", "regions"],
  },
  {
    action: "Fleet___share_log",
    description: "Share a log",
    properties: { recipientEmail: text, days: number, caseId: text },
    required: ["recipientEmail"],
  },
  {
    action: "Fleet___erase_log",
    description: "Erase a log",
    properties: { ageDays: number, onHold: flag, receiptAttached: flag },
    required: ["ageDays", "onHold", "receiptAttached"],
  },
];
const book = (vehicle: string, claims: Readonly<Record<string, string>> = {}, rush = false): SentenceCall => [
  "Fleet___book_ride",
  { vehicle, rush },
  claims,
];
const push = (version: string, percent = 5, regions: readonly string[] = ["DE"]): SentenceCall => [
  "Fleet___push_update",
  { version, percent, regions },
];
const share = (recipientEmail: string, days?: number, caseId?: string): SentenceCall => [
  "Fleet___share_log",
  {
    recipientEmail,
    ...(days === undefined ? {} : { days }),
    ...(caseId === undefined ? {} : { caseId }),
  },
];
const erase = (
  ageDays: number,
  onHold = false,
  claims: Readonly<Record<string, string>> = {},
  receiptAttached = false,
): SentenceCall => ["Fleet___erase_log", { ageDays, onHold, receiptAttached }, claims];
const ops = { groups: '["ops"]' };
const keeper = { role: "keeper" };

describe("callers, values and verdicts in prose", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["Both the ops group and the lab group may book rides.", [book("sedan", ops), book("sedan")], "AD"],
    ["Ops people - the ops group - may book rides.", [book("sedan", ops), book("sedan")], "AD"],
    ["Callers carrying the role keeper may erase logs.", [erase(5, false, keeper), erase(5)], "AD"],
    [
      "Everyone can book a sedan or a wheelchair van.",
      [book("sedan"), book("wheelchair_van"), book("stretcher")],
      "AAD",
    ],
    ["The role keeper may erase logs when a rush is not needed.", [erase(5, false, keeper)], "refused"],
    ["Allow booking rides when rush service is asked for.", [book("sedan", {}, true), book("sedan")], "AD"],
    ["Allow sharing logs if a case is given.", [share("a@x", 1, "c"), share("a@x", 1)], "AD"],
    ["Logs that are 30 days old or older may be erased by anyone.", [erase(30), erase(29)], "AD"],
    ["Logs may be shared for 14 days or less.", [share("a@x", 14), share("a@x", 15)], "AD"],
    [
      "Never erase a log that is on hold. All others may be erased by the role keeper.",
      [erase(5, true, keeper), erase(5, false, keeper), erase(5)],
      "DAD",
    ],
    ["Updates may be pushed unless FR is one of the regions.", [push("1", 5, ["FR"]), push("1")], "DA"],
    [
      "Users with the role keeper may erase logs, except that they may not erase logs on hold.",
      [erase(5, true, keeper), erase(5, false, keeper)],
      "DA",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Whoever is neither in the ops group nor in the lab group must not book rides.",
      [book("sedan", ops), book("sedan")],
      "AD",
    ],
    [
      "Erasing logs is refused unless the keeper role is present on the caller.",
      [erase(5, false, keeper), erase(5)],
      "AD",
    ],
    ["Block booking rides to anything but a sedan.", [book("sedan"), book("stretcher")], "AD"],
    [
      "Never share a log with someone whose email address does not end in @desk.example.",
      [share("a@desk.example"), share("a@x.org")],
      "AD",
    ],
    [
      "Block any push that covers more than 12.5 percent of the fleet.",
      [push("1", 12.5), push("1", 12.6)],
      "AD",
    ],
    ["Versions ending in -beta must not be pushed.", [push("2-beta"), push("2")], "DA"],
    [
      "Updates covering FR or IT among their regions are not to be pushed.",
      [push("1", 5, ["IT"]), push("1")],
      "DA",
    ],
    [
      "Sharing a log without a case is prohibited, and so is sharing one for more than 14 days.",
      [share("a@x", 1, "c"), share("a@x", 15, "c"), share("a@x", 1)],
      "ADD",
    ],
    ["Block erasing logs without a receipt.", [erase(91), erase(91, false, {}, true)], "DA"],
    [
      "We do not use stretchers any more, so do not let anyone book it.",
      [book("sedan"), book("stretcher")],
      "AD",
    ],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    "Rides may be booked by no desk clerk (role clerk).",
    "Rides may be booked by neither keepers nor clerks.",
    "Everyone can book a sedan with a wheelchair van.",
    "Allow pushes that cover less than 10 percent of canary devices.",
    "Everyone may not book rides in sedans, not in any other.",
    "Rides may be booked by the ops group, and stretchers by nobody.",
    "The ops group must not erase logs on hold. All others may be erased by them.",
  ])(verifies("authoring.refusals", "%s"), (sentence) => {
    expect(decided(sentence, tools, [book("sedan")])).toBe("refused");
  });
});
