/** What is kept of a function. Its environment is sealed beside it, since that is where people put secrets. */
import { z } from "zod";
import { collection } from "../collection.ts";

const statement = z.strictObject({ sid: z.string(), text: z.string() });

const functionBody = z.strictObject({
  name: z.string(),
  region: z.string(),
  role: z.string(),
  runtime: z.string(),
  handler: z.string(),
  description: z.string(),
  /** Seconds. */
  timeout: z.number(),
  /** MB. */
  memorySize: z.number(),
  architecture: z.enum(["x86_64", "arm64"]),
  codeSha256: z.string(),
  /** Bytes. */
  codeSize: z.number(),
  modifiedAt: z.string(),
  revision: z.string(),
  /** Who may invoke it beside those whose own policies say so, each statement as AWS shows it. */
  permissions: z.array(statement),
  permissionsRevision: z.string(),
  tags: z.record(z.string(), z.string()),
});

export type FunctionBody = z.infer<typeof functionBody>;

/** By `<region>/<name>`. */
export const functions = collection("function", functionBody);
