import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Store___write_document",
    description: "Write a document",
    properties: {
      path: text,
      summary: text,
      keywords: { type: "array", items: text },
      sealed: { type: "boolean" },
    },
  },
  {
    action: "Store___copy_object",
    description: "Copy an object",
    properties: { sourcePath: text, folder: text },
  },
  {
    action: "Store___invite_guest",
    description: "Give a guest access to a document",
    properties: { email: text, permission: { type: "string", enum: ["look", "change", "owner"] } },
  },
  {
    action: "Store___post_remark",
    description: "Post a remark",
    properties: { channel: text, text, alertEveryone: { type: "boolean" } },
  },
  {
    action: "Store___assign_role",
    description: "Assign a role to an account",
    properties: { account: text, roleName: text },
  },
  {
    action: "Store___export_ledger",
    description: "Export a ledger",
    properties: { folder: text, format: text },
  },
  {
    action: "Store___issue_pass",
    description: "Issue a pass",
    properties: { passId: text, kind: text, gate: text },
  },
];
type Input = Readonly<Record<string, boolean | string | readonly string[]>>;
const write = (input: Input) => ["Store___write_document", { path: "/a", summary: "s", ...input }] as const;
const invite = (input: Input) =>
  ["Store___invite_guest", { email: "a@b.example", permission: "look", ...input }] as const;
const post = (input: Input) => ["Store___post_remark", { channel: "x", text: "t", ...input }] as const;
const assign = (roleName: string) => ["Store___assign_role", { account: "a", roleName }] as const;
const pass = (input: Input) =>
  ["Store___issue_pass", { passId: "p1", kind: "day", gate: "g", ...input }] as const;
const ledger = (folder: string) => ["Store___export_ledger", { folder, format: "csv" }] as const;

const inData = [write({ path: "/data/a/b" }), write({ path: "/data" }), write({ path: "/database/a" })];
const summaries = [write({ summary: "a secret b" }), write({ summary: "none", path: "/secret" })];
const owners = [invite({ permission: "owner" }), invite({ permission: "change" })];
const addresses = [invite({ email: "x@acme.example" }), invite({ email: "x@acme.example.net" })];
const lobby = [post({ channel: "lobby" }), post({ channel: "hall" })];

describe("folders, contents, places and names beside a noun", () => {
  it.each([
    ["Block writing documents under /data/.", inData, "DAA"],
    ['Block writing documents in the folder "/data".', inData, "DAA"],
    ["Documents in /data/ must not be written.", inData, "DAA"],
    ["Block writing documents outside /data/.", inData, "ADD"],
    ["Block writing documents under /data/ or /home/.", [...inData, write({ path: "/home/x" })], "DAAD"],
    ["Block writing documents located below /data/.", inData, "DAA"],
    ["Block writing documents to /data/report.csv.", inData, "refused"],
    ["Block exporting ledgers to /data.", [ledger("/data"), ledger("/data/x")], "refused"],
    ["Block writing documents not under /data/.", inData, "ADD"],
    ["Block writing documents under /data/ or posting remarks.", [...inData, post({})], "refused"],
    ['Block posting remarks for "lobby".', lobby, "refused"],
    ['Block writing documents with "secret" in the summary.', summaries, "DA"],
    ["Block documents containing the word secret in the summary.", summaries, "DA"],
    ['Documents that contain "secret" in the summary must not be written.', summaries, "DA"],
    ['Block writing documents if "secret" appears in the summary.', summaries, "DA"],
    ['Block writing documents without "secret" in the summary.', summaries, "AD"],
    [
      'Block writing documents with "x" or "y" in the keywords.',
      [write({ keywords: ["a", "y"] }), write({ keywords: ["xy"] })],
      "DA",
    ],
    ["Block documents with secret in the summary.", summaries, "refused"],
    ["Granting owner permission is forbidden.", owners, "DA"],
    ["Owner permission must not be granted.", owners, "DA"],
    ["Nobody may be given owner or change permission.", [...owners, invite({})], "DDA"],
    ["Nobody may grant some permission.", owners, "refused"],
    ["Inviting guests is blocked unless the email ends with @acme.example.", addresses, "AD"],
    ["Block inviting guests with addresses ending in @acme.example.", addresses, "DA"],
    ['Block posting remarks in "lobby".', lobby, "DA"],
    ['Block posting remarks outside "lobby".', lobby, "AD"],
    ["Block posting in the lobby channel.", lobby, "DA"],
    ["Block posting to the channel lobby.", lobby, "DA"],
    ["Block posting to the channel lobby or the channel hall.", lobby, "DD"],
    ["Block posting in the wrong channel.", lobby, "refused"],
    ["Block posting in the archived channel.", lobby, "refused"],
    ["Block posting in lobby.", lobby, "refused"],
    ['Block exporting ledgers in "csv".', [ledger("csv"), ledger("a")], "refused"],
    ["Alerting everyone is forbidden.", [post({ alertEveryone: true }), post({})], "DA"],
    ["Nobody may alert everyone.", [post({ alertEveryone: true }), post({})], "DA"],
    ["The admin role must not be assigned.", [assign("admin"), assign("clerk")], "DA"],
    ["Nobody may assign the role admin.", [assign("admin"), assign("clerk")], "DA"],
    ["Nobody may assign the role admin or the role clerk.", [assign("admin"), assign("clerk")], "DD"],
    ['Issuing a "night_shift" pass is forbidden.', [pass({ kind: "night_shift" }), pass({})], "DA"],
    ["Issuing the A-17 pass is forbidden.", [pass({ passId: "A-17" }), pass({})], "refused"],
  ])(verifies("authoring.readings", "%s"), (sentence, calls, expected) => {
    expect(decided(sentence, tools, calls, true)).toBe(expected);
  });
});
