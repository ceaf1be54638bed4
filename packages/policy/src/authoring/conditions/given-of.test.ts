import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  {
    action: "Hangar___return_to_service",
    description: "Return an aircraft to service",
    properties: {
      tailNumber: { type: "string" },
      openDefects: { type: "integer" },
      note: { type: "string" },
    },
  },
  {
    action: "Ship___release_build",
    description: "Release a build",
    properties: {
      build: { type: "string" },
      approvals: { type: "integer" },
      reviewerCount: { type: "integer" },
      discount: { type: "number" },
    },
  },
  {
    action: "Freight___post_load",
    description: "Post a load",
    properties: {
      weightKg: { type: "integer" },
      cargo: { type: "object", properties: { unNumber: { type: "string" }, name: { type: "string" } } },
    },
  },
];
const back = (openDefects?: number): SentenceCall => [
  "Hangar___return_to_service",
  { tailNumber: "N1", ...(openDefects === undefined ? {} : { openDefects }) },
];
const release = (input: SentenceCall[1]): SentenceCall => ["Ship___release_build", input];

describe("things that an argument counts", () => {
  it.each([
    "Forbid returning an aircraft to service with open defects.",
    "Forbid returning an aircraft to service with any open defects.",
    "Forbid returning an aircraft to service while it has open defects.",
    "Forbid returning an aircraft to service if there are any open defects.",
    "Forbid returning an aircraft to service if there is an open defect.",
    "Forbid returning an aircraft to service if the aircraft has open defects.",
    "Block returning an aircraft to service when open defects are present.",
    "Aircraft with open defects must not be returned to service.",
  ])(verifies("authoring.readings", "%s: there is at least one"), (sentence) => {
    expect(decided(sentence, tools, [back(1), back(0), back()], true)).toBe("DAA");
  });

  it.each([
    "Allow returning an aircraft to service without open defects.",
    "Allow returning an aircraft to service with no open defects.",
    "Allow returning an aircraft to service only if there are no open defects.",
    "Allow returning an aircraft to service if the aircraft has no open defects.",
    "Aircraft without open defects may be returned to service.",
  ])(verifies("authoring.readings", "%s: there is none"), (sentence) => {
    expect(decided(sentence, tools, [back(1), back(0), back()])).toBe("DAD");
  });

  it(verifies("authoring.readings", "what it has and what is given are two conditions"), () => {
    const sentence = "Allow returning an aircraft to service if it has no open defects and a note is given.";
    const noted: SentenceCall = ["Hangar___return_to_service", { openDefects: 0, note: "x" }];
    expect(decided(sentence, tools, [noted, back(0)])).toBe("AD");
  });

  it.each([
    "Require approvals for releasing builds.",
    "Releasing builds requires approvals.",
    "Forbid releasing builds without approvals.",
    "Forbid releasing builds without an approval.",
    "Forbid releasing builds unless approvals are given.",
    "Block releasing builds when no approvals are given.",
    "Builds must not be released without an approval.",
  ])(verifies("authoring.readings", "%s: zero are none"), (sentence) => {
    expect(decided(sentence, tools, [release({ approvals: 0 }), release({ approvals: 1 })], true)).toBe("DA");
    expect(decided(sentence, tools, [release({ build: "b" })], true)).toBe("D");
  });

  it.each([
    ["Forbid releasing builds without a discount.", { discount: 0 }],
    ["Forbid releasing builds without a reviewer count.", { reviewerCount: 0 }],
  ])(verifies("authoring.readings", "%s: what is a number itself is given"), (sentence, input) => {
    expect(decided(sentence, tools, [release(input), release({ build: "b" })], true)).toBe("AD");
  });

  it.each([
    "Loads cannot be posted unless the cargo has a UN number.",
    "Forbid posting loads when the cargo has no UN number.",
    "Forbid posting loads if the cargo does not have a UN number.",
  ])(verifies("authoring.readings", "%s: an argument has what it holds"), (sentence) => {
    const post = (cargo: Readonly<Record<string, string>>): SentenceCall => [
      "Freight___post_load",
      { weightKg: 1, cargo },
    ];
    expect(decided(sentence, tools, [post({ unNumber: "1203" }), post({ name: "x" })], true)).toBe("AD");
  });
});
