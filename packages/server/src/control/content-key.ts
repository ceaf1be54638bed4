import { createHash } from "node:crypto";

/** The same for the same question, and for no other. */
export function contentKey(question: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(question)).digest("base64");
}
