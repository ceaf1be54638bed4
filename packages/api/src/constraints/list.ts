import { z } from "zod";
import { type Bounds, lengthRequirement, within } from "./bounds.ts";
import { broken, refuse } from "./violation.ts";

/** A list whose length is within the bounds. */
export function list<T extends z.ZodType>(member: T, bounds: Bounds = {}) {
  return z.array(member).superRefine((value, context) => {
    if (within(value.length, bounds)) return;
    refuse(context, (path) => broken(path, lengthRequirement(bounds), `Value with length ${value.length}`));
  });
}
