import { z } from "zod";
import { type Bounds, boundsInWords, within } from "./bounds.ts";
import { broken, refuse } from "./violation.ts";

/** A whole number within the bounds. */
export function wholeNumber(bounds: Bounds): z.ZodType<number, number> {
  return z.number().superRefine((value, context) => {
    if (!Number.isSafeInteger(value)) refuse(context, (path) => broken(path, "be a whole number"));
    else if (!within(value, bounds))
      refuse(context, (path) => broken(path, `be ${boundsInWords(bounds, "between")}`));
  });
}
