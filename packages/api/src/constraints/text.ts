import { z } from "zod";
import { type Bounds, lengthRequirement, within } from "./bounds.ts";
import { broken, refuse } from "./violation.ts";

/** Limits of a string in AWS's model. */
export interface TextRules extends Bounds {
  /** AWS's pattern, without anchors; it is held against the whole value and printed with anchors. */
  readonly pattern?: string;
  /** A pattern with the same meaning that never backtracks badly, where AWS's would. */
  readonly safePattern?: string;
}

/** A string within AWS's limits, lengths counted in code points. */
export function text(rules: TextRules = {}): z.ZodType<string, string> {
  const { pattern, safePattern = pattern } = rules;
  const expression = safePattern === undefined ? undefined : new RegExp(`^(?:${safePattern})$`);
  return z.string().superRefine((value, context) => {
    const length = [...value].length;
    if (!within(length, rules)) {
      refuse(context, (path) => broken(path, lengthRequirement(rules), `Value with length ${length}`));
    }
    // A value that is too long is not matched, so that its length cannot cost time.
    if (rules.max !== undefined && length > rules.max) return;
    if (expression?.test(value) === false) {
      refuse(context, (path) => broken(path, `satisfy regular expression pattern: ^${pattern}$`));
    }
  });
}
