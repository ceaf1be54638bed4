import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Ops___open_port",
    properties: { port: { type: "integer" }, cidr: text, ticket: text, encrypted: { type: "boolean" } },
  },
  {
    action: "Ops___export_data",
    properties: { format: { type: "string", enum: ["csv", "json", "xml"] }, rows: { type: "integer" } },
  },
  { action: "Ops___delete_host", properties: { host: text, ticket: text } },
];
const open = (input: SentenceCall[1]): SentenceCall => ["Ops___open_port", input];
const save = (format: string, rows: number): SentenceCall => [
  "Ops___export_data",
  { format, rows },
  { tier: "free" },
];
const calls = [
  open({ port: 443, cidr: "10.0.0.1", ticket: "T-1", encrypted: true }),
  open({ port: 22, cidr: "10.0.0.1", encrypted: false }),
  open({ port: 443, cidr: "0.0.0.0" }),
  save("csv", 10),
  save("xml", 10),
  save("csv", 900),
  ["Ops___delete_host", { host: "h", ticket: "T-1" }, { role: "admin" }],
  ["Ops___delete_host", { host: "h" }, { role: "clerk" }],
] as const;

describe("what a thing must be", () => {
  it.each([
    ["The port must be 443.", "ADAAAAAA"],
    ["The port must be 443 or 80.", "ADAAAAAA"],
    ["The port has to be 443 or 8443.", "ADAAAAAA"],
    ["The port must lie between 100 and 500 inclusive.", "ADAAAAAA"],
    ["The port should be at least 100.", "ADAAAAAA"],
    ["The port must not be 22.", "ADAAAAAA"],
    ["The port shall never be 22.", "ADAAAAAA"],
    ["The port must exceed 100.", "ADAAAAAA"],
    ['The cidr must start with "10.".', "AADAAAAA"],
    ['The cidr has to start with "10." for open_port.', "AADAAAAA"],
    ['The cidr must begin with "10." when ports are opened.', "AADAAAAA"],
    ["The format must be csv or json.", "AAAADAAA"],
    ["The format has to be csv when data is exported by users of tier free.", "AAAADAAA"],
    ["The rows must not exceed 100.", "AAAAADAA"],
    ["The rows must be at most 100 when the format is csv.", "AAAAADAA"],
    ["Exports of data must be below 100 rows.", "AAAAADAA"],
    ["Ports must be encrypted.", "ADDAAAAA"],
    ["Deleting hosts must have a ticket.", "AAAAAAAD"],
    ["Users must have role admin to delete hosts.", "AAAAAAAD"],
    ["Callers have to have role admin to delete hosts.", "AAAAAAAD"],
    ["Hosts must be deleted by role admin.", "AAAAAAAD"],
    ["Exports of data must total at most 100 rows.", "AAAAADAA"],
    // which tool or argument is not certain, or nothing is said that can be tested
    ["A ticket must be given.", "refused"],
    ["The ticket must not be T-1.", "refused"],
    ["The ticket must not be production.", "refused"],
    ["The colour must be red.", "refused"],
    ["The port must be safe.", "refused"],
    ["The format must be pdf.", "refused"],
    ["Ports must be opened.", "refused"],
    ["Hosts must be deleted.", "refused"],
    ["Hosts must not be deleted unless approved by the boss.", "refused"],
    ["Users must log in.", "refused"],
    ["The port must.", "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
