import { describe, expect, it } from "vitest";
import { decided, type SentenceCall } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const flag = { type: "boolean" };
const tools = [
  {
    action: "Vault___restore_backup",
    description: "Restore a backup",
    properties: { backupId: { type: "string" }, overwrite: flag, dryRun: flag, isEncrypted: flag },
  },
  {
    action: "Vault___backfill_table",
    description: "Backfill a table",
    properties: { days: { type: "integer" } },
  },
];
const restore = (input: SentenceCall[1]): SentenceCall => ["Vault___restore_backup", input];
const over = [restore({ overwrite: true }), restore({ overwrite: false }), restore({ backupId: "b" })];
const encrypted = [
  restore({ isEncrypted: true }),
  restore({ isEncrypted: false }),
  restore({ backupId: "b" }),
];

describe("a flag that is on or off", () => {
  it.each([
    "Deny restoring a backup with overwrite turned on.",
    "Deny restoring a backup with overwrite on.",
    "Deny restoring a backup with overwrite enabled.",
    "Deny restoring a backup with overwrite set to true.",
    "Deny restoring a backup when overwrite is switched on.",
    "Deny restoring a backup with the overwrite flag set.",
    "Backups must not be restored with overwrite turned on.",
  ])(verifies("authoring.readings", "%s: is on"), (sentence) => {
    expect(decided(sentence, tools, over, true)).toBe("DAA");
  });

  it.each([
    "Allow restoring a backup with overwrite off.",
    "Allow restoring a backup with overwrite turned off.",
    "Allow restoring a backup with overwrite disabled.",
    "Allow restoring a backup with overwrite set to false.",
    "Allow restoring a backup when overwrite is switched off.",
    "Allow restoring a backup when overwrite is not turned on.",
    "Backups may be restored with overwrite turned off.",
  ])(verifies("authoring.readings", "%s: is off, and not on"), (sentence) => {
    expect(decided(sentence, tools, over)).toBe("DAD");
  });

  it.each([
    "Deny restoring backups with encryption off.",
    "Deny restoring backups with encryption disabled.",
    "Deny restoring backups when encryption is off.",
    "Deny restoring backups if encryption is turned off.",
    "Deny restoring backups unless encryption is on.",
  ])(verifies("authoring.readings", "%s: also where nothing is said of it"), (sentence) => {
    expect(decided(sentence, tools, encrypted, true)).toBe("ADD");
  });

  it(verifies("authoring.refusals", "of two flags before one word it is not certain which is off"), () => {
    expect(decided("Allow restoring a backup with overwrite and dry run off.", tools, [])).toBe("refused");
  });

  it.each([
    "Backfilling a table for more than 30 days is forbidden.",
    "Tables must not be backfilled for more than 30 days.",
  ])(verifies("authoring.readings", "%s: a verb keeps its two letters"), (sentence) => {
    const fill = (days: number): SentenceCall => ["Vault___backfill_table", { days }];
    expect(decided(sentence, tools, [fill(31), fill(30)], true)).toBe("DA");
  });
});
