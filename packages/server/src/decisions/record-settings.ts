/** What decision records hold, and how long they are kept, as the configuration file says it under `records`. */
import { z } from "zod";

/** Names whose values never enter a record; `*` stands for any characters, case does not matter. */
const defaultRedactedNames: readonly string[] = [
  "*password*",
  "*passwd*",
  "*secret*",
  "*token*",
  "*api?key*",
  "*apikey*",
  "*private?key*",
  "*credential*",
  "authorization",
  "cookie",
];

/** Claims and arguments stay out unless asked for: they are personal data more often than not. */
export const recordSettingsSchema = z.strictObject({
  /** `true`: all of them; a list: these. */
  claims: z
    .union(
      [z.boolean(), z.array(z.string().min(1).max(256)).max(100)],
      "must be true, false or a list of claim names",
    )
    .default(false),
  arguments: z.boolean().default(false),
  /** Replaces the default list; `?` stands for one character. */
  redact: z
    .array(z.string().min(1).max(256))
    .max(100)
    .default([...defaultRedactedNames]),
  maxAgeDays: z.number().positive().max(3_650).default(30),
  maxRows: z.number().int().min(1).max(100_000_000).default(100_000),
  /** Of records.db; a megabyte at least. */
  maxBytes: z.number().int().min(1_048_576).default(1_073_741_824),
});

export type RecordSettings = z.output<typeof recordSettingsSchema>;
