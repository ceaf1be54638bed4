import { z } from "zod";
import type { Bounds } from "./bounds.ts";
import { checkLength } from "./length.ts";
import { dotted, refuse } from "./violation.ts";

/** zod drops a key of this name without a word, and what was asked for must not vanish. */
const droppedKey = "__proto__";

/** A map from strings to `value`, its size within the bounds and its keys as `key` has them. */
export function map<T extends z.ZodType>(key: z.ZodType<string, string>, value: T, bounds: Bounds = {}) {
  const entries = z
    .record(key, value)
    .superRefine((map, context) => checkLength(context, Object.keys(map).length, bounds));
  return z.preprocess((input, context) => {
    if (typeof input === "object" && input !== null && Object.hasOwn(input, droppedKey)) {
      refuse(context, (path) => `'${dotted(path)}' uses a reserved name; choose another one.`, [droppedKey]);
    }
    return input;
  }, entries);
}
