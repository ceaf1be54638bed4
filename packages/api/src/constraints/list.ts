import { z } from "zod";
import type { Bounds } from "./bounds.ts";
import { checkLength } from "./length.ts";

/** A list whose length is within the bounds. */
export function list<T extends z.ZodType>(member: T, bounds: Bounds = {}) {
  return z.array(member).superRefine((value, context) => checkLength(context, value.length, bounds));
}
