import { z } from "zod";
import type { Bounds } from "./bounds.ts";
import { checkLength } from "./length.ts";

/** AWS's model leaves most lists open; this bound is Toolgate's own. */
const longest = 10_000;

/** A list whose length is within the bounds; the members of one that is too long are not looked at, for that takes time. */
export function list<T extends z.ZodType>(member: T, bounds: Bounds = {}) {
  const upper = { ...bounds, max: bounds.max ?? longest };
  return z
    .array(z.unknown())
    .superRefine((value, context) => {
      if (value.length > upper.max) checkLength(context, value.length, upper);
    })
    .pipe(z.array(member).superRefine((value, context) => checkLength(context, value.length, bounds)));
}
