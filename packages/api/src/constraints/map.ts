import { z } from "zod";
import { type Bounds, lengthRequirement, within } from "./bounds.ts";
import { broken, refuse } from "./violation.ts";

/** A map from strings to `value`, its size within the bounds and its keys as `key` has them. */
export function map<T extends z.ZodType>(key: z.ZodType<string, string>, value: T, bounds: Bounds = {}) {
  return z.record(key, value).superRefine((entries, context) => {
    const size = Object.keys(entries).length;
    if (within(size, bounds)) return;
    refuse(context, (path) => broken(path, lengthRequirement(bounds), `Value with length ${size}`));
  });
}
