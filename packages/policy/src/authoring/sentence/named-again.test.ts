import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const number = { type: "integer" };
const flag = { type: "boolean" };
const tools = [
  {
    action: "Yard___open_port",
    description: "Open a port",
    properties: { port: number },
    required: ["port"],
  },
  {
    action: "Yard___tow_car",
    description: "Tow a car",
    properties: { winch: flag, days_held: number, side: { ...text, enum: ["left", "right", "both"] } },
    required: ["winch", "days_held", "side"],
  },
  {
    action: "Yard___treat_hive",
    description: "Treat a hive",
    properties: { treatment: text, volume_m3: { type: "number" }, frame_count: number },
    required: ["treatment", "volume_m3", "frame_count"],
  },
  {
    action: "Yard___close_case",
    description: "Close a case",
    properties: { report_url: text },
  },
];
const open = (port: number): SentenceCall => ["Yard___open_port", { port }, { role: "bot" }];
const tow = (winch: boolean, days_held = 5, side = "left"): SentenceCall => [
  "Yard___tow_car",
  { winch, days_held, side },
];
const treat = (treatment: string, volume_m3 = 5, frame_count = 5): SentenceCall => [
  "Yard___treat_hive",
  { treatment, volume_m3, frame_count },
];
const close = (report_url?: string): SentenceCall => [
  "Yard___close_case",
  report_url === undefined ? {} : { report_url },
  { role: "bot" },
];

describe("what is named again, needed, or given so", () => {
  it.each<[string, readonly SentenceCall[], string]>([
    ["Allow opening port 22 or port 80.", [open(22), open(80), open(81)], "AAD"],
    ["Allow towing a car when the left side or the right side is towed.", [tow(true)], "refused"],
    ["Allow towing cars only on the left side or the right side.", [tow(true), tow(true, 5, "both")], "AD"],
    ["Allow towing a car when a winch is needed.", [tow(true), tow(false)], "AD"],
    [
      "Allow towing cars only when they have been held for more than 90 days.",
      [tow(true, 91), tow(true, 90)],
      "AD",
    ],
    ["Allow treating hives with thymol or oxalic-acid.", [treat("thymol"), treat("x")], "AD"],
    [
      "Allow treating hives when fewer than 20 frames are involved.",
      [treat("x", 5, 19), treat("x", 5, 20)],
      "AD",
    ],
    [
      "Allow treating hives when the volume is below 10 cubic metres.",
      [treat("x", 9.5), treat("x", 10)],
      "AD",
    ],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each<[string, readonly SentenceCall[], string]>([
    [
      "Block the role bot from opening port 22 and from closing cases.",
      [open(22), open(23), close("x")],
      "DAD",
    ],
    [
      'Block closing cases unless a report URL starting with "https://a.example/" is provided.',
      [close(), close("https://b"), close("https://a.example/1")],
      "DDA",
    ],
  ])(verifies("authoring.readings", "%s: the others are let be"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it(verifies("authoring.refusals", "what stands at the end may be said of both"), () => {
    const sentence = "Block the role bot from closing cases and from opening ports above 80.";
    expect(decided(sentence, tools, [close()])).toBe("refused");
  });
});
