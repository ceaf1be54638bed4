import { z } from "zod";
import type { Bounds } from "./bounds.ts";
import { checkLength } from "./length.ts";
import { refuseMember } from "./violation.ts";

/** Limits of a string in AWS's model. */
export interface TextRules extends Bounds {
  /** AWS's pattern, without anchors; it is held against the whole value and printed with anchors. */
  readonly pattern?: string;
}

/** A string within AWS's limits, lengths counted in code points. */
export function text(rules: TextRules = {}): z.ZodType<string, string> {
  const { pattern } = rules;
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return z.string().superRefine((value, context) => {
    const length = [...value].length;
    checkLength(context, length, rules);
    // A value that is too long is not matched, so that its length cannot cost time.
    if (rules.max !== undefined && length > rules.max) return;
    if (expression?.test(value) === false) {
      refuseMember(context, `Member must satisfy regular expression pattern: ^${pattern}$`);
    }
  });
}
