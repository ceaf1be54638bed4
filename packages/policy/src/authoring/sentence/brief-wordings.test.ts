import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Quay___grant_mooring",
    description: "Grant a mooring to a skipper",
    properties: {
      lengthFeet: { type: "number" },
      beamFeet: { type: "number" },
      cabins: { type: "integer" },
      region: { type: "string", enum: ["north", "south", "east"] },
      flag: { type: "string", description: "Country code of the flag" },
      overRocks: { type: "boolean", description: "Whether it lies over rocks" },
      insuredOk: { type: "boolean" },
    },
  },
  {
    action: "Quay___send_notice",
    description: "Send a notice",
    properties: { skipperEmail: { type: "string" }, urgent: { type: "boolean" } },
  },
  {
    action: "Quay___return_key",
    description: "Take back a key",
    properties: { bent: { type: "boolean" }, deposit: { type: "integer", description: "In dollars" } },
  },
];
interface Boat {
  readonly length?: number;
  readonly cabins?: number;
  readonly region?: string;
  readonly flag?: string;
  readonly overRocks?: boolean;
  readonly insuredOk?: boolean;
}
const grant = (boat: Boat, role = "clerk"): SentenceCall => [
  "Quay___grant_mooring",
  {
    lengthFeet: boat.length ?? 20,
    beamFeet: 70,
    cabins: boat.cabins ?? 2,
    region: boat.region ?? "north",
    flag: boat.flag ?? "de",
    overRocks: boat.overRocks ?? false,
    insuredOk: boat.insuredOk ?? true,
  },
  { role },
];
const keyBack = (bent: boolean, deposit: number, role: string): SentenceCall => [
  "Quay___return_key",
  { bent, deposit },
  { role },
];
const boats = [
  grant({}),
  grant({ length: 60 }),
  grant({ cabins: 5, region: "south" }),
  grant({ cabins: 5, region: "north" }),
  grant({ cabins: 2, region: "south" }),
];

describe("what describes the thing before it is said what is done", () => {
  it.each([
    ["Boats longer than 50 feet must not be granted a mooring.", "refused"],
    ["Moorings with a length over 50 feet or with more than 4 cabins must not be granted.", "ADDDA"],
    ["Block granting moorings longer than 50 feet or with over 4 cabins.", "ADDDA"],
    ["Block granting moorings with over 4 cabins, or with a length of more than 50 feet.", "ADDDA"],
    ["Block granting moorings without over 4 cabins or with a length of more than 50 feet.", "refused"],
    ["Moorings longer than 50 feet must not be granted.", "ADAAA"],
    [
      "Moorings with four or more cabins must not be granted to skippers in the region south or east.",
      "AADAA",
    ],
    ["Moorings with more than three cabins shall not be granted to skippers in region south.", "AADAA"],
    ["Do not grant moorings with 4 or more cabins to skippers in the region south or east.", "AADAA"],
    ["Block granting moorings of over 3 cabins to skippers with region south.", "AADAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, boats, true)).toBe(expected);
  });

  it.each([
    ["Key returns may only be sent to a holder whose mail ends with @quay.example.", "refused"],
    ["Block sending notices to a skipper whose email does not end with @quay.example.", "DA"],
    ["Notices must not be sent to skippers whose email ends with @quay.example.", "AD"],
    ["Urgent notices must not be sent to a skipper whose email ends with @quay.example.", "AA"],
    ["Notices may be sent to skippers whose email ends with @quay.example.", "AA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const send = (skipperEmail: string): SentenceCall => [
      "Quay___send_notice",
      { skipperEmail, urgent: false },
      { role: "clerk" },
    ];
    const calls = [send("a@b.example"), send("a@quay.example")];
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow granting moorings to skippers with a flag of de, fr or it.", "AAADD"],
    ["Allow granting moorings when the flag is de, fr, or it.", "AAADD"],
    ["Allow granting moorings if it does not lie over rocks.", "AAAAD"],
    ["Allow granting moorings if insuredOk and the flag is it.", "refused"],
    ["Allow granting moorings if cabins <= 5 and insuredOk.", "AAADA"],
    ["Allow granting moorings if cabins <= 5 and not insuredOk.", "DDDAD"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const calls = [
      grant({}),
      grant({ flag: "fr" }),
      grant({ flag: "it" }),
      grant({ flag: "es", insuredOk: false }),
      grant({ flag: "us", overRocks: true }),
    ];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["When a key is bent, only role warden may return it.", "refused"],
    ["When a key is bent, only role warden may process the return.", "refused"],
    ["When a key is bent, role warden may return it.", "DADD"],
    ["If a key is bent, role clerk may return it.", "ADDD"],
    ["Only role warden may process returns of bent keys.", "DADD"],
    ["Returning keys is reserved for role clerk and must have a deposit below $50.", "ADAD"],
    ["Clerks may return keys. (role clerk)", "ADAA"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    const calls = [
      keyBack(true, 10, "clerk"),
      keyBack(true, 10, "warden"),
      keyBack(false, 10, "clerk"),
      keyBack(false, 90, "clerk"),
    ];
    expect(decided(sentence, tools, calls)).toBe(expected);
  });
});
