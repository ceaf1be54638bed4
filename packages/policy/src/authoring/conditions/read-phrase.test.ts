import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Desk___post_notice",
    description: "Post a notice on a board",
    properties: {
      board: text,
      language: text,
      country: text,
      region: text,
      recipients: { type: "array", items: text },
      roles: { type: "array", items: text },
      branch: text,
      currency: text,
      pinned: { type: "boolean" },
    },
  },
  {
    action: "Desk___open_gate",
    description: "Open a gate to a network",
    properties: { cidr: text, origin: text, destination: text, keeper: text, assignee: text },
  },
];
const post = (input: Readonly<Record<string, boolean | string | readonly string[]>>) =>
  ["Desk___post_notice", input] as const;
const gate = (input: Readonly<Record<string, string>>) => ["Desk___open_gate", input] as const;

describe("values behind a noun or a preposition", () => {
  it.each([
    [
      'Block posting notices on the board "north"',
      [post({ board: "north" }), post({ board: "south" })],
      "DA",
    ],
    ['Block notices on board "a" or board "b"', [post({ board: "b" }), post({ board: "c" })], "DA"],
    [
      'Block posting notices on every board except "x1"',
      [post({ board: "x1" }), post({ board: "x2" })],
      "AD",
    ],
    ['Block notices on all boards but "x1" and "x2"', [post({ board: "x2" }), post({ board: "x3" })], "AD"],
    [
      "Block notices in a language other than English (en)",
      [post({ language: "en" }), post({ language: "fr" })],
      "AD",
    ],
    ["Posting notices for RU or BY is blocked", [post({ country: "BY" }), post({ country: "PL" })], "DA"],
    [
      "Block notices when the country is one of DE, AT, CH",
      [post({ country: "AT" }), post({ country: "US" })],
      "DA",
    ],
    [
      "Block notices if the country is SE, NO or DK",
      [post({ country: "NO" }), post({ country: "FI" })],
      "DA",
    ],
    [
      "Block posting notices in eu-west-1",
      [post({ region: "eu-west-1" }), post({ region: "us-east-1" })],
      "DA",
    ],
    [
      "Block posting notices into main or master",
      [post({ branch: "master" }), post({ branch: "dev-1" })],
      "DA",
    ],
    [
      "Block notices on every board except kube-system",
      [post({ board: "kube-system" }), post({ board: "b" })],
      "AD",
    ],
    ['Block posting a notice to any board except "x1"', [post({ board: "x1" }), post({ board: "x2" })], "AD"],
    ["Block notices outside eu-west-1", [post({ region: "eu-west-1" }), post({ region: "us-east-1" })], "AD"],
    ['Block notices outside the board "a"', [post({ board: "a" }), post({ board: "b" })], "AD"],
    ["Block notices on the north or south board", [post({ board: "south" }), post({ board: "east" })], "DA"],
    [
      "A language starting with x- is never allowed",
      [post({ language: "x-1" }), post({ language: "en" })],
      "DA",
    ],
    ["Block notices in USD", [post({ currency: "USD" }), post({ currency: "EUR" })], "DA"],
    [
      'Block notices if "all@corp.example" is among the recipients',
      [post({ recipients: ["a@b.c", "all@corp.example"] }), post({ recipients: ["a@b.c"] })],
      "DA",
    ],
    [
      'Notices whose roles include "root" must not be posted',
      [post({ roles: ["x", "root"] }), post({ roles: ["x"] })],
      "DA",
    ],
    ["Block notices that are pinned", [post({ pinned: true }), post({ pinned: false })], "DA"],
    [
      "Opening a gate to 0.0.0.0/0 is forbidden",
      [gate({ cidr: "0.0.0.0/0" }), gate({ cidr: "10.0.0.0/8" })],
      "DA",
    ],
    ["Block opening gates from RU", [gate({ origin: "RU" }), gate({ destination: "RU" })], "DA"],
    ["Block opening gates to RU", [gate({ destination: "RU" }), gate({ origin: "RU" })], "DA"],
    [
      'Opening a gate to anyone other than "ann" is forbidden',
      [gate({ assignee: "ann" }), gate({ assignee: "bob" })],
      "AD",
    ],
  ] as const)(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });

  it.each([
    ["Allow posting notices for north"],
    ['Allow notices to "bob"'],
    ["Allow opening gates to somewhere"],
    ['Block opening a gate for anyone other than "ann"'],
    ["Allow notices of main street"],
    ["Allow posting notices to bob@corp.example"],
    ["Block notices on a shared board"],
    ["Block notices on the whole board"],
    ["Allow notices on the board today"],
    ["Allow notices on boards of the company"],
    ["Block notices on the board itself"],
    ["Allow notices on the board owners"],
    ["A language starting with x- is allowed"],
    ["NO notices may BE posted IN red"],
  ])(verifies("authoring.readings", "refused: %s"), (sentence) => {
    expect(decided(sentence, tools, [], true)).toBe("refused");
  });
});
