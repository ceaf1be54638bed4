import { z } from "zod";
import { type Bounds, boundsInWords, within } from "./bounds.ts";
import { refuseMember } from "./violation.ts";

/** A whole number within the bounds. */
export function wholeNumber(bounds: Bounds): z.ZodType<number, number> {
  return z.number().superRefine((value, context) => {
    if (!Number.isSafeInteger(value)) refuseMember(context, "Member must be a whole number");
    else if (!within(value, bounds)) refuseMember(context, `Member must be ${boundsInWords(bounds)}`);
  });
}
